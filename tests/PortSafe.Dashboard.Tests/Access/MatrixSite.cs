using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Tests.Access;

/// <summary>The sample sector for tests that ask everything of it, and may change what is in it.</summary>
public sealed class MatrixSite : IAsyncLifetime
{
    public SampleSite Site { get; } = new();

    internal IReadOnlyList<Entry> Entries { get; private set; } = [];

    /// <summary>Nobody, one person a role, and a key for each scope.</summary>
    internal IReadOnlyList<Asker> Askers { get; private set; } = [];

    /// <summary>Sends what it is given and keeps no cookie.</summary>
    public HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Site.InitializeAsync();
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Site.Address };
        Entries = await Entry.ListAsync(Site.Services);
        var keys = new List<Asker>();
        foreach (var scope in KeyScope.All)
        {
            var made = await Site.Services.GetRequiredService<ApiKeys>().AddAsync(new NewApiKey($"key {scope}", [scope], 30), await Site.ActorAsync(SampleSite.Admin), default);
            keys.Add(new Asker($"key {scope}", Site, null, null, scope.Code, made.Value!.Text));
        }
        Askers = [new Asker("nobody", Site, null, null), .. SampleSite.Roles.Select(pair => new Asker(pair.Value.Code, Site, pair.Key, pair.Value)), .. keys];
        foreach (var asker in Askers)
            await asker.PrepareAsync(Client);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Site.DisposeAsync();
    }

    internal Asker Asker(string name) => Askers.Single(asker => asker.Name == name);
}

[CollectionDefinition(Name)]
public sealed class MatrixCollection : ICollectionFixture<MatrixSite>
{
    public const string Name = "matrix site";
}
