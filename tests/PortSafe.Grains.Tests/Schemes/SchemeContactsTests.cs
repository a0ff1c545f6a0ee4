using PortSafe.Data;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Schemes;
using PortSafe.Grains.Tests.Accounts;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Schemes;

public sealed class SchemeContactsTests
{
    private static readonly Locode Port = Locode.Parse("GBFXT");
    private static readonly Locode Other = Locode.Parse("GBDVR");

    [Theory, BothDatabases]
    public async Task Whoever_is_named_leads_the_scheme_and_the_milestone_holds_with_it(DatabaseKind kind)
    {
        await using var desk = await WithPortAsync(kind);
        var (boss, lead) = (await desk.AddAdministratorAsync(), await desk.AddActiveAsync(Role.PortManager, "Lee Lead", Port));

        var named = await Contacts(desk).NameAsync(Port, SchemePart.Lead, lead.PersonId!.Value, lead, default);

        Assert.Null(named.Error);
        var people = (await Contacts(desk).ListAsync(Port, boss, default)).Value!;
        Assert.Equal((lead.PersonId, "lee.lead@people.example", desk.Clock.GetUtcNow()), (people.Lead?.Id, people.Lead?.Email, people.Lead?.Since));
        Assert.Null(people.Deputy);
        Assert.Contains((await HistoryAsync(desk)).Events, item => item is MilestoneRecorded { Milestone.Code: "lead-named", Note: null });
        var row = (await desk.AuditAsync())[^1];
        Assert.Equal(("scheme-lead-named", "port:GBFXT", lead.Id, lead.Id), (row.Action, row.Subject, row.Detail, row.By));
    }

    [Theory, BothDatabases]
    public async Task Another_lead_takes_the_place_of_the_first_and_the_milestone_is_recorded_once(DatabaseKind kind)
    {
        await using var desk = await WithPortAsync(kind);
        var (first, second) = (await desk.AddActiveAsync(Role.PortManager, "Ann First", Port), await desk.AddActiveAsync(Role.PortManager, "Bob Second", Port));
        await NameAsync(desk, SchemePart.Lead, first, first);

        Assert.Null((await NameAsync(desk, SchemePart.Lead, second, first)).Error);

        var people = (await Contacts(desk).ListAsync(Port, second, default)).Value!;
        Assert.Equal("Bob Second", people.Lead?.Name);
        Assert.Single((await HistoryAsync(desk)).Events, item => item is MilestoneRecorded);
        Assert.Equal(1, await desk.Database.CountAsync("scheme_contacts"));
        Assert.Equal("part-held-already", (await NameAsync(desk, SchemePart.Lead, second, first)).Error?.Code);
    }

    [Theory, BothDatabases]
    public async Task A_deputy_who_becomes_lead_is_deputy_no_longer(DatabaseKind kind)
    {
        await using var desk = await WithPortAsync(kind);
        var (lead, deputy) = (await desk.AddActiveAsync(Role.PortManager, "Ann First", Port), await desk.AddActiveAsync(Role.PortManager, "Bob Second", Port));
        await NameAsync(desk, SchemePart.Lead, lead, lead);
        await NameAsync(desk, SchemePart.Deputy, deputy, lead);
        Assert.Equal("leads-already", (await NameAsync(desk, SchemePart.Deputy, lead, lead)).Error?.Code);

        Assert.Null((await NameAsync(desk, SchemePart.Lead, deputy, lead)).Error);

        var people = (await Contacts(desk).ListAsync(Port, lead, default)).Value!;
        Assert.Equal(("Bob Second", null), (people.Lead?.Name, people.Deputy?.Name));
        var facts = SchemeFacts.From((await HistoryAsync(desk)).Events, DateOnly.MaxValue);
        Assert.Equal((true, false), (facts.Holds(Milestone.LeadNamed), facts.Holds(Milestone.DeputyNamed)));
    }

    [Theory, BothDatabases]
    public async Task Mail_goes_to_the_lead_or_else_to_every_manager_who_can_sign_in(DatabaseKind kind)
    {
        await using var desk = await WithPortAsync(kind);
        var boss = await desk.AddAdministratorAsync();
        var (lead, other) = (await desk.AddActiveAsync(Role.PortManager, "Ann First", Port), await desk.AddActiveAsync(Role.PortManager, "Bob Second", Port, Other));
        await desk.AddAsync(new NewPerson("Cid Invited", "cid@people.example", Role.PortManager, Port));
        await desk.AddActiveAsync(Role.PortManager, "Dee Elsewhere", Other);

        Assert.Equal(["Ann First", "Bob Second"], await NamesAsync(desk));
        await NameAsync(desk, SchemePart.Lead, other, lead);
        Assert.Equal(["Bob Second"], await NamesAsync(desk));

        Assert.Null((await desk.DeskAsync(all => all.ChangeRoleAsync(other.PersonId!.Value, Role.PortManager, [Other], [], boss, default))).Error);
        Assert.Equal(["Ann First"], await NamesAsync(desk));
        Assert.Null((await desk.DeskAsync(all => all.RevokeAsync(lead.PersonId!.Value, "Left the port.", boss, default))).Error);
        Assert.Empty(await NamesAsync(desk));
    }

    [Fact]
    public async Task A_wiped_lead_leaves_nothing_behind()
    {
        await using var desk = await WithPortAsync(DatabaseKind.Sqlite);
        var (boss, lead) = (await desk.AddAdministratorAsync(), await desk.AddActiveAsync(Role.PortManager, "Ann First", Port));
        await NameAsync(desk, SchemePart.Lead, lead, boss);
        await desk.DeskAsync(all => all.RevokeAsync(lead.PersonId!.Value, "Left the port.", boss, default));

        Assert.Null((await desk.UseAsync((PersonWiping wiping) => wiping.WipeAsync(lead.PersonId!.Value, null, boss, default))).Error);

        Assert.Equal(0, await desk.Database.CountAsync("scheme_contacts"));
    }

    [Theory, BothDatabases]
    public async Task A_handover_can_end_the_former_leads_care_of_the_port(DatabaseKind kind)
    {
        await using var desk = await WithPortAsync(kind);
        var (lead, heir) = (await desk.AddActiveAsync(Role.PortManager, "Ann First", Port), await desk.AddActiveAsync(Role.PortManager, "Bob Second", Port));
        await NameAsync(desk, SchemePart.Lead, lead, lead);
        await desk.SignInAsync(lead.PersonId!.Value);

        Assert.Null((await Contacts(desk).HandOverAsync(Port, heir.PersonId!.Value, endsAccess: true, lead, default)).Error);

        Assert.Equal(["Bob Second"], await NamesAsync(desk));
        Assert.NotNull((await desk.PersonAsync(lead.PersonId!.Value)).RevokedAt);
        Assert.DoesNotContain(await desk.Database.RowsAsync("sessions"), row => row.Contains("ended_at: null", StringComparison.Ordinal));
        Assert.Equal(["scheme-lead-named", "port-care-ended"], (await desk.AuditAsync()).TakeLast(2).Select(row => row.Action));
    }

    [Fact]
    public async Task A_former_lead_with_another_port_keeps_the_account()
    {
        await using var desk = await WithPortAsync(DatabaseKind.Sqlite);
        var (lead, heir) = (await desk.AddActiveAsync(Role.PortManager, "Ann First", Port, Other), await desk.AddActiveAsync(Role.PortManager, "Bob Second", Port));
        Assert.Equal("no-lead", (await Contacts(desk).HandOverAsync(Port, heir.PersonId!.Value, endsAccess: true, lead, default)).Error?.Code);
        await NameAsync(desk, SchemePart.Lead, lead, lead);

        Assert.Null((await Contacts(desk).HandOverAsync(Port, heir.PersonId!.Value, endsAccess: true, lead, default)).Error);

        Assert.Null((await desk.PersonAsync(lead.PersonId!.Value)).RevokedAt);
        Assert.Equal([Other], (await desk.UseAsync(people => people.FindAsync(lead.PersonId!.Value, default)))!.Ports);
    }

    [Theory, BothDatabases]
    public async Task A_lead_is_displaced_by_JMSC_or_themselves_and_by_no_colleague(DatabaseKind kind)
    {
        await using var desk = await WithPortAsync(kind);
        var (lead, other) = (await desk.AddActiveAsync(Role.PortManager, "Ann First", Port), await desk.AddActiveAsync(Role.PortManager, "Bob Second", Port));
        var boss = await desk.AddAdministratorAsync();
        await NameAsync(desk, SchemePart.Lead, lead, lead);

        Assert.Equal("lead-decides", (await NameAsync(desk, SchemePart.Lead, other, other)).Error?.Code);
        Assert.Equal("lead-decides", (await Contacts(desk).HandOverAsync(Port, other.PersonId!.Value, endsAccess: true, other, default)).Error?.Code);
        Assert.Null((await desk.PersonAsync(lead.PersonId!.Value)).RevokedAt);
        Assert.Null((await NameAsync(desk, SchemePart.Lead, other, boss)).Error);
    }

    [Theory, BothDatabases]
    public async Task Nobody_takes_over_who_cannot_sign_in(DatabaseKind kind)
    {
        await using var desk = await WithPortAsync(kind);
        var lead = await desk.AddActiveAsync(Role.PortManager, "Ann First", Port);
        await NameAsync(desk, SchemePart.Lead, lead, lead);
        var heir = (await desk.AddAsync(new NewPerson("Bob Second", "bob@people.example", Role.PortManager, Port))).Value!;

        Assert.Equal("person-cannot-sign-in", (await Contacts(desk).HandOverAsync(Port, heir.Id, endsAccess: true, lead, default)).Error?.Code);
        Assert.Null((await desk.PersonAsync(lead.PersonId!.Value)).RevokedAt);
    }

    [Theory, BothDatabases]
    public async Task A_lead_who_loses_the_port_is_lead_no_longer_and_neither_does_the_milestone_hold(DatabaseKind kind)
    {
        await using var desk = await WithPortAsync(kind);
        var (lead, boss) = (await desk.AddActiveAsync(Role.PortManager, "Ann First", Port), await desk.AddAdministratorAsync());
        await NameAsync(desk, SchemePart.Lead, lead, lead);
        await Contacts(desk).EndLostAsync(Actor.Job("applications"), default);
        Assert.True(SchemeFacts.From((await HistoryAsync(desk)).Events, desk.Clock.Today()).Holds(Milestone.LeadNamed));

        Assert.Null((await desk.DeskAsync(people => people.RevokeAsync(lead.PersonId!.Value, "Left the port", boss, default))).Error);
        await Contacts(desk).EndLostAsync(Actor.Job("applications"), default);
        await Contacts(desk).EndLostAsync(Actor.Job("applications"), default);

        Assert.False(SchemeFacts.From((await HistoryAsync(desk)).Events, desk.Clock.Today()).Holds(Milestone.LeadNamed));
        Assert.Equal(0, await desk.Database.CountAsync("scheme_contacts"));
        Assert.Single((await desk.AuditAsync()), row => row.Action == "scheme-lead-lost");
    }

    [Theory, BothDatabases]
    public async Task Of_many_who_are_named_at_once_one_leads(DatabaseKind kind)
    {
        await using var desk = await WithPortAsync(kind);
        var people = new List<Actor>();
        for (var number = 0; number < 6; number++)
            people.Add(await desk.AddActiveAsync(Role.PortManager, $"Person {number}", Port));

        var boss = await desk.AddAdministratorAsync();
        var results = await Task.WhenAll(people.Select(person => Task.Run(() => NameAsync(desk, SchemePart.Lead, person, boss))));

        Assert.All(results, result => Assert.Null(result.Error));
        Assert.Equal(1, await desk.Database.CountAsync("scheme_contacts"));
        Assert.Single((await HistoryAsync(desk)).Events, item => item is MilestoneRecorded);
        Assert.Equal(people.Count, (await desk.AuditAsync()).Count(row => row.Action == "scheme-lead-named"));
    }

    [Fact]
    public async Task Only_the_ports_managers_and_administrators_name_anyone_and_only_those_at_the_port()
    {
        await using var desk = await WithPortAsync(DatabaseKind.Sqlite);
        var (lead, stranger) = (await desk.AddActiveAsync(Role.PortManager, "Ann First", Port), await desk.AddActiveAsync(Role.PortManager, "Dee Elsewhere", Other));

        foreach (var by in new[] { stranger, TestActors.JmscAnalyst, TestActors.Editor, TestActors.Analyst, Actor.Job("sweep") })
            Assert.Equal("not-allowed", (await NameAsync(desk, SchemePart.Lead, lead, by)).Error?.Code);
        Assert.Equal(("person-not-at-port", "person"), (await NameAsync(desk, SchemePart.Lead, stranger, lead)).Error is { } error ? (error.Code, error.Field) : default);
        foreach (var by in new[] { stranger, TestActors.Editor, TestActors.Analyst })
            Assert.Equal("not-allowed", (await Contacts(desk).ListAsync(Port, by, default)).Error?.Code);
        Assert.All([.. (await Contacts(desk).ListAsync(Port, lead, default)).Value!.Managers, .. (await Contacts(desk).ListAsync(Port, TestActors.JmscAnalyst, default)).Value!.Managers],
            person => Assert.Null(person.Email));
    }

    [Fact]
    public async Task Nobody_leads_a_scheme_that_is_not_approved()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        await desk.AddPortAsync(new PortBuilder().Added().Applied());
        var lead = await desk.AddActiveAsync(Role.PortManager, "Ann First", Port);

        Assert.Equal("scheme-not-approved", (await NameAsync(desk, SchemePart.Lead, lead, lead)).Error?.Code);
        Assert.Equal(0, await desk.Database.CountAsync("scheme_contacts"));
    }

    private static async Task<AccountDesk> WithPortAsync(DatabaseKind kind)
    {
        var desk = await AccountDesk.CreateAsync(kind);
        await desk.AddPortAsync(new PortBuilder(Port.ToString()).Added().Applied().Approved().PackIssued());
        await desk.AddPortAsync(new PortBuilder(Other.ToString()).Added("Dover").Applied().Approved().PackIssued());
        return desk;
    }

    private static SchemeContacts Contacts(AccountDesk desk) => desk.Get<SchemeContacts>();

    private static Task<Result<Guid>> NameAsync(AccountDesk desk, SchemePart part, Actor person, Actor by) =>
        Contacts(desk).NameAsync(Port, part, person.PersonId!.Value, by, default);

    private static async Task<IEnumerable<string>> NamesAsync(AccountDesk desk) => (await Contacts(desk).LeadOrManagersAsync(Port, default)).Select(person => person.Name);

    private static Task<PortHistory> HistoryAsync(AccountDesk desk) => desk.Get<EventStore>().LoadAsync(Port, default);
}
