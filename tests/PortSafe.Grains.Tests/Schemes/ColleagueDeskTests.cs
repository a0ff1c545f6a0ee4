using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Schemes;
using PortSafe.Grains.Tests.Accounts;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Schemes;

public sealed class ColleagueDeskTests
{
    private static readonly Colleague Colleague = new("Kim Colleague", "kim@harbour.example", "Kim is my deputy; ask our office.");

    [Theory, BothDatabases]
    public async Task A_manager_asks_JMSC_decides_and_the_colleague_is_invited(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var (boss, lead) = (await desk.AddAdministratorAsync(), await desk.AddActiveAsync(Role.PortManager, "Ann First", Applicants.Port));

        var reference = (await AskAsync(desk, Colleague, lead)).Value;

        Assert.Equal(["Kim Colleague"], (await desk.Get<ColleagueDesk>().ListAsync(Applicants.Port, lead, default)).Value!.Select(request => request.Name));
        Assert.Empty(await desk.MailAsync("kim@harbour.example"));
        Assert.Null((await ApproveAsync(desk, reference, boss)).Error);
        Assert.Equal("Kim Colleague", (await desk.UseAsync(people => people.FindAsync("kim@harbour.example", default)))!.Name);
        Assert.Contains("Kim Colleague", Assert.Single(await desk.MailAsync("ann.first@people.example")), StringComparison.Ordinal);
        Assert.Empty((await desk.Get<ColleagueDesk>().ListAsync(Applicants.Port, lead, default)).Value!);
    }

    [Theory, BothDatabases]
    public async Task A_successor_leads_once_they_can_sign_in_and_then_the_former_lead_leaves(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var (boss, lead) = (await desk.AddAdministratorAsync(), await desk.AddActiveAsync(Role.PortManager, "Ann First", Applicants.Port));
        await desk.Get<SchemeContacts>().NameAsync(Applicants.Port, SchemePart.Lead, lead.PersonId!.Value, lead, default);
        var reference = (await AskAsync(desk, Colleague with { IsSuccessor = true, EndsAccess = true }, lead)).Value;
        await ApproveAsync(desk, reference, boss);
        await desk.RunAsync();
        Assert.Equal("Ann First", (await PeopleAsync(desk, boss)).Lead?.Name);
        var token = (await desk.MailAsync("kim@harbour.example")).Single().Split("/invitation/")[1][..43];

        var heir = await desk.UseAsync((Invitations invitations) => invitations.AcceptAsync(token, Applicants.Origin, default));
        await desk.RunAsync();
        Assert.Equal("Ann First", (await PeopleAsync(desk, boss)).Lead?.Name);

        await desk.AddPasskeyAsync(heir.Value!.Id, "Kim’s key");
        await desk.RunAsync();

        Assert.Equal(["Kim Colleague"], (await PeopleAsync(desk, boss)).Managers.Select(person => person.Name));
        Assert.Equal("Kim Colleague", (await PeopleAsync(desk, boss)).Lead?.Name);
        Assert.NotNull((await desk.PersonAsync(lead.PersonId!.Value)).RevokedAt);
        Assert.NotNull((await desk.RowAsync(reference)).SettledAt);
    }

    [Theory, BothDatabases]
    public async Task The_same_colleague_is_asked_for_once(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var lead = await desk.AddActiveAsync(Role.PortManager, "Ann First", Applicants.Port);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => AskAsync(desk, Colleague, lead))));

        Assert.Single(results, result => result.Error is null);
        Assert.All(results.Select(result => result.Error).OfType<Error>(), error => Assert.Equal("application-waiting", error.Code));
        Assert.Equal(("colleague-known", "email"), (await AskAsync(desk, Colleague with { Email = "ANN.first@people.example" }, lead)).Error is { } known ? (known.Code, known.Field) : default);
    }

    [Fact]
    public async Task What_JMSC_asks_and_decides_goes_to_whoever_asked()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        var (boss, lead) = (await desk.AddAdministratorAsync(), await desk.AddActiveAsync(Role.PortManager, "Ann First", Applicants.Port));
        var reference = (await AskAsync(desk, Colleague, lead)).Value;

        Assert.Null((await desk.DecideAsync(all => all.AskAsync(reference, 0, "What does Kim do?", boss, default))).Error);
        var session = await desk.OpenLinkAsync("ann.first@people.example");
        Assert.Null((await desk.Join().AnswerAsync(session, "Kim runs the gate.", Applicants.Origin, default)).Error);
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await desk.DecideAsync(all => all.RejectAsync(reference, 2, "Two managers are enough.", boss, default))).Error);

        Assert.Contains("Two managers are enough.", (await desk.MailAsync("ann.first@people.example"))[^1], StringComparison.Ordinal);
        Assert.Empty(await desk.MailAsync("kim@harbour.example"));
        Assert.Single(await desk.EventsAsync(), item => item is Domain.Ports.SchemeApproved);
    }

    [Fact]
    public async Task Only_a_ports_managers_ask_and_what_they_ask_is_checked()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        foreach (var by in new[] { TestActors.Admin, TestActors.JmscAnalyst, TestActors.Editor, TestActors.ManagerOf(Domain.Ports.Locode.Parse("GBDVR")) })
            Assert.Equal("not-allowed", (await AskAsync(desk, Colleague, by)).Error?.Code);
        Assert.Equal(["name", "email", "note"], ColleagueDesk.Check(new Colleague("", "nobody", " ")).Select(error => error.Field));
        Assert.Equal("not-allowed", (await desk.Get<ColleagueDesk>().ListAsync(Applicants.Port, TestActors.JmscAnalyst, default)).Error?.Code);
    }

    private static async Task<AccountDesk> OpenAsync(DatabaseKind kind)
    {
        var desk = await AccountDesk.CreateAsync(kind);
        await desk.AddPortAsync(new PortBuilder(Applicants.Port.ToString()).Added().Applied().Approved().PackIssued());
        return desk;
    }

    private static Task<Result<ApplicationReference>> AskAsync(AccountDesk desk, Colleague colleague, Actor by) => desk.Get<ColleagueDesk>().AskAsync(Applicants.Port, colleague, by, default);

    private static async Task<SchemePeople> PeopleAsync(AccountDesk desk, Actor by) => (await desk.Get<SchemeContacts>().ListAsync(Applicants.Port, by, default)).Value!;

    private static async Task<Result<ApplicationReference>> ApproveAsync(AccountDesk desk, ApplicationReference reference, Actor by)
    {
        var revision = (await desk.RowAsync(reference)).Revision;
        return await desk.DecideAsync(all => all.ApproveAsync(reference, revision, "2026-11", by, default));
    }
}
