using PortSafe.Data.Audit;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Data.Tests.Audit;

/// <summary>Tampers with the log as the owner of the database can, who may drop every trigger first.</summary>
public sealed class AuditChainsTests
{
    private const int Rows = 6;

    [Theory]
    [BothDatabases]
    public async Task A_log_that_nobody_touched_is_whole_and_its_rows_and_heads_are_told(DatabaseKind kind)
    {
        await using var database = await LoggedAsync(kind);
        var found = await VerifyAsync(database);
        Assert.True(found.IsWhole);
        Assert.Equal([("one", Rows), ("two", 1)], found.Chains.Select(chain => (chain.Node, (int)chain.Rows)));
        Assert.Equal((Rows, 64), ((int)found.Chains[0].Head!.Sequence, found.Chains[0].Head!.Hash.Length));
    }

    [Theory]
    [BothDatabases]
    public async Task An_empty_log_is_whole(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        Assert.Empty((await VerifyAsync(database)).Chains);
    }

    [Theory]
    [BothDatabases("UPDATE audit_log SET \"by\" = 'person:other' WHERE node = 'one' AND sequence = 3", 3, ChainFault.Broken)]
    [BothDatabases("UPDATE audit_log SET at = (SELECT min(at) FROM audit_log) WHERE node = 'one' AND sequence = 3", 3, ChainFault.Broken)]
    [BothDatabases("UPDATE audit_log SET action = 'read' WHERE node = 'one' AND sequence = 1", 1, ChainFault.Broken)]
    [BothDatabases("UPDATE audit_log SET subject = 'release:2026Q1' WHERE node = 'one' AND sequence = 3", 3, ChainFault.Broken)]
    [BothDatabases("UPDATE audit_log SET detail = 'nothing' WHERE node = 'one' AND sequence = 6", 6, ChainFault.Broken)]
    [BothDatabases("UPDATE audit_log SET origin = 'command-line' WHERE node = 'one' AND sequence = 3", 3, ChainFault.Broken)]
    [BothDatabases("UPDATE audit_log SET outcome = 'refused' WHERE node = 'one' AND sequence = 3", 3, ChainFault.Broken)]
    [BothDatabases("UPDATE audit_log SET outcome = NULL WHERE node = 'one' AND sequence = 3", 3, ChainFault.Broken)]
    [BothDatabases("UPDATE audit_log SET hash = 'ff' WHERE node = 'one' AND sequence = 3", 3, ChainFault.Broken)]
    [BothDatabases("DELETE FROM audit_log WHERE node = 'one' AND sequence = 4", 4, ChainFault.Missing)]
    [BothDatabases("DELETE FROM audit_log WHERE node = 'one' AND sequence = 1", 1, ChainFault.Missing)]
    [BothDatabases("DELETE FROM audit_log WHERE node = 'one' AND sequence = 6", 6, ChainFault.Missing)]
    [BothDatabases("DELETE FROM audit_log WHERE node = 'one' AND sequence > 4", 5, ChainFault.Missing)]
    [BothDatabases("DELETE FROM audit_log WHERE node = 'one'", 1, ChainFault.Missing)]
    [BothDatabases("UPDATE audit_log SET sequence = 100 WHERE node = 'one' AND sequence = 2; UPDATE audit_log SET sequence = 2 WHERE node = 'one' AND sequence = 3; UPDATE audit_log SET sequence = 3 WHERE node = 'one' AND sequence = 100", 2, ChainFault.Broken)]
    [BothDatabases("UPDATE audit_log SET sequence = sequence + 100 WHERE node = 'one' AND sequence > 3; UPDATE audit_log SET sequence = sequence - 99 WHERE node = 'one' AND sequence > 3; INSERT INTO audit_log SELECT node, 4, at, \"by\", action, subject, detail, hash, origin, outcome FROM audit_log WHERE node = 'one' AND sequence = 3", 4, ChainFault.Broken)]
    [BothDatabases("INSERT INTO audit_log SELECT node, 0, at, \"by\", action, subject, detail, hash, origin, outcome FROM audit_log WHERE node = 'one' AND sequence = 3", 0, ChainFault.Broken)]
    [BothDatabases("DELETE FROM audit_heads WHERE node = 'one'", 6, ChainFault.NoHead)]
    [BothDatabases("DELETE FROM audit_heads WHERE node = 'one'; DELETE FROM audit_log WHERE node = 'one' AND sequence = 6", 5, ChainFault.NoHead)]
    [BothDatabases("UPDATE audit_heads SET sequence = 5 WHERE node = 'one'", 6, ChainFault.BehindHead)]
    public async Task Whatever_was_done_to_a_chain_its_first_bad_row_is_named_and_no_other_chain_is(DatabaseKind kind, string sql, int sequence, ChainFault fault)
    {
        await using var database = await LoggedAsync(kind);
        await DropTriggersAsync(database);
        await database.ExecuteAsync(sql);
        var found = await VerifyAsync(database);

        Assert.False(found.IsWhole);
        Assert.Equal((sequence, fault), ((int)found.Chains[0].FirstBad!.Sequence, found.Chains[0].FirstBad!.Fault));
        Assert.Contains($"{sequence}", fault == ChainFault.NoHead ? $"{sequence}" : found.Chains[0].FirstBad!.Message, StringComparison.Ordinal);
        Assert.Null(found.Chains[1].FirstBad);
        Assert.Equal(await database.CountAsync("audit_log"), found.Rows);
    }

    [Theory]
    [BothDatabases("DELETE FROM audit_log WHERE node = 'one' AND sequence > 4", 5)]
    [BothDatabases("DELETE FROM audit_log WHERE node = 'one'", 1)]
    public async Task Rows_cut_off_the_end_stay_missing_when_others_are_added(DatabaseKind kind, string sql, int sequence)
    {
        await using var database = await LoggedAsync(kind);
        await DropTriggersAsync(database);
        await database.ExecuteAsync(sql);
        await AuditedAsync(database, "one", "release:2026Q4");

        var found = await VerifyAsync(database);
        Assert.Equal((sequence, ChainFault.Missing), ((int)found.Chains[0].FirstBad!.Sequence, found.Chains[0].FirstBad!.Fault));
        Assert.Equal(Rows + 1, found.Chains[0].Head!.Sequence);
    }

    [Theory]
    [BothDatabases]
    public async Task A_row_put_in_behind_the_end_is_named_before_and_after_the_chain_goes_on(DatabaseKind kind)
    {
        await using var database = await LoggedAsync(kind);
        await ForgeAsync(database, Rows, Rows + 1);
        Assert.Equal((Rows + 1, ChainFault.BehindHead), FirstOf(await VerifyAsync(database)));
        await AuditedAsync(database, "one", "release:2026Q4");
        Assert.Equal((Rows + 2, ChainFault.Broken), FirstOf(await VerifyAsync(database)));
    }

    [Theory]
    [BothDatabases]
    public async Task A_chain_written_anew_with_right_hashes_does_not_end_where_it_was_recorded_to(DatabaseKind kind)
    {
        await using var database = await LoggedAsync(kind);
        await DropTriggersAsync(database);
        await RewriteAsync(database, from: 3);
        Assert.Equal((Rows, ChainFault.NotHead), FirstOf(await VerifyAsync(database)));
    }

    [Theory]
    [BothDatabases]
    public async Task A_remembered_head_finds_out_whoever_wrote_the_chain_and_its_head_anew(DatabaseKind kind)
    {
        await using var database = await LoggedAsync(kind);
        var remembered = (await VerifyAsync(database)).Chains[0].Head!;
        await AuditedAsync(database, "one", "release:2026Q4");
        Assert.True((await VerifyAsync(database, remembered)).IsWhole);

        await DropTriggersAsync(database);
        await RewriteAsync(database, from: 3);
        await database.ExecuteAsync("UPDATE audit_heads SET hash = (SELECT hash FROM audit_log WHERE node = 'one' AND sequence = 7) WHERE node = 'one'");
        Assert.True((await VerifyAsync(database)).IsWhole);
        Assert.Equal((Rows, ChainFault.NotRemembered), FirstOf(await VerifyAsync(database, remembered)));
    }

    [Theory]
    [BothDatabases]
    public async Task A_remembered_head_of_a_chain_that_is_gone_is_missed(DatabaseKind kind)
    {
        await using var database = await LoggedAsync(kind);
        var found = await VerifyAsync(database, new ChainHead("gone", 3, new string('a', 64)));
        Assert.Equal(("gone", 0, ChainFault.NotRemembered), found.Chains.Where(chain => chain.FirstBad is not null).Select(chain => (chain.Node, (int)chain.Rows, chain.FirstBad!.Fault)).Single());
    }

    [Theory]
    [BothDatabases]
    public async Task A_clock_that_was_put_back_breaks_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var clock = new TestClock();
        await AuditedAsync(database, "one", "release:2026Q1", clock);
        clock.Set(clock.GetUtcNow().AddDays(-3));
        await AuditedAsync(database, "one", "release:2026Q2", clock);
        Assert.True((await VerifyAsync(database)).IsWhole);
    }

    [Theory]
    [BothDatabases]
    public async Task Rows_that_are_added_while_it_is_verified_do_not_trouble_it(DatabaseKind kind)
    {
        await using var database = await LoggedAsync(kind);
        var writing = Task.Run(async () =>
        {
            for (var number = 0; number < 60; number++)
                await AuditedAsync(database, "one", $"writer:{number}");
        });
        while (!writing.IsCompleted)
            Assert.True((await VerifyAsync(database)).IsWhole);
        await writing;
    }

    [Theory]
    [InlineData("one:42:" + Hash, "one", 42)]
    [InlineData("host:8080:1:" + Hash, "host:8080", 1)]
    public void A_head_is_read_back_as_it_was_printed(string text, string node, long sequence)
    {
        var head = ChainHead.Parse(text);
        Assert.Equal((node, sequence, text), (head.Node, head.Sequence, head.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("one:42")]
    [InlineData(":42:" + Hash)]
    [InlineData("one:0:" + Hash)]
    [InlineData("one:-1:" + Hash)]
    [InlineData("one: 1:" + Hash)]
    [InlineData("one:42:" + Hash + "0")]
    [InlineData("one:42:x" + Hash)]
    public void What_is_no_head_is_refused(string? text) => Assert.False(ChainHead.TryParse(text, null, out _));

    private const string Hash = "88344807aeac1a53f7011abe25178d7adf14dcb8af37dc34398f7acb501e1d0a";

    private static (int, ChainFault) FirstOf(AuditVerification found) => ((int)found.Chains[0].FirstBad!.Sequence, found.Chains[0].FirstBad!.Fault);

    private static Task<AuditVerification> VerifyAsync(TestDatabase database, params ChainHead[] remembered) => new AuditChains(database.Contexts).VerifyAsync(remembered, null, default);

    private static async Task<TestDatabase> LoggedAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var clock = new TestClock();
        for (var number = 1; number <= Rows; number++)
        {
            await AuditedAsync(database, "one", $"release:{number}", clock);
            clock.Advance(TimeSpan.FromMinutes(1));
        }
        await AuditedAsync(database, "two", "release:1", clock);
        return database;
    }

    private static async Task AuditedAsync(TestDatabase database, string node, string subject, TestClock? clock = null)
    {
        await using var db = database.CreateContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await new AuditLog(new NodeName(node), database.Location, clock ?? new TestClock()).AppendAsync(db, TestActors.Admin, "done", subject, "", default);
        await transaction.CommitAsync();
    }

    private static Task DropTriggersAsync(TestDatabase database) => database.ExecuteAsync(database.Kind == DatabaseKind.Postgres
        ? "ALTER TABLE audit_log DISABLE TRIGGER ALL; ALTER TABLE audit_heads DISABLE TRIGGER ALL"
        : "DROP TRIGGER audit_log_refuse_update; DROP TRIGGER audit_log_refuse_delete; DROP TRIGGER audit_heads_refuse_update; DROP TRIGGER audit_heads_refuse_delete");

    /// <summary>Adds a copy of a row behind another with the hash that it then ought to have.</summary>
    private static async Task ForgeAsync(TestDatabase database, long last, long sequence)
    {
        await using var db = database.CreateContext();
        var before = db.AuditLog.Single(row => row.Node == "one" && row.Sequence == last);
        var forged = before with { Sequence = sequence };
        db.AuditLog.Add(forged with { Hash = AuditLog.HashOf(before.Hash, forged) });
        await db.SaveChangesAsync();
    }

    /// <summary>Changes a row and gives it, and all after it, the hashes that they then ought to have.</summary>
    private static async Task RewriteAsync(TestDatabase database, long from)
    {
        await using var db = database.CreateContext();
        var rows = db.AuditLog.Where(row => row.Node == "one" && row.Sequence >= from - 1).OrderBy(row => row.Sequence).ToList();
        var hash = rows[0].Hash;
        foreach (var row in rows.Skip(1))
        {
            var other = row with { Detail = "written anew" };
            hash = AuditLog.HashOf(hash, other);
            await database.ExecuteAsync($"UPDATE audit_log SET detail = '{other.Detail}', hash = '{hash}' WHERE node = 'one' AND sequence = {row.Sequence}");
        }
    }
}
