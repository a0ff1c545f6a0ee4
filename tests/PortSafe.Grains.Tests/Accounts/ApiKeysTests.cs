using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Accounts;

public sealed class ApiKeysTests
{
    private static readonly NewApiKey Reader = new("Figures for the annual report", [KeyScope.ReadReleased, KeyScope.ReadPorts]);

    [Theory, BothDatabases]
    public async Task A_key_stands_for_its_scopes_and_is_kept_as_a_hash(DatabaseKind kind)
    {
        await using var desk = await Desk.CreateAsync(kind);
        var made = await desk.MakeAsync(Reader);

        Assert.Matches("^ps_[A-Za-z0-9_-]{43}$", made.Text);
        Assert.Equal((ApiKeyState.Active, made.Text[^4..], desk.Clock.GetUtcNow().AddDays(90)), (made.Key.State, made.Key.Hint, made.Key.ExpiresAt));
        var actor = await desk.FindAsync(made.Text);
        Assert.Equal(made.Key.ActorId, actor!.Id);
        Assert.Equal(Reader.Scopes, actor.Scopes);
        Assert.DoesNotContain(made.Text[3..^4], Assert.Single(await desk.Database.RowsAsync("api_keys")), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_revoked_key_opens_nothing_five_seconds_later_on_any_node(DatabaseKind kind)
    {
        await using var desk = await Desk.CreateAsync(kind);
        var made = await desk.MakeAsync(Reader);
        Assert.NotNull(await desk.FindAsync(made.Text));

        Assert.Equal(ApiKeyState.Revoked, (await desk.Keys.RevokeAsync(made.Key.Id, desk.Admin, default)).Value!.State);
        desk.Clock.Advance(ApiKeysInUse.Freshness);

        Assert.Null(await desk.FindAsync(made.Text));
        Assert.Null(await desk.FindAsync(made.Text));
    }

    [Theory, BothDatabases]
    public async Task Of_many_who_revoke_a_key_at_once_each_succeeds_and_one_is_logged(DatabaseKind kind)
    {
        await using var desk = await Desk.CreateAsync(kind);
        var made = await desk.MakeAsync(Reader);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.Keys.RevokeAsync(made.Key.Id, desk.Admin, default)));

        Assert.All(results, result => Assert.Equal(ApiKeyState.Revoked, result.Value!.State));
        Assert.Single(await desk.Database.RowsAsync("audit_log"), row => row.Contains("key-revoked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_expires_at_once_whatever_is_remembered_of_it()
    {
        await using var desk = await Desk.CreateAsync(DatabaseKind.Sqlite);
        var made = await desk.MakeAsync(Reader with { Days = 1 });
        desk.Clock.Set(made.Key.ExpiresAt.AddSeconds(-1));
        Assert.NotNull(await desk.FindAsync(made.Text));

        desk.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await desk.FindAsync(made.Text));
        Assert.Equal(ApiKeyState.Expired, Assert.Single((await desk.Keys.ListAsync(desk.Admin, default)).Value!).State);
    }

    [Theory, BothDatabases("UPDATE people SET role = 'analyst'"), BothDatabases("UPDATE people SET revoked_at = created_at FROM api_keys"), BothDatabases("DELETE FROM people")]
    public async Task A_key_stops_with_the_administrator_who_made_it(DatabaseKind kind, string change)
    {
        await using var desk = await Desk.CreateAsync(kind);
        var made = await desk.MakeAsync(Reader);
        Assert.NotNull(await desk.FindAsync(made.Text));

        await desk.Database.ExecuteAsync(change);
        desk.Clock.Advance(ApiKeysInUse.Freshness);

        Assert.Null(await desk.FindAsync(made.Text));
        Assert.Equal(ApiKeyState.Stopped, Assert.Single((await desk.Keys.ListAsync(TestActors.Admin, default)).Value!).State);
    }

    [Theory, BothDatabases]
    public async Task When_a_key_was_last_used_is_noted_to_the_minute(DatabaseKind kind)
    {
        await using var desk = await Desk.CreateAsync(kind);
        var made = await desk.MakeAsync(Reader);
        desk.Clock.Advance(TimeSpan.FromSeconds(150));
        await desk.FindAsync(made.Text);

        var uses = desk.Get<ApiKeyUses>();
        await uses.StartAsync(default);
        await Until.TrueAsync(async () => (await desk.KeyAsync(made.Key.Id)).LastUsedAt is not null, "the use is noted");
        await uses.StopAsync(default);

        Assert.Equal(new DateTimeOffset(2026, 10, 9, 10, 2, 0, TimeSpan.Zero), (await desk.KeyAsync(made.Key.Id)).LastUsedAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ps_")]
    [InlineData("ps_0123456789012345678901234567890123456789012")]
    [InlineData("ps_!123456789012345678901234567890123456789012")]
    [InlineData("PS_0123456789012345678901234567890123456789012")]
    public async Task What_is_no_key_stands_for_nobody(string text)
    {
        await using var desk = await Desk.CreateAsync(DatabaseKind.Sqlite);
        await desk.MakeAsync(Reader);

        Assert.Null(await desk.FindAsync(text));
    }

    [Fact]
    public async Task Only_a_person_who_administers_has_to_do_with_keys()
    {
        await using var desk = await Desk.CreateAsync(DatabaseKind.Sqlite);
        var made = await desk.MakeAsync(Reader);

        foreach (var by in new[] { TestActors.JmscAnalyst, TestActors.Analyst, Actor.Key(made.Key.Id, KeyScope.All), Actor.Job("sweep") })
        {
            Assert.Equal(ErrorKind.Forbidden, (await desk.Keys.AddAsync(Reader, by, default)).Error?.Kind);
            Assert.Equal(ErrorKind.Forbidden, (await desk.Keys.ListAsync(by, default)).Error?.Kind);
            Assert.Equal(ErrorKind.Forbidden, (await desk.Keys.FindAsync(made.Key.Id, by, default)).Error?.Kind);
            Assert.Equal(ErrorKind.Forbidden, (await desk.Keys.RevokeAsync(made.Key.Id, by, default)).Error?.Kind);
        }
        Assert.NotNull(await desk.FindAsync(made.Text));
    }

    [Fact]
    public async Task What_is_wrong_with_a_new_key_names_its_field()
    {
        await using var desk = await Desk.CreateAsync(DatabaseKind.Sqlite);

        (NewApiKey Key, string Field)[] cases =
        [
            (Reader with { Name = " " }, "name"), (Reader with { Name = new string('n', 61) }, "name"), (Reader with { Name = "a\nb" }, "name"),
            (Reader with { Scopes = [] }, "scopes"), (Reader with { Scopes = [KeyScope.ReadPorts, KeyScope.ReadPorts] }, "scopes"),
            (Reader with { Days = 0 }, "days"), (Reader with { Days = 366 }, "days"),
        ];
        foreach (var (key, field) in cases)
            Assert.Equal(field, (await desk.Keys.AddAsync(key, desk.Admin, default)).Error?.Field);
        Assert.Equal(0, await desk.Database.CountAsync("api_keys"));
    }

    [Fact]
    public async Task The_audit_log_has_who_made_and_who_revoked_a_key_and_neither_its_name_nor_its_text()
    {
        await using var desk = await Desk.CreateAsync(DatabaseKind.Sqlite);
        var made = await desk.MakeAsync(Reader);
        await desk.Keys.RevokeAsync(made.Key.Id, desk.Admin, default);

        var rows = (await desk.Database.RowsAsync("audit_log")).Where(row => row.Contains(made.Key.ActorId, StringComparison.Ordinal)).ToList();
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Contains(desk.Admin.Id, row, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.DoesNotContain("annual", row, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.DoesNotContain(made.Text[3..], row, StringComparison.Ordinal));
    }

    /// <summary>Keys over a real database, with one administrator.</summary>
    private sealed class Desk(TestDatabase database, ServiceProvider services, TestClock clock, Actor admin) : IAsyncDisposable
    {
        public TestDatabase Database => database;

        public TestClock Clock => clock;

        public Actor Admin => admin;

        public ApiKeys Keys => Get<ApiKeys>();

        public static async Task<Desk> CreateAsync(DatabaseKind kind)
        {
            var (database, clock) = (await TestDatabase.CreateAsync(kind), new TestClock());
            var services = new ServiceCollection().AddLogging().AddPortSafeData(database.Location)
                .AddSingleton<TimeProvider>(clock).AddSingleton(new NodeName("test")).AddSingleton<AuditLog>()
                .AddAccounts(new ConfigurationBuilder().Build())
                .BuildServiceProvider();
            await using var scope = services.CreateAsyncScope();
            var admin = await scope.ServiceProvider.GetRequiredService<People>().AddFirstAdministratorAsync("A. Officer", "a@jmsc.example", default);
            return new Desk(database, services, clock, admin.Value!.Actor);
        }

        public T Get<T>() where T : notnull => services.GetRequiredService<T>();

        public async Task<MadeApiKey> MakeAsync(NewApiKey key) => (await Keys.AddAsync(key, admin, default)).Value!;

        public async Task<ApiKey> KeyAsync(Guid id) => (await Keys.FindAsync(id, admin, default)).Value!;

        public ValueTask<Actor?> FindAsync(string text) => Get<ApiKeysInUse>().FindAsync(text, default);

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
