using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Accounts;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Accounts;

public sealed class PeopleDeskTests
{
    private static readonly Locode Felixstowe = Locode.Parse("GBFXT");

    [Theory, BothDatabases]
    public async Task A_person_is_given_another_role_and_ports_and_is_treated_so_within_five_seconds(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        await desk.AddPortAsync("GBFXT");
        var (boss, person) = (await desk.AddAdministratorAsync(), await desk.AddActiveAsync(Role.Analyst, "Some One"));
        var token = await desk.SignInAsync(person.PersonId!.Value);
        Assert.Equal(Role.Analyst, (await desk.Sessions.FindAsync(token, default))!.Person.Role);

        Assert.Null((await desk.DeskAsync(people => people.ChangeRoleAsync(person.PersonId!.Value, Role.PortManager, [Felixstowe], [], boss, default))).Error);

        desk.Clock.Advance(Sessions.Freshness);
        var known = (await desk.Sessions.FindAsync(token, default))!.Person;
        Assert.Equal((Role.PortManager, Felixstowe), (known.Role, Assert.Single(known.Ports)));
        var row = (await desk.AuditAsync())[^1];
        Assert.Equal(("person-role-changed", person.Id, boss.Id, "analyst to port-manager of GBFXT"), (row.Action, row.Subject, row.By, row.Detail));
    }

    [Fact]
    public async Task A_port_manager_has_a_port_of_the_register_and_nobody_else_has_one()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        await desk.AddPortAsync("GBFXT");
        var (boss, person) = (await desk.AddAdministratorAsync(), (await desk.AddActiveAsync(Role.Analyst, "Some One")).PersonId!.Value);

        string?[] codes =
        [
            (await desk.DeskAsync(people => people.ChangeRoleAsync(person, Role.PortManager, [], [], boss, default))).Error?.Code,
            (await desk.DeskAsync(people => people.ChangeRoleAsync(person, Role.PortManager, [Locode.Parse("GBDVR")], [], boss, default))).Error?.Code,
            (await desk.DeskAsync(people => people.ChangeRoleAsync(person, Role.Editor, [Felixstowe], [], boss, default))).Error?.Code,
        ];
        Assert.Equal<string?[]>(["ports-missing", "port-not-found", "ports-not-for-role"], codes);
        Assert.Equal("analyst", (await desk.PersonAsync(person)).Role);
    }

    [Theory, BothDatabases]
    public async Task Somebody_manages_one_facility_of_a_port_and_the_port_alone_is_in_their_view(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        await desk.AddPortAsync("GBFXT");
        var (boss, person) = (await desk.AddAdministratorAsync(), await desk.AddActiveAsync(Role.Analyst, "Some One"));
        PortFacility trinity = PortFacility.Parse("GBFXT-0001"), none = PortFacility.Parse("GBFXT-0002");
        var (store, day) = (desk.Get<EventStore>(), desk.Clock.Today());
        Assert.True(await store.AppendAsync(
            [new PortAppend(Felixstowe, await store.LoadAsync(Felixstowe, default), [new FacilityAdded(day, trinity.Facility, "Trinity")])], TestActors.Admin, null, default));
        var id = person.PersonId!.Value;

        string?[] codes =
        [
            (await desk.DeskAsync(people => people.ChangeRoleAsync(id, Role.PortManager, [], [none], boss, default))).Error?.Code,
            (await desk.DeskAsync(people => people.ChangeRoleAsync(id, Role.PortManager, [Felixstowe], [trinity], boss, default))).Error?.Code,
            (await desk.DeskAsync(people => people.ChangeRoleAsync(id, Role.PortManager, [], [trinity], boss, default))).Error?.Code,
        ];

        Assert.Equal<string?[]>(["port-not-found", "facility-of-own-port", null], codes);
        var known = (await desk.UseAsync<People, KnownPerson?>(people => people.FindAsync(id, default)))!;
        Assert.Equal((0, trinity, Felixstowe), (known.Ports.Count, Assert.Single(known.Facilities), Assert.Single(known.Actor.PortsInView)));
        Assert.Equal("analyst to port-manager of GBFXT-0001", (await desk.AuditAsync())[^1].Detail);
    }

    [Theory, BothDatabases]
    public async Task A_port_that_somebody_managed_stays_remembered_until_they_are_wiped(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        await desk.AddPortAsync("GBFXT");
        await desk.AddPortAsync("GBDVR");
        var (boss, person) = (await desk.AddAdministratorAsync(), await desk.AddActiveAsync(Role.Analyst, "Some One"));
        var id = person.PersonId!.Value;
        foreach (var port in new[] { Felixstowe, Locode.Parse("GBDVR"), Felixstowe })
            Assert.Null((await desk.DeskAsync(people => people.ChangeRoleAsync(id, Role.PortManager, [port], [], boss, default))).Error);

        await using var db = desk.Database.CreateContext();
        Assert.Equal(["GBDVR", "GBFXT"], db.PersonPortsHeld.Where(row => row.PersonId == id).Select(row => row.Locode).ToList().Select(port => port.ToString()).Order());
    }

    [Fact]
    public async Task Nobody_changes_their_own_role_or_takes_away_their_own_account()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        var boss = await desk.AddAdministratorAsync();
        await desk.AddAdministratorAsync("Boss Two");

        Assert.Equal("own-account", (await desk.DeskAsync(people => people.ChangeRoleAsync(boss.PersonId!.Value, Role.Editor, [], [], boss, default))).Error?.Code);
        Assert.Equal("own-account", (await desk.DeskAsync(people => people.RevokeAsync(boss.PersonId!.Value, "Leaving", boss, default))).Error?.Code);
    }

    [Theory, BothDatabases]
    public async Task Whoever_is_revoked_is_out_within_five_seconds_and_comes_back_as_the_same_person(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var (boss, person) = (await desk.AddAdministratorAsync(), (await desk.AddActiveAsync(Role.Editor, "Some One")).PersonId!.Value);
        var token = await desk.SignInAsync(person);
        Assert.NotNull(await desk.Sessions.FindAsync(token, default));

        Assert.Null((await desk.DeskAsync(people => people.RevokeAsync(person, "Left the newspaper", boss, default))).Error);
        desk.Clock.Advance(Sessions.Freshness);

        Assert.Null(await desk.Sessions.FindAsync(token, default));
        Assert.Equal("account-to-restore", (await desk.UseAsync((InvitationDesk all) => all.InviteAsync(new NewPerson("Other", "SOME.one@people.example", Role.Editor), boss, default))).Error?.Code);
        Assert.Equal("person-revoked", (await desk.DeskAsync(people => people.RevokeAsync(person, "Again", boss, default))).Error?.Code);

        Assert.Null((await desk.DeskAsync(people => people.RestoreAsync(person, "Came back", boss, default))).Error);
        Assert.Null(await desk.Sessions.FindAsync(token, default));
        Assert.Equal("Some One", (await desk.Sessions.FindAsync(await desk.SignInAsync(person), default))!.Person.Name);
    }

    [Fact]
    public async Task A_reason_is_kept_as_a_text_and_not_in_the_audit_log()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        var (boss, person) = (await desk.AddAdministratorAsync(), (await desk.AddActiveAsync(Role.Editor, "Some One")).PersonId!.Value);

        Assert.Equal("reason", (await desk.DeskAsync(people => people.RevokeAsync(person, " ", boss, default))).Error?.Field);
        Assert.Null((await desk.DeskAsync(people => people.RevokeAsync(person, "Lost the badge", boss, default))).Error);

        Assert.DoesNotContain(await desk.Database.RowsAsync("audit_log"), row => row.Contains("badge", StringComparison.Ordinal));
        var details = (await desk.UseAsync((PersonRecords records) => records.GetAsync(person, boss, 10, default))).Value!;
        Assert.Equal(("person-revoked", "Lost the badge", "Boss One"), (details.History[0].Action, details.History[0].Reason, details.History[0].By));
    }

    [Theory, BothDatabases]
    public async Task The_only_administrator_who_can_sign_in_is_neither_demoted_nor_revoked_nor_reset(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var (only, invited) = (await desk.AddAdministratorAsync(), (await desk.AddAsync(new NewPerson("Boss Two", "two@people.example", Role.JmscAdmin))).Value!.Actor);

        Assert.Equal("last-administrator", (await desk.DeskAsync(people => people.ChangeRoleAsync(only.PersonId!.Value, Role.Editor, [], [], invited, default))).Error?.Code);
        Assert.Equal("last-administrator", (await desk.DeskAsync(people => people.RevokeAsync(only.PersonId!.Value, "Left", invited, default))).Error?.Code);
        Assert.Equal("last-administrator", (await desk.UseAsync((InvitationDesk all) => all.ResetAsync(only.PersonId!.Value, invited, default))).Error?.Code);
        Assert.Null((await desk.DeskAsync(people => people.RevokeAsync(invited.PersonId!.Value, "By mistake", only, default))).Error);
    }

    [Theory, BothDatabases]
    public async Task Of_eight_administrators_who_revoke_and_demote_each_other_at_once_one_remains(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var bosses = new List<Actor>();
        for (var number = 1; number <= 8; number++)
            bosses.Add(await desk.AddAdministratorAsync($"Boss {number}"));

        var results = await Task.WhenAll(bosses.Select((boss, index) => Task.Run(() =>
        {
            var next = bosses[(index + 1) % bosses.Count].PersonId!.Value;
            return desk.DeskAsync(people => index % 2 == 0
                ? people.RevokeAsync(next, "A race", boss, default)
                : people.ChangeRoleAsync(next, Role.Editor, [], [], boss, default));
        })));

        var left = await desk.UseAsync((PeopleDirectory people) => people.ListAsync(new PeopleSearch(null, Role.JmscAdmin, PersonState.Active), bosses[0], default));
        Assert.Equal(8 - results.Count(result => result.Error is null), left.Value!.Found);
        Assert.InRange(left.Value.Found, 1, 7);
    }

    [Theory, BothDatabases]
    public async Task Two_administrators_who_revoke_each_other_at_once_do_not_both_succeed(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var (one, two) = (await desk.AddAdministratorAsync(), await desk.AddAdministratorAsync("Boss Two"));

        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(number => number % 2 == 0 ? (Who: one, Whom: two) : (Who: two, Whom: one))
                .Select(pair => Task.Run(() => desk.DeskAsync(people => people.RevokeAsync(pair.Whom.PersonId!.Value, "A race", pair.Who, default)))));

        Assert.Single(results, result => result.Error is null);
    }

    [Fact]
    public async Task A_lock_out_is_lifted()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        var (boss, person) = (await desk.AddAdministratorAsync(), (await desk.AddActiveAsync(Role.Editor, "Some One")).PersonId!.Value);
        await desk.Database.ExecuteAsync($"UPDATE people SET lockout_end = '2030-01-01 00:00:00', access_failed_count = 10 WHERE name = 'Some One'");
        Assert.Equal(PersonState.Locked, (await desk.UseAsync((PersonRecords records) => records.GetAsync(person, boss, 0, default))).Value!.State);

        Assert.Null((await desk.DeskAsync(people => people.UnlockAsync(person, boss, default))).Error);

        Person row = await desk.PersonAsync(person);
        Assert.Equal((null, 0), (row.LockoutEnd, row.AccessFailedCount));
    }

    [Fact]
    public async Task Everything_is_refused_to_whoever_is_no_administrator_or_was_one()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        var (boss, other, person) = (await desk.AddAdministratorAsync(), await desk.AddAdministratorAsync("Boss Two"), (await desk.AddActiveAsync(Role.Editor, "Some One")).PersonId!.Value);
        Assert.Null((await desk.DeskAsync(people => people.RevokeAsync(other.PersonId!.Value, "Left", boss, default))).Error);
        var before = await desk.Database.CountAsync("audit_log");

        foreach (var by in new[] { TestActors.JmscAnalyst, TestActors.Editor, Actor.Job("retention"), Actor.Key(Guid.CreateVersion7(), [.. KeyScope.All]), other })
        {
            Error?[] errors =
            [
                (await desk.DeskAsync(people => people.ChangeRoleAsync(person, Role.Analyst, [], [], by, default))).Error,
                (await desk.DeskAsync(people => people.RevokeAsync(person, "No", by, default))).Error,
                (await desk.DeskAsync(people => people.RestoreAsync(person, "No", by, default))).Error,
                (await desk.DeskAsync(people => people.UnlockAsync(person, by, default))).Error,
                (await desk.DeskAsync(people => people.EndSessionsAsync(person, by, default))).Error,
                (await desk.UseAsync((InvitationDesk all) => all.InviteAsync(new NewPerson("New", "new@people.example", Role.Editor), by, default))).Error,
                (await desk.UseAsync((InvitationDesk all) => all.InviteAgainAsync(person, by, default))).Error,
                (await desk.UseAsync((InvitationDesk all) => all.ResetAsync(person, by, default))).Error,
                (await desk.UseAsync((PersonWiping all) => all.WipeAsync(person, null, by, default))).Error,
                (await desk.UseAsync((PersonExports all) => all.OpenAsync(person, by, default))).Error,
            ];
            Assert.All(errors, error => Assert.Equal(ErrorKind.Forbidden, error?.Kind));
        }
        Assert.Equal(before, await desk.Database.CountAsync("audit_log"));
    }
}
