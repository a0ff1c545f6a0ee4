using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Accounts;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Accounts;

public sealed class SessionsTests
{
    private static readonly NewPerson Editor = new("D. Editor", "d.editor@jmsc.example", Role.Editor);
    private static readonly NewPerson Officer = new("A. Officer", "a.officer@jmsc.example", Role.JmscAdmin);

    [Theory, BothDatabases]
    public async Task A_session_ended_elsewhere_is_over_within_five_seconds(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var (person, token) = await SignInAsync(desk, Editor);
        var here = (await desk.Sessions.FindAsync(token, default))!;
        var elsewhere = AccountDesk.Over(desk.Database, desk.Clock, "elsewhere");

        await elsewhere.Sessions.EndAsync(person.Id, here.Session, person.Actor, default);

        Assert.NotNull(await desk.Sessions.FindAsync(token, default));
        desk.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await desk.Sessions.FindAsync(token, default));
    }

    [Theory, BothDatabases]
    public async Task Whoever_is_given_another_role_or_revoked_is_treated_so_within_five_seconds(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var (_, token) = await SignInAsync(desk, Editor);
        Assert.Equal(Role.Editor, (await desk.Sessions.FindAsync(token, default))!.Person.Role);

        await desk.Database.ExecuteAsync("UPDATE people SET role = 'analyst'");
        desk.Clock.Advance(Sessions.Freshness);
        Assert.Equal(Role.Analyst, (await desk.Sessions.FindAsync(token, default))!.Person.Role);

        await desk.Database.ExecuteAsync("UPDATE people SET revoked_at = '2026-10-09 10:00:00'");
        desk.Clock.Advance(Sessions.Freshness);
        Assert.Null(await desk.Sessions.FindAsync(token, default));
    }

    [Theory, BothDatabases]
    public async Task Signing_out_everywhere_spares_the_session_that_asks(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var (person, first) = await SignInAsync(desk, Editor);
        var second = await desk.Sessions.StartAsync(person, SignInMethod.Passkey, await desk.OriginAsync(), default);
        var current = (await desk.Sessions.FindAsync(second, default))!.Session;

        await desk.Sessions.EndAllAsync(person.Id, current, person.Actor, default);

        Assert.Null(await desk.Sessions.FindAsync(first, default));
        Assert.NotNull(await desk.Sessions.FindAsync(second, default));
        var left = Assert.Single(await desk.Sessions.ListAsync(person, current, default));
        Assert.Equal((SignInMethod.Passkey, "192.0.2.1", "A browser", true), (left.Method, left.Address, left.Browser, left.IsCurrent));
        Assert.Contains(await desk.Database.RowsAsync("audit_log"), row => row.Contains("signed-out-everywhere", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("editor", 480)]
    [InlineData("jmsc-admin", 30)]
    public async Task A_browser_without_a_request_is_signed_out(string role, int minutes)
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        var (_, token) = await SignInAsync(desk, Person(role));
        await desk.Sessions.FindAsync(token, default);

        desk.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await desk.Sessions.FindAsync(token, default));
        desk.Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Null(await desk.Sessions.FindAsync(token, default));
    }

    [Theory]
    [InlineData("editor", 24)]
    [InlineData("jmsc-analyst", 12)]
    public async Task Nobody_stays_signed_in_for_longer_than_the_limit_however_busy(string role, int hours)
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        var (_, token) = await SignInAsync(desk, Person(role));
        for (var minutes = 20; minutes < hours * 60; minutes += 20)
        {
            desk.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.NotNull(await desk.Sessions.FindAsync(token, default));
        }

        desk.Clock.Advance(TimeSpan.FromMinutes(20));

        Assert.Null(await desk.Sessions.FindAsync(token, default));
    }

    [Fact]
    public async Task The_database_holds_no_token_and_is_told_of_requests_once_a_minute()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        var (person, token) = await SignInAsync(desk, Editor);
        Assert.DoesNotContain(await desk.Database.RowsAsync("sessions"), row => row.Contains(token, StringComparison.Ordinal));

        desk.Clock.Advance(TimeSpan.FromSeconds(59));
        await desk.Sessions.FindAsync(token, default);
        var early = Assert.Single(await desk.Sessions.ListAsync(person, null, default));
        desk.Clock.Advance(TimeSpan.FromSeconds(5));
        await desk.Sessions.FindAsync(token, default);
        var late = Assert.Single(await desk.Sessions.ListAsync(person, null, default));

        Assert.Equal(early.StartedAt, early.SeenAt);
        Assert.Equal(desk.Clock.GetUtcNow(), late.SeenAt);
    }

    [Theory, BothDatabases]
    public async Task Of_many_first_requests_from_one_place_all_name_the_same_origin(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var origins = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(desk.OriginAsync)));

        Assert.Single(origins.Distinct());
        Assert.Equal(1, await desk.Database.CountAsync("origins"));
    }

    private static NewPerson Person(string role) => (Role.Parse(role).IsJmsc ? Officer : Editor) with { Role = Role.Parse(role) };

    private static async Task<(KnownPerson Person, string Token)> SignInAsync(AccountDesk desk, NewPerson person)
    {
        var added = (await desk.AddAsync(person)).Value!;
        return (added, await desk.Sessions.StartAsync(added, SignInMethod.Password, await desk.OriginAsync(), default));
    }
}
