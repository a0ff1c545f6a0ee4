using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Schema;
using PortSafe.Domain;
using PortSafe.Testing;
using PortSafe.Testing.Databases;

namespace PortSafe.Data.Tests.Schema;

public sealed class SchemaUpgradeTests
{
    private const int Upgraders = 8;

    [Fact]
    public void Both_databases_have_scripts_of_the_same_numbers_names_and_oldest_serving_versions()
    {
        var sqlite = SchemaScript.All(postgres: false).Select(script => (script.Number, script.Name, script.OldestServing));
        var postgres = SchemaScript.All(postgres: true).Select(script => (script.Number, script.Name, script.OldestServing));
        Assert.Equal(sqlite, postgres);
    }

    [Fact]
    public void Scripts_are_numbered_from_one_without_a_gap()
    {
        var numbers = SchemaScript.All(postgres: false).Select(script => script.Number).ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }

    [Theory]
    [BothDatabases]
    public async Task An_upgrade_records_each_script_with_the_time(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        var clock = new TestClock();
        var applied = await UpgradeOf(database, clock).ApplyAsync(default);

        await using var db = database.CreateContext();
        var recorded = await db.SchemaVersions.OrderBy(row => row.Number).ToListAsync();
        Assert.Equal(recorded.Count, applied.Value);
        Assert.Equal(SchemaScript.All(database.Location.IsPostgres).Select(script => (script.Number, script.Name)), recorded.Select(row => (row.Number, row.Name)));
        Assert.All(recorded, row => Assert.Equal(clock.GetUtcNow(), row.AppliedAt));
    }

    [Theory]
    [BothDatabases]
    public async Task An_upgrade_of_an_upgraded_database_changes_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        Assert.Equal(0, (await UpgradeOf(database).ApplyAsync(default)).Value);
    }

    [Theory]
    [BothDatabases]
    public async Task Of_eight_upgraders_at_once_each_script_is_applied_by_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        var all = await Task.WhenAll(Enumerable.Range(0, Upgraders).Select(_ => Task.Run(() => UpgradeOf(database).ApplyAsync(default))));
        Assert.All(all, result => Assert.Null(result.Error));
        Assert.Equal(SchemaScript.All(database.Location.IsPostgres).Count, all.Sum(result => result.Value));
    }

    [Theory]
    [BothDatabases]
    public async Task An_empty_database_is_stale(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        var error = await UpgradeOf(database).CheckAsync(default);
        Assert.Equal((ErrorKind.Conflict, "schema-stale"), (error?.Kind, error?.Code));
    }

    [Theory]
    [BothDatabases]
    public async Task A_database_that_needs_a_newer_program_refuses_this_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddVersionAsync(database, oldestServing: 9000);

        Assert.Equal("schema-newer", (await UpgradeOf(database).CheckAsync(default))?.Code);
        Assert.Equal("schema-newer", (await UpgradeOf(database).ApplyAsync(default)).Error?.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_newer_database_serves_a_program_that_it_says_may_still_serve(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AddVersionAsync(database, oldestServing: UpgradeOf(database).Known);
        Assert.Null(await UpgradeOf(database).CheckAsync(default));
    }

    [Theory, BothDatabases]
    public async Task A_release_that_an_earlier_program_froze_is_kept_and_stays_frozen(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        foreach (var script in SchemaScript.All(database.Location.IsPostgres).Where(script => script.Number < 3))
        {
            await database.ExecuteAsync(script.Sql);
            await database.ExecuteAsync($"INSERT INTO schema_versions (number, name, oldest_serving, applied_at) VALUES ({script.Number}, '{script.Name}', {script.OldestServing}, '2026-10-09 00:00:00')");
        }
        await database.ExecuteAsync("INSERT INTO releases (quarter, state, plan, hash, ledger_version, compiled_at, compiled_by) VALUES ('2026Q2', 'submitted', 1, '00', 1, '2026-07-09 00:00:00', 'job:compile-release')");
        await database.ExecuteAsync("INSERT INTO release_cells (quarter, number, measure, audience, period, display) VALUES ('2026Q2', 1, 'reports', 'public', '2026Q2', '<10')");
        await database.ExecuteAsync("UPDATE releases SET state = 'frozen'");

        Assert.True((await UpgradeOf(database).ApplyAsync(default)).Value >= 1);

        await using var db = database.CreateContext();
        var (release, cell) = (await db.Releases.SingleAsync(), await db.ReleaseCells.SingleAsync());
        Assert.Equal(("2026Q2", "frozen", 0, null), (release.Id.ToString(), release.State, release.Withheld, release.AuditedCells));
        Assert.Equal(release.Id, cell.Release);
        foreach (var change in new[] { "UPDATE releases SET hash = '11'", "UPDATE release_cells SET display = '10–14'", "DELETE FROM release_cells" })
            await Assert.ThrowsAnyAsync<DbException>(() => database.ExecuteAsync(change));
    }

    private static SchemaUpgrade UpgradeOf(TestDatabase database, TimeProvider? clock = null) =>
        new(database.Contexts, database.Location, clock ?? new TestClock());

    private static async Task AddVersionAsync(TestDatabase database, int oldestServing)
    {
        await using var db = database.CreateContext();
        db.SchemaVersions.Add(new SchemaVersionRow { Number = 9999, Name = "later", OldestServing = oldestServing, AppliedAt = new TestClock().GetUtcNow() });
        await db.SaveChangesAsync();
    }
}
