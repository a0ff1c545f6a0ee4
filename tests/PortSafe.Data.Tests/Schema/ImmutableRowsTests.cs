using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Audit;
using PortSafe.Data.Imports;
using PortSafe.Data.Ports;
using PortSafe.Data.Releases;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Releases;
using PortSafe.Testing;
using PortSafe.Testing.Databases;

namespace PortSafe.Data.Tests.Schema;

/// <summary>What was recorded or frozen stays as it is, whatever program holds the connection.</summary>
public sealed class ImmutableRowsTests
{
    private static readonly DateTimeOffset Now = new TestClock().GetUtcNow();
    private static readonly Guid Import = new(1, 0, 0, new byte[8]);

    [Theory]
    [BothDatabases("UPDATE port_events SET data = '{}'")]
    [BothDatabases("DELETE FROM port_events")]
    [BothDatabases("UPDATE statements SET revision = 2")]
    [BothDatabases("DELETE FROM statements")]
    [BothDatabases("UPDATE report_counts SET port = 'GBDVR'")]
    [BothDatabases("DELETE FROM report_counts")]
    [BothDatabases("INSERT INTO report_counts (statement, port, counts) VALUES (2, 'GBFXT', '{}')")]
    [BothDatabases("UPDATE audit_log SET detail = ''")]
    [BothDatabases("DELETE FROM audit_log")]
    [BothDatabases("UPDATE audit_heads SET sequence = 0")]
    [BothDatabases("UPDATE audit_heads SET hash = 'ff'")]
    [BothDatabases("DELETE FROM audit_heads")]
    [BothDatabases("UPDATE releases SET hash = 'other' WHERE id = '2026Q2'")]
    [BothDatabases("UPDATE releases SET state = 'compiled' WHERE id = '2026Q2'")]
    [BothDatabases("DELETE FROM releases WHERE id = '2026Q2'")]
    [BothDatabases("UPDATE releases SET frozen_by = 'person:three' WHERE id = '2026Q2'")]
    [BothDatabases("UPDATE releases SET state = 'withdrawn' WHERE id = '2026Q2'")]
    [BothDatabases("UPDATE releases SET state = 'withdrawn', withdrawn_by = 'person:one', withdrawn_at = '2026-11-22 00:00:00' WHERE id = '2026Q2'")]
    [BothDatabases("UPDATE releases SET withdrawn_by = 'person:one' WHERE id = '2026Q2'")]
    [BothDatabases("UPDATE releases SET state = 'frozen' WHERE id = '2026Q3'")]
    [BothDatabases("UPDATE releases SET state = 'frozen', submitted_by = 'person:one', approved_by = 'person:one' WHERE id = '2026Q3'")]
    [BothDatabases("UPDATE releases SET state = 'frozen', submitted_by = 'person:one', approved_by = 'job:compile-release' WHERE id = '2026Q3'")]
    [BothDatabases("INSERT INTO releases (id, state, plan, hash, ledger_version, compiled_at, compiled_by) VALUES ('2026Q1', 'frozen', 1, '00', 1, '2026-11-22 00:00:00', 'person:one')")]
    [BothDatabases("UPDATE releases SET register = '[]' WHERE id = '2026Q2'")]
    [BothDatabases("DELETE FROM release_audits WHERE release = '2026Q2'")]
    [BothDatabases("UPDATE release_audits SET passed = passed, hash = '11' WHERE release = '2026Q2'")]
    [BothDatabases("UPDATE release_cells SET display = '10–14' WHERE release = '2026Q2'")]
    [BothDatabases("UPDATE release_cells SET release = '2026Q3', number = 2 WHERE release = '2026Q2'")]
    [BothDatabases("UPDATE release_cells SET release = '2026Q2', number = 2 WHERE release = '2026Q3'")]
    [BothDatabases("DELETE FROM release_cells WHERE release = '2026Q2'")]
    [BothDatabases("INSERT INTO release_cells (release, number, measure, audience, period, display) VALUES ('2026Q2', 2, 'reports', 'public', '2026Q2', '<10')")]
    public async Task A_recorded_or_frozen_row_cannot_be_changed(DatabaseKind kind, string sql)
    {
        await using var database = await DatabaseWithRowsAsync(kind);
        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => database.ExecuteAsync(sql));
        Assert.Contains("cannot be", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("port_events")]
    [InlineData("statements")]
    [InlineData("report_counts")]
    [InlineData("audit_log")]
    [InlineData("audit_heads")]
    [InlineData("release_cells")]
    [InlineData("release_audits")]
    [InlineData("releases, release_cells, release_audits")]
    public async Task PostgreSQL_refuses_to_empty_what_was_recorded(string tables)
    {
        await using var database = await DatabaseWithRowsAsync(DatabaseKind.Postgres);
        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => database.ExecuteAsync($"TRUNCATE {tables}"));
        Assert.Contains("cannot be", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [BothDatabases("UPDATE releases SET state = 'submitted' WHERE id = '2026Q3'")]
    [BothDatabases("UPDATE release_cells SET display = '10–14' WHERE release = '2026Q3'")]
    [BothDatabases("DELETE FROM release_cells WHERE release = '2026Q3'")]
    [BothDatabases("INSERT INTO release_cells (release, number, measure, audience, period, display) VALUES ('2026Q3', 2, 'reports', 'public', '2026Q3', '<10')")]
    public async Task A_release_that_is_not_frozen_can_be_changed(DatabaseKind kind, string sql)
    {
        await using var database = await DatabaseWithRowsAsync(kind);
        Assert.Equal(1, await database.ExecuteAsync(sql));
    }

    [Theory]
    [InlineData("REPLACE INTO releases (id, state, plan, hash, ledger_version, compiled_at, compiled_by) VALUES ('2026Q2', 'compiled', 1, '11', 1, '2026-11-22 00:00:00', 'person:one')")]
    [InlineData("UPDATE OR REPLACE releases SET id = '2026Q2' WHERE id = '2026Q3'")]
    public async Task SQLite_refuses_to_put_another_release_in_a_frozen_ones_place(string sql)
    {
        await using var database = await DatabaseWithRowsAsync(DatabaseKind.Sqlite);
        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => database.ExecuteAsync($"PRAGMA foreign_keys = OFF; {sql}"));
        Assert.Contains("cannot be", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task The_model_cannot_change_a_frozen_release_either(DatabaseKind kind)
    {
        await using var database = await DatabaseWithRowsAsync(kind);
        var frozen = ReleaseId.Parse("2026Q2");
        await RefusedAsync(db => db.Releases.Single(row => row.Id == frozen).Hash = "11");
        await RefusedAsync(db => db.Releases.Remove(db.Releases.Single(row => row.Id == frozen)));
        await RefusedAsync(db => db.Entry(db.ReleaseCells.Single(row => row.Release == frozen)).Property(row => row.Display).CurrentValue = "10–14");
        await RefusedAsync(db => db.ReleaseCells.Remove(db.ReleaseCells.Single(row => row.Release == frozen)));
        await RefusedAsync(db => db.ReleaseAudits.Remove(db.ReleaseAudits.Single(row => row.Release == frozen)));

        async Task RefusedAsync(Action<PortSafeDb> change)
        {
            await using var db = database.CreateContext();
            change(db);
            var refusal = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
            Assert.Contains("cannot be", refusal.InnerException!.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [BothDatabases("person:three", true)]
    [BothDatabases("person:one", false)]
    [BothDatabases("job:test", false)]
    public async Task A_frozen_release_is_withdrawn_by_a_second_person_alone(DatabaseKind kind, string second, bool isAllowed)
    {
        await using var database = await DatabaseWithRowsAsync(kind);
        await database.ExecuteAsync(
            "UPDATE releases SET withdrawal_asked_by = 'person:one', withdrawal_asked_at = '2026-11-22 00:00:00', withdrawal_reason = 'source-wrong', withdrawal_note = 'x' WHERE id = '2026Q2'");

        var change = database.ExecuteAsync($"UPDATE releases SET state = 'withdrawn', withdrawn_by = '{second}', withdrawn_at = '2026-11-22 00:00:00' WHERE id = '2026Q2'");

        if (isAllowed)
            Assert.Equal(1, await change);
        else
            await Assert.ThrowsAnyAsync<DbException>(() => change);
    }

    /// <summary>One event, one statement with its counts, one audit row, 2026Q2 frozen and 2026Q3 compiled, with one cell each.</summary>
    private static async Task<TestDatabase> DatabaseWithRowsAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.CreateContext();
        db.PortEvents.Add(new PortEventRow
        {
            Stream = "GBFXT",
            Sequence = 1,
            Type = "contact-verified",
            Version = 1,
            At = new DateOnly(2026, 10, 9),
            RecordedAt = Now,
            By = "job:test",
            Data = "{}",
        });
        db.Imports.Add(new ImportRow { Id = Import, Kind = "reports", ContentHash = "00", Rows = 1, Total = 1, ImportedAt = Now, By = "job:test" });
        db.ReportSources.Add(new ReportSourceRow { Name = "crimestoppers", AddedAt = Now, By = "job:test" });
        db.Statements.Add(new StatementRow { Id = 1, Source = "crimestoppers", Month = new Month(2026, 9), Revision = 1, ImportId = Import });
        await db.SaveChangesAsync();
        db.ReportCounts.Add(new ReportCountsRow { Statement = 1, Port = "GBFXT", Counts = "{}" });
        db.AuditLog.Add(new AuditRow { Node = "one", Sequence = 1, At = Now, By = "job:test", Action = "test", Subject = "test", Detail = "test", Hash = "00" });
        db.AuditHeads.Add(new AuditHeadRow { Node = "one", Sequence = 1, Hash = "00" });
        db.Releases.Add(Release("2026Q2", "compiled"));
        db.Releases.Add(Release("2026Q3", "compiled"));
        db.ReleaseAudits.Add(Audit("2026Q2"));
        db.ReleaseCells.Add(Cell("2026Q2"));
        db.ReleaseCells.Add(Cell("2026Q3"));
        await db.SaveChangesAsync();
        await database.ExecuteAsync("UPDATE releases SET state = 'frozen', submitted_by = 'person:one', approved_by = 'person:two' WHERE id = '2026Q2'");
        return database;
    }

    private static ReleaseRow Release(string id, string state) => new()
    {
        Id = ReleaseId.Parse(id),
        State = state,
        Plan = 1,
        Hash = "00",
        LedgerVersion = 1,
        CompiledAt = Now,
        CompiledBy = "job:compile-release",
    };

    private static ReleaseAuditRow Audit(string id) => new()
    {
        Release = ReleaseId.Parse(id),
        Hash = "00",
        LedgerVersion = 1,
        Vintages = "00",
        Passed = true,
        AuditedAt = Now,
        AuditedBy = "job:compile-release",
        Result = "[]",
        Witnesses = [0],
    };

    private static ReleaseCellRow Cell(string id) => new()
    {
        Release = ReleaseId.Parse(id),
        Number = 1,
        Measure = "reports",
        Audience = "public",
        Period = id,
        Display = "<10",
        Lower = 0,
        Upper = 9,
    };
}
