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

    [Theory]
    [InlineData(null, null, "88344807aeac1a53f7011abe25178d7adf14dcb8af37dc34398f7acb501e1d0a")]
    [InlineData("command-line", "done", "c20400d8405f8def4b7d17d952537e8c2b50d5f01a312318b8633d94c85cf763")]
    public void The_hash_is_the_same_in_every_version_of_the_program(string? origin, string? outcome, string hash) =>
        Assert.Equal(hash, AuditLog.HashOf("", Row with { Subject = "release:2026Q3", Detail = "“detail” é", Action = "release-approved", Origin = origin, Outcome = outcome }));

    [Fact]
    public void Changing_any_field_changes_the_hash()
    {
        AuditRow[] others =
        [
            Row with { Node = "two" }, Row with { Sequence = 2 }, Row with { At = Row.At.AddMicroseconds(1) }, Row with { By = "person:2" }, Row with { Action = "submitted" },
            Row with { Subject = "release:2026Q2" }, Row with { Detail = "more" }, Row with { By = "person:1approved", Action = "" },
            Row with { Origin = "command-line" }, Row with { Outcome = "done" }, Row with { Outcome = "refused" }, Row with { Origin = "done" },
        ];
        var hashes = others.Select(row => AuditLog.HashOf("", row)).Append(AuditLog.HashOf("", Row)).Append(AuditLog.HashOf("00", Row)).ToList();
        Assert.Equal(hashes, hashes.Distinct());
    }

    private static AuditRow Row { get; } = new()
    {
        Node = "one",
        Sequence = 1,
        At = new TestClock().GetUtcNow(),
        By = "person:1",
        Action = "approved",
        Subject = "release:2026Q3",
        Detail = "",
        Hash = "",
    };

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
            Assert.Equal(AuditLog.HashOf(previous, row), row.Hash);
            previous = row.Hash;
        }
    }
}
