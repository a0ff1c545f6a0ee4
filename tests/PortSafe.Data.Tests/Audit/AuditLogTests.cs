using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Audit;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Data.Tests.Audit;

public sealed class AuditLogTests
{
    private const int Writers = 8;

    [Theory]
    [BothDatabases]
    public async Task Each_row_carries_the_hash_of_its_fields_and_of_the_row_before_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        for (var number = 1; number <= 3; number++)
            await AppendAsync(database, "one", $"release:2026Q{number}");

        var rows = await RowsAsync(database, "one");
        Assert.Equal([1L, 2, 3], rows.Select(row => row.Sequence));
        AssertChained(rows);
    }

    [Theory]
    [BothDatabases]
    public async Task Each_node_has_a_chain_of_its_own(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        foreach (var node in new[] { "one", "two", "one" })
            await AppendAsync(database, node, "release:2026Q3");

        Assert.Equal([1L, 2], (await RowsAsync(database, "one")).Select(row => row.Sequence));
        Assert.Equal([1L], (await RowsAsync(database, "two")).Select(row => row.Sequence));
    }

    [Theory]
    [BothDatabases]
    public async Task Writers_at_once_on_one_node_take_turns_in_its_chain(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(number => Task.Run(() => AppendAsync(database, "one", $"writer:{number}"))));
        var rows = await RowsAsync(database, "one");
        Assert.Equal(Enumerable.Range(1, Writers).Select(number => (long)number), rows.Select(row => row.Sequence));
        AssertChained(rows);
    }

    [Theory]
    [BothDatabases]
    public async Task What_is_rolled_back_leaves_no_row_and_no_gap(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var db = database.CreateContext())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await Log(database, "one").AppendAsync(db, TestActors.Admin, "tried", "release:2026Q3", "", default);
        }
        await AppendAsync(database, "one", "release:2026Q3");
        Assert.Equal((1L, "done"), (await RowsAsync(database, "one")).Select(row => (row.Sequence, row.Action)).Single());
    }

    [Theory]
    [BothDatabases]
    public async Task Outside_a_transaction_nothing_is_logged(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.CreateContext();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Log(database, "one").AppendAsync(db, TestActors.Admin, "done", "release:2026Q3", "", default));
        Assert.Equal(0, await database.CountAsync("audit_log"));
    }

    [Fact]
    public void The_hash_is_the_same_in_every_version_of_the_program() =>
        Assert.Equal(
            "88344807aeac1a53f7011abe25178d7adf14dcb8af37dc34398f7acb501e1d0a",
            AuditLog.HashOf("", "one", 1, new TestClock().GetUtcNow(), "person:1", "release-approved", "release:2026Q3", "“detail” é"));

    [Theory]
    [InlineData("00", "one", 1, "person:1", "approved", "release:2026Q3", "")]
    [InlineData("", "two", 1, "person:1", "approved", "release:2026Q3", "")]
    [InlineData("", "one", 2, "person:1", "approved", "release:2026Q3", "")]
    [InlineData("", "one", 1, "person:2", "approved", "release:2026Q3", "")]
    [InlineData("", "one", 1, "person:1", "submitted", "release:2026Q3", "")]
    [InlineData("", "one", 1, "person:1", "approved", "release:2026Q2", "")]
    [InlineData("", "one", 1, "person:1", "approved", "release:2026Q3", "more")]
    [InlineData("", "one", 1, "person:1approved", "", "release:2026Q3", "")]
    public void Changing_any_field_changes_the_hash(string previous, string node, long sequence, string by, string action, string subject, string detail)
    {
        var now = new TestClock().GetUtcNow();
        Assert.NotEqual(
            AuditLog.HashOf("", "one", 1, now, "person:1", "approved", "release:2026Q3", ""),
            AuditLog.HashOf(previous, node, sequence, now, by, action, subject, detail));
    }

    private static AuditLog Log(TestDatabase database, string node) => new(new NodeName(node), database.Location, new TestClock());

    private static async Task AppendAsync(TestDatabase database, string node, string subject)
    {
        await using var db = database.CreateContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await Log(database, node).AppendAsync(db, TestActors.Admin, "done", subject, "", default);
        await transaction.CommitAsync();
    }

    private static async Task<List<AuditRow>> RowsAsync(TestDatabase database, string node)
    {
        await using var db = database.CreateContext();
        return await db.AuditLog.Where(row => row.Node == node).OrderBy(row => row.Sequence).ToListAsync();
    }

    private static void AssertChained(List<AuditRow> rows)
    {
        var previous = "";
        foreach (var row in rows)
        {
            Assert.Equal(AuditLog.HashOf(previous, row.Node, row.Sequence, row.At, row.By, row.Action, row.Subject, row.Detail), row.Hash);
            previous = row.Hash;
        }
    }
}
