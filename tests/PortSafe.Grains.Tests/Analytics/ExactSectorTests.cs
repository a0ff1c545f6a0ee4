using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Analytics;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Analytics;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Analytics;

public sealed class ExactSectorTests
{
    private static readonly ExactQuery ThirdQuarter = new(new Month(2026, 7), new Month(2026, 9));

    [Theory]
    [BothDatabases]
    public async Task A_correction_is_read_at_once_by_a_node_that_has_answered_before(DatabaseKind kind)
    {
        await using var desk = await ExactDesk.CreateAsync(kind);
        await desk.ImportAsync("2026-07,GBFXT,cyber,3\n2026-08,GBFXT,cyber,4\n2026-09,GBFXT,cyber,5\n");
        Assert.Equal(12, await TotalAsync(desk));

        await desk.ImportAsync("2026-08,GBFXT,cyber,40\n");

        Assert.Equal(48, await TotalAsync(desk));
    }

    [Theory]
    [BothDatabases]
    public async Task A_month_without_a_statement_is_unknown_and_makes_its_sums_incomplete(DatabaseKind kind)
    {
        await using var desk = await ExactDesk.CreateAsync(kind);
        await desk.ImportAsync("2026-07,GBFXT,cyber,3\n2026-08,GBFXT,cyber,4\n");

        var months = await ReadAsync(desk, ThirdQuarter with { Columns = ExactPeriod.Month, By = ExactDimension.Nation });
        var quarters = await ReadAsync(desk, ThirdQuarter with { By = ExactDimension.Group });

        Assert.Equal(["3", "4", "x"], months.Rows[0].Cells.Select(ExactCsv.Text));
        Assert.Equal("7+", ExactCsv.Text(months.Rows[0].Total));
        Assert.Equal(["x", "x", "7+", "x"], quarters.Rows.Select(row => ExactCsv.Text(row.Cells[0])));
        Assert.Equal(["crimestoppers has not spoken of September 2026."], ExactCsv.Unknown(quarters));
    }

    [Theory]
    [BothDatabases]
    public async Task Each_of_many_reads_at_once_is_in_the_audit_log_with_its_period_and_filter_and_no_count(DatabaseKind kind)
    {
        await using var desk = await ExactDesk.CreateAsync(kind);
        await desk.ImportAsync("2026-07,GBFXT,cyber,31337\n");
        var regions = Domain.Releases.PublicationPlan.Current.Regions;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(() => ReadAsync(desk, ThirdQuarter with { Region = regions[number % regions.Count] }))));

        var rows = (await desk.Database.RowsAsync("audit_log")).Where(row => row.Contains("raw-counts-read", StringComparison.Ordinal)).ToList();
        Assert.Equal(200, rows.Count);
        Assert.All(rows, row => Assert.Contains("subject: reports:2026-07..2026-09", row, StringComparison.Ordinal));
        Assert.All(regions, region => Assert.Contains(rows, row => row.Contains($"detail: region by quarter, region {region}, ledger version", StringComparison.Ordinal)));
        Assert.DoesNotContain(rows, row => row.Contains("31337", StringComparison.Ordinal));
        Assert.True((await new AuditChains(desk.Database.Contexts).VerifyAsync([], null, default)).IsWhole);
    }

    [Theory]
    [BothDatabases]
    public async Task Nothing_is_answered_that_cannot_be_logged(DatabaseKind kind)
    {
        await using var desk = await ExactDesk.CreateAsync(kind);
        await desk.ImportAsync("2026-07,GBFXT,cyber,3\n");
        await using (await desk.Database.BreakAsync("audit_log"))
            await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(desk, ThirdQuarter));

        Assert.Equal(3, await TotalAsync(desk));
    }

    [Fact]
    public async Task Only_JMSC_reads_and_a_refused_read_is_not_logged_as_one()
    {
        await using var desk = await ExactDesk.CreateAsync(DatabaseKind.Sqlite);
        var before = await desk.Database.CountAsync("audit_log");
        foreach (var actor in new[] { TestActors.Analyst, TestActors.Editor, TestActors.ManagerOf(Locode.Parse("GBFXT")), Actor.Key(Guid.Empty, KeyScope.All) })
            Assert.Equal(Authority.Refusal, (await desk.Sector.ReadAsync(ThirdQuarter, actor, default)).Error);
        Assert.Equal(before, await desk.Database.CountAsync("audit_log"));
    }

    [Fact]
    public async Task Rows_come_in_pages_with_totals_of_all()
    {
        await using var desk = await ExactDesk.CreateAsync(DatabaseKind.Sqlite);
        await desk.ImportAsync("2026-07,GBFXT,cyber,3\n2026-08,GBDVR,cyber,4\n2026-09,GBFXT,cyber,5\n");

        var pivot = await ReadAsync(desk, ThirdQuarter with { By = ExactDimension.Port, Rows = 50, Page = 9 });

        Assert.Equal((113, 3, 3, 13), (pivot.Found, pivot.Page, pivot.Pages, pivot.Rows.Count));
        Assert.Equal(12, pivot.Totals.Total.Count.Reports);
        Assert.Equal(pivot.Rows.Select(row => row.Labels[0].Title).Order(StringComparer.OrdinalIgnoreCase), pivot.Rows.Select(row => row.Labels[0].Title));
    }

    [Fact]
    public async Task A_file_says_that_it_is_official_and_reads_as_the_page()
    {
        await using var desk = await ExactDesk.CreateAsync(DatabaseKind.Sqlite);
        await desk.ImportAsync("2026-07,GBFXT,cyber,1300\n2026-08,GBDVR,cyber,4\n2026-09,GBFXT,cyber,5\n");

        var pivot = await ReadAsync(desk, ThirdQuarter with { By = ExactDimension.Category, Group = Domain.Reports.CategoryGroup.Security });
        var lines = System.Text.Encoding.UTF8.GetString(ExactCsv.Write(pivot, new DateTimeOffset(2026, 10, 9, 9, 5, 0, TimeSpan.Zero))).TrimStart('\uFEFF').Split("\r\n");

        Assert.Equal("Marking,\"Official, not for release\"", lines[0]);
        Assert.Contains("Filters,Security", lines);
        Assert.Contains("Read at,2026-10-09 09:05 UTC", lines);
        Assert.Equal(["Category,2026Q3,Total", "Hostile reconnaissance,0,0", "Trespass and damage,0,0", "Cyber,1309,1309", "Other security concern,0,0", "Total,1309,1309"], lines.SkipWhile(line => line is not ("" or "\"\"")).Skip(1).Take(6));
    }

    [Fact]
    public async Task A_file_of_ports_has_their_codes_in_a_column_of_their_own()
    {
        await using var desk = await ExactDesk.CreateAsync(DatabaseKind.Sqlite);
        await desk.ImportAsync("2026-07,GBFXT,cyber,1300\n2026-08,GBDVR,cyber,4\n2026-09,GBFXT,cyber,5\n");

        var pivot = await ReadAsync(desk, ThirdQuarter with { By = ExactDimension.Size, Split = ExactDimension.Port, Port = Locode.Parse("GBFXT") });
        var records = PortSafe.Testing.Charts.CommaSeparated.Read(ExactCsv.Write(pivot, default));

        Assert.Equal([["Size of port", "Port", "LOCODE", "2026Q3", "Total"], ["Major port", "Felixstowe", "GBFXT", "1305", "1305"], ["Total", "", "", "1305", "1305"]], records.SkipWhile(record => record is not [""]).Skip(1));
    }

    [Fact]
    public async Task A_table_that_is_too_large_is_refused_in_words_and_a_filter_makes_it_small_enough()
    {
        await using var desk = await ExactDesk.CreateAsync(DatabaseKind.Sqlite);
        await desk.AddPortsAsync(2_400);
        var months = new ExactQuery(new Month(2017, 1), new Month(2026, 12)) { By = ExactDimension.Port, Split = ExactDimension.Category, Columns = ExactPeriod.Month };

        var error = (await desk.Sector.ReadAsync(months, TestActors.JmscAnalyst, default)).Error!;
        var one = await ReadAsync(desk, months with { Port = Locode.Parse("GBFXT") });

        Assert.Equal(("pivot-too-large", "by"), (error.Code, error.Field));
        Assert.EndsWith(" rows of 120 columns. Choose fewer ports, a shorter time or longer columns: at most 4,194,304 figures are summed at once.", error.Message, StringComparison.Ordinal);
        Assert.Equal(15, one.Found);
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_read_is_not_read_again_before_it_moves()
    {
        await using var desk = await ExactDesk.CreateAsync(DatabaseKind.Sqlite);
        await desk.ImportAsync("2026-07,GBFXT,cyber,3\n");
        await desk.Database.ExecuteAsync("DROP TRIGGER report_counts_refuse_update; UPDATE report_counts SET counts = '{\"weather\":3}'");
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(desk, ThirdQuarter));

        await desk.Database.ExecuteAsync("UPDATE report_counts SET counts = '{\"cyber\":3}'");
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(desk, ThirdQuarter));

        await desk.ImportAsync("2026-08,GBFXT,cyber,4\n");
        Assert.Equal(7, await TotalAsync(desk));
    }

    [Fact]
    public async Task While_the_ledger_does_not_stand_still_a_reader_is_told_to_come_back()
    {
        await using var desk = await ExactDesk.CreateAsync(DatabaseKind.Sqlite);
        await desk.ImportAsync("2026-07,GBFXT,cyber,3\n");
        var audited = await desk.Database.CountAsync("audit_log");

        var answer = await desk.NewNode(new MovingLedger(desk.Database.Contexts)).ReadAsync(ThirdQuarter, TestActors.JmscAnalyst, default);

        Assert.Equal("ledger-moving", answer.Error?.Code);
        Assert.Equal(audited, await desk.Database.CountAsync("audit_log"));
    }

    [Fact]
    public async Task Reading_live_engagement_is_in_the_audit_log()
    {
        await using var desk = await ExactDesk.CreateAsync(DatabaseKind.Sqlite);
        Assert.Null((await desk.Engagement.ReadAsync(null, TestActors.JmscAnalyst, default)).Error);

        Assert.Contains(await desk.Database.RowsAsync("audit_log"), row => row.Contains("live-engagement-read", StringComparison.Ordinal) && row.Contains("engagement:2026Q3", StringComparison.Ordinal));
    }

    /// <summary>Whose ledger has moved each time that anybody looks.</summary>
    private sealed class MovingLedger(IDbContextFactory<PortSafeDb> inner) : IDbContextFactory<PortSafeDb>
    {
        public PortSafeDb CreateDbContext()
        {
            using (var db = inner.CreateDbContext())
                db.Database.ExecuteSql($"UPDATE ledger_versions SET version = version + 1 WHERE ledger = 'reports'");
            return inner.CreateDbContext();
        }
    }

    private static async Task<long> TotalAsync(ExactDesk desk) => (await ReadAsync(desk, ThirdQuarter)).Totals.Total.Count.Reports;

    private static async Task<ExactPivot> ReadAsync(ExactDesk desk, ExactQuery query) => (await desk.Sector.ReadAsync(query, TestActors.JmscAnalyst, default)).Value!;
}
