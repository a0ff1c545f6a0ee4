using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Dashboard.Tests.Accounts;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Ports;

namespace PortSafe.Dashboard.Tests.Schemes;

/// <summary>Ports in the register that have not applied, two administrators, and a manager of one port that takes part.</summary>
public sealed partial class JoinSite : EmptySite
{
    public const string SecondAdmin = "b.officer@jmsc.example";
    public const string Manager = "m.manager@dover.example";

    public static Locode Joined { get; } = Locode.Parse("GBDVR");

    protected override async Task FillAsync()
    {
        await base.FillAsync();
        var admin = await ActorAsync(Admin);
        foreach (var (locode, name) in ((string, string)[])[("GBDVR", "Dover"), ("GBFLE", "Fleetwood"), ("GBLAN", "Lancaster"), ("GBIRL", "Irlam"), ("GBMCD", "Macduff")])
        {
            var added = await Grains.Get<IPortGrain>(locode).AddAsync(new AddPort(new DateOnly(2024, 1, 8), name, PublicationPlan.Current.Regions[0], PortSize.Minor, 54, -3), admin, default);
            Assert.Null(added.Error);
        }
        var port = Grains.Get<IPortGrain>(Joined.ToString());
        await port.ApplyAsync(new Apply(new DateOnly(2024, 2, 1), Domain.Schemes.ApplicantRole.All[0]), admin, default);
        await port.ApproveAsync(new Approve(new DateOnly(2024, 2, 2)), admin, default);
        await AddAsync("B. Officer", SecondAdmin, Role.JmscAdmin);
        await AddAsync("M. Manager", Manager, Role.PortManager, Joined);
        await AddAsync("N. Colleague", "n.colleague@dover.example", Role.PortManager, Joined);
    }

    /// <summary>A browser in which every question has been answered and nothing sent.</summary>
    public async Task<HttpClient> AnswerAsync(string email, string port)
    {
        var client = CreateClient();
        await client.FollowAsync("/join/role", [new("role", "port-security-manager")]);
        await client.FollowAsync("/join/you", [new("name", "Pat O’Brien"), new("email", email), new("telephone", "")]);
        await client.FollowAsync($"/join/port?q={port}", [new("port", port)], "/join/port");
        await client.FollowAsync("/join/evidence", [new("evidence", "Ask the harbour office.\nI run the gate.")]);
        return client;
    }

    /// <summary>Answers everything and sends it.</summary>
    /// <returns>The reference.</returns>
    public async Task<string> ApplyAsync(string email, string port)
    {
        using var client = await AnswerAsync(email, port);
        var page = await client.FollowAsync("/join/declaration", [new("declared", "yes")]);
        return ReferenceIn(page);
    }

    public static string ReferenceIn(IHtmlDocument page) => page.Text(".ps-sent__reference strong");

    /// <summary>Has all mail leave, and reads the text of the last message to an address as a mail program would.</summary>
    public async Task<string> LastLetterAsync(string email)
    {
        var letters = await LettersAsync(email);
        Assert.NotEmpty(letters);
        return letters[^1];
    }

    /// <summary>The texts of all messages to an address, the oldest first.</summary>
    public async Task<IReadOnlyList<string>> LettersAsync(string email)
    {
        await using (var scope = Services.CreateAsyncScope())
            await ActivatorUtilities.CreateInstance<SendNoticesJob>(scope.ServiceProvider).ExecuteAsync("", default);
        return
        [
            .. Directory.EnumerateFiles(Path.Combine(Database.Directory, "outbox"), "*.eml")
                .OrderBy(Path.GetFileName, StringComparer.Ordinal).Select(File.ReadAllText)
                .Where(letter => letter.Contains($"To: {email}", StringComparison.OrdinalIgnoreCase) || letter.Contains($"To: <{email}>", StringComparison.OrdinalIgnoreCase))
                .Select(letter => letter.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal)),
        ];
    }

    /// <summary>The address that a letter leads to, without the site.</summary>
    public static string LinkIn(string letter, string path) => Link().Matches(letter).Select(match => match.Value).First(link => link.StartsWith(path, StringComparison.Ordinal));

    private async Task AddAsync(string name, string email, Role role, params Locode[] ports)
    {
        var by = await ActorAsync(Admin);
        Assert.Null((await InScopeAsync<People, Result<KnownPerson>>(people => people.AddAsync(new NewPerson(name, email, role, ports), by, default))).Error);
    }

    [GeneratedRegex("/(join/continue|invitation)/[A-Za-z0-9_-]{43}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
