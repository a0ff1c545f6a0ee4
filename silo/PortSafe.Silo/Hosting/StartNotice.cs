using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PortSafe.Data;
using PortSafe.Grains.Accounts;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Hosting;

/// <summary>Says where to look once the process serves, and in Development how to sign in.</summary>
public sealed class StartNotice(IHostEnvironment environment, IServiceScopeFactory scopes, DatabaseLocation location)
{
    public async Task PrintAsync(WebApplication app, IVerbOutput output, CancellationToken ct)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var open = addresses.Where(address => !address.StartsWith("http://unix:", StringComparison.Ordinal)).ToList();
        output.Line($"PortSafe serves {string.Join(" and ", open)} from {(location.IsPostgres ? "PostgreSQL" : location.Directory)}. Ctrl-C stops it.");
        if (environment.IsDevelopment() && open.Count > 0)
            await PrintLinksAsync(open[0].Replace("[::]", "localhost", StringComparison.Ordinal), output, ct);
    }

    private async Task PrintLinksAsync(string address, IVerbOutput output, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var offered = await scope.ServiceProvider.GetRequiredService<SampleSignIn>().OfferAsync(ct);
        if (offered.Count == 0)
            return;
        output.Line("Sign in as a sample person; each link works once, for a short time:");
        foreach (var (person, path) in offered)
            output.Line($"  {person.Role.Title,-20} {address}{path}");
    }
}
