using System.Text;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;
using PortSafe.Grains.Imports;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Imports;

/// <summary>Statements of reports: whole months, revisions, sources.</summary>
public sealed class ReportImportTests
{
    private static readonly Month July = new(2026, 7);
    private static readonly Month August = new(2026, 8);
    private static readonly Locode Aberdeen = Locode.Parse("GBABD");

    [Theory, BothDatabases]
    public async Task One_bad_line_in_the_middle_is_named_and_nothing_is_taken(DatabaseKind kind)
    {
        await using var desk = await ImportDesk.WithPortsAsync(kind);
        var before = await desk.RowsAsync();
        var lines = Encoding.UTF8.GetString(ImportDesk.Sample("reports-2023-2026.csv")).Split('\n');
        lines[2499] = "2024-12,GBABD,gossip,1";

        var outcome = await desk.ImportAsync(ImportKind.Reports, Encoding.UTF8.GetBytes(string.Join('\n', lines)), "crimestoppers");

        var error = Assert.Single(Assert.IsType<ImportOutcome.Refused>(outcome).Errors);
        Assert.Equal((2500, "category", "gossip"), (error.Line, error.Column, error.Value));
        Assert.Equal(before, await desk.RowsAsync());
    }

    [Theory]
    [InlineData("\uFEFFmonth,locode,category,count\n2026-08,GBABD,cyber,12\n")]
    [InlineData("month,locode,category,count\r\n2026-08,GBABD,cyber,12\r\n")]
    [InlineData("\"month\",\"locode\",\"category\",\"count\"\n\"2026-08\",\"GBABD\",\"cyber\",\"12\"\n")]
    [InlineData("month,locode,category,count\n2026-08,GBABD,cyber,12")]
    [InlineData("count,category,locode,month\n12,cyber,GBABD,2026-08\n")]
    [InlineData("month,locode,category,count\n\n2026-08,GBABD,cyber,12\n\n")]
    [InlineData("month,locode,category,count\n2026-08,GBAVO,cyber,0\n2026-08,GBABD,cyber,12\n")]
    public async Task A_file_may_come_in_any_of_the_usual_forms(string content)
    {
        await using var desk = await ImportDesk.WithPortsAsync(DatabaseKind.Sqlite);

        Assert.Equal(12, Assert.IsType<ImportOutcome.Imported>(await desk.ImportAsync(ImportKind.Reports, Encoding.UTF8.GetBytes(content), "crimestoppers")).Total);

        var reading = (await desk.Ledger.ReadAsync([August], TestActors.Admin, default)).Value!;
        Assert.Equal((August, Aberdeen, ReportCategory.Parse("cyber")), Assert.Single(reading.Counts).Key);
    }

    [Fact]
    public async Task A_file_in_no_order_reads_as_one_in_order()
    {
        await using var desk = await ImportDesk.WithPortsAsync(DatabaseKind.Sqlite);
        await desk.ImportReportsAsync("2026-08,GBFXT,cyber,2\n2026-07,GBABD,cyber,3\n2026-08,GBABD,other-crime,4\n2026-08,GBABD,cyber,5\n");
        Assert.Equal((3, 11), (await desk.ReportsAsync(July, July), await desk.ReportsAsync(August, August)));
    }

    [Theory, BothDatabases]
    public async Task A_later_statement_waits_for_confirmation_and_becomes_a_revision(DatabaseKind kind)
    {
        await using var desk = await ImportDesk.WithPortsAsync(kind);
        await desk.ImportReportsAsync("2026-07,GBABD,cyber,3\n2026-08,GBABD,cyber,4\n2026-08,GBAVO,cyber,5\n");
        var before = await desk.RowsAsync();
        const string Later = "2026-06,GBABD,cyber,1\n2026-07,GBABD,cyber,3\n2026-08,GBABD,cyber,9\n2026-08,GBFXT,cyber,2\n";

        var change = Assert.IsType<ImportOutcome.NeedsConfirmation>(await desk.ImportReportsAsync(Later)).Change;
        Assert.Equal([new Month(2026, 6)], change.Stated);
        Assert.Equal([new MonthRevision(August, 2, PortsChanged: 3)], change.Revised);
        Assert.Equal([July], change.Unchanged);
        Assert.Equal(before, await desk.RowsAsync());

        Assert.IsType<ImportOutcome.Imported>(await desk.ImportReportsAsync(Later, isConfirmed: true));
        Assert.Equal((3, 11), (await desk.ReportsAsync(July, July), await desk.ReportsAsync(August, August)));
        await using var db = desk.Database.CreateContext();
        var revisions = await db.Statements.OrderBy(row => row.Id).Select(row => new { row.Month, row.Revision }).ToListAsync();
        Assert.Equal([(July, 1), (August, 1), (new Month(2026, 6), 1), (August, 2)], revisions.Select(row => (row.Month, row.Revision)));
        Assert.Equal(["GBABD", "GBAVO"], await db.ReportCounts.Where(row => row.Statement == 2).Select(row => row.Port).Order().ToListAsync());
    }

    [Fact]
    public async Task What_is_said_again_adds_no_revision_and_leaves_the_version_as_it_is()
    {
        await using var desk = await ImportDesk.WithPortsAsync(DatabaseKind.Sqlite);
        await desk.ImportReportsAsync("2026-08,GBABD,cyber,4\n");
        var version = (await desk.Ledger.ReadAsync([August], TestActors.Admin, default)).Value!.Version;

        Assert.IsType<ImportOutcome.Imported>(await desk.ImportReportsAsync("\"2026-08\",GBABD,cyber,4\n"));

        Assert.Equal(1, await desk.Database.CountAsync("statements"));
        Assert.Equal(version, (await desk.Ledger.ReadAsync([August], TestActors.Admin, default)).Value!.Version);
    }

    [Fact]
    public async Task A_month_may_be_stated_as_without_any_report()
    {
        await using var desk = await ImportDesk.WithPortsAsync(DatabaseKind.Sqlite);
        await desk.ImportReportsAsync("2026-08,GBABD,cyber,0\n");

        var reading = (await desk.Ledger.ReadAsync([July, August], TestActors.Admin, default)).Value!;
        Assert.Empty(reading.Counts);
        Assert.Equal([new MissingStatement(July, null)], reading.Missing);
        Assert.Equal(0, await desk.Database.CountAsync("report_counts"));
    }

    [Theory, BothDatabases]
    public async Task A_further_source_is_taken_when_somebody_confirms_that_it_does_not_overlap(DatabaseKind kind)
    {
        await using var desk = await ImportDesk.WithPortsAsync(kind);
        await desk.ImportReportsAsync("2026-07,GBABD,cyber,3\n2026-08,GBABD,cyber,4\n");

        var change = Assert.IsType<ImportOutcome.NeedsConfirmation>(await desk.ImportReportsAsync("2026-07,GBABD,cyber,10\n", "jmsc-police-desk")).Change;
        Assert.Equal(["crimestoppers"], change.OverlapWith);
        Assert.IsType<ImportOutcome.Imported>(await desk.ImportReportsAsync("2026-07,GBABD,cyber,10\n", "jmsc-police-desk", isConfirmed: true));

        var reading = (await desk.Ledger.ReadAsync([July, August], TestActors.Admin, default)).Value!;
        Assert.Equal(13, reading.Counts[(July, Aberdeen, ReportCategory.Parse("cyber"))].Reports);
        Assert.Equal([new MissingStatement(August, "jmsc-police-desk")], reading.Missing);
    }

    [Theory, BothDatabases]
    public async Task A_cancelled_import_leaves_nothing(DatabaseKind kind)
    {
        await using var desk = await ImportDesk.WithPortsAsync(kind);
        var before = await desk.RowsAsync();
        using var cancel = new CancellationTokenSource();
        var request = new ImportRequest(
            ImportKind.Reports, () => new MemoryStream(ManyCounts(desk)), ImportLimits.CommandLine, "crimestoppers");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            desk.Files.ImportAsync(request, TestActors.Admin, new CancelsWhileWriting(cancel), cancel.Token));

        Assert.Equal(before, await desk.RowsAsync());
        Assert.IsType<ImportOutcome.Imported>(await desk.Files.ImportAsync(request, TestActors.Admin, null, default));
    }

    [Fact]
    public async Task An_import_is_written_to_the_audit_log_without_a_count()
    {
        await using var desk = await ImportDesk.WithPortsAsync(DatabaseKind.Sqlite);
        await desk.ImportReportsAsync("2026-07,GBABD,cyber,3\n");

        await using var db = desk.Database.CreateContext();
        var row = await db.AuditLog.OrderByDescending(item => item.Sequence).FirstAsync();
        Assert.Equal(("reports-imported", TestActors.Admin.Id), (row.Action, row.By));
        Assert.Equal("Statements of crimestoppers: 2026-07, new; none revised.", row.Detail);
    }

    /// <summary>Rows enough for the writing to tell how far it is: 113 ports, 10 years.</summary>
    private static byte[] ManyCounts(ImportDesk desk)
    {
        using var db = desk.Database.CreateContext();
        var ports = db.PortStatus.Select(row => row.Locode).ToList();
        var months = Enumerable.Range(0, 120).Select(index => new Month(2016 + (index / 12), (index % 12) + 1));
        var rows = months.SelectMany(month => ports.Select(port => $"{month},{port},cyber,1\n"));
        return Encoding.UTF8.GetBytes($"month,locode,category,count\n{string.Concat(rows)}");
    }

    private sealed class CancelsWhileWriting(CancellationTokenSource cancel) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.RowsWritten > 0)
                cancel.Cancel();
        }
    }
}
