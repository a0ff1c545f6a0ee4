using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Audit;
using PortSafe.Data.Ports;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Imports;
using PortSafe.Grains.Releases;
using PortSafe.Grains.Tests.Imports;
using PortSafe.Grains.Tests.Releases;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Analytics;

/// <summary>The sample files, through releases, to what the sector page shows.</summary>
public sealed class SampleSectorTests
{
    private static readonly Quarter Latest = new(2026, 3);

    [Theory, BothDatabases]
    public async Task The_sector_page_shows_what_the_sample_files_add_up_to(DatabaseKind kind)
    {
        await using var desk = await ImportDesk.WithPortsAsync(kind);
        await desk.ImportAsync(ImportKind.Schemes, ImportDesk.Sample("scheme-events.csv"), null);
        await desk.ImportAsync(ImportKind.Awareness, ImportDesk.Sample("awareness-2022-2026.csv"), null);
        await desk.ImportAsync(ImportKind.Reports, ImportDesk.Sample("reports-2023-2026.csv"), "crimestoppers");
        foreach (var quarter in Quarter.Range(new Quarter(2025, 1), Latest))
            await FreezeAsync(desk, quarter);

        var releases = new FrozenReleases(desk.Database.Contexts);
        var release = (await releases.FindAsync(Latest, default))!;
        AssertStaffReached(release);
        await AssertRecomputedAsync(desk, release);
        foreach (var quarter in Quarter.Range(new Quarter(2025, 1), Latest))
            await RecomputedViews.AssertAsync(new SectorViews(releases), quarter);
        await AssertReportsAsync(desk, release);
        await AssertPortCadenceAsync(releases, release);
        var overview = SectorOverview.Of(release, await releases.AllAsync(default));
        Assert.Equal(4, overview.Figures.Count);
        Assert.All(overview.Figures, figure => Assert.NotNull(figure.Trend));
        Assert.NotEmpty(overview.Changes);
        var charts = new SectorCharts(releases);
        foreach (var id in SectorCharts.Ids)
            Assert.DoesNotContain("not audited", (await charts.FindAsync(id, Latest, default))!.ToJson(), StringComparison.Ordinal);
        Assert.Null(await charts.FindAsync("staff-reached", new Quarter(2024, 1), default));
        Assert.Null(await charts.FindAsync("no-such-chart", Latest, default));
    }

    /// <summary>What a release would freeze of each quarter, without freezing it.</summary>
    [Fact]
    public async Task Every_stage_of_every_region_and_quarter_of_the_sample_is_what_the_files_say()
    {
        await using var desk = await ImportDesk.WithPortsAsync(DatabaseKind.Sqlite);
        await desk.ImportAsync(ImportKind.Schemes, ImportDesk.Sample("scheme-events.csv"), null);
        await desk.ImportAsync(ImportKind.Awareness, ImportDesk.Sample("awareness-2022-2026.csv"), null);
        await using var db = desk.Database.CreateContext();
        var register = await PortRegister.ReadAsync(db, default);
        foreach (var quarter in Quarter.Range(new Quarter(2023, 1), Latest))
        {
            var recomputed = await RecomputedSector.RunAsync(quarter);
            var rows = await db.PortQuarters.AsNoTracking().Where(row => row.Quarter == quarter).ToListAsync();
            var cells = EngagementCells.Of(quarter, register.In(quarter), rows).Where(cell => cell is { Stage: not null, Region: not null, Size: null }).ToList();

            Assert.Equal(
                recomputed.Regions.SelectMany(region => Stage.All.Select(stage => $"{quarter} {region.Key} {stage} {region.Value.Stages.GetValueOrDefault(stage.Code)}")).Order(StringComparer.Ordinal),
                cells.Select(cell => $"{quarter} {cell.Region} {cell.Stage} {cell.Value:0}").Order(StringComparer.Ordinal));
        }
    }

    private static async Task FreezeAsync(ImportDesk desk, Quarter quarter)
    {
        var grain = ReleaseParts.Grain(ReleaseId.Of(quarter), desk.Database, desk.Clock, new NoJobs());
        Assert.Null((await grain.CompileAsync(TestActors.Admin, default)).Error);
        Assert.Empty((await grain.AuditAsync(TestActors.Admin, default)).Value!.Withheld);
        var submitted = await grain.SubmitAsync(TestActors.Admin, default);
        await grain.ApproveAsync(submitted.Value!.Hash, TestActors.SecondAdmin, default);
        Assert.Equal(ReleaseState.Frozen, (await grain.FreezeAsync(submitted.Value!.Hash, TestActors.Admin, default)).Value!.State);
    }

    /// <summary>Stages, scores and staff reached, of every port, region and of the nation, as a script of its own makes them of the files.</summary>
    private static async Task AssertRecomputedAsync(ImportDesk desk, FrozenRelease release)
    {
        var recomputed = await RecomputedSector.RunAsync(Latest);
        await using var db = desk.Database.CreateContext();
        var rows = await db.PortQuarters.AsNoTracking().Where(row => row.Quarter == Latest).ToListAsync();
        Assert.Equal(
            recomputed.Ports.Select(port => $"{port.Key} {port.Value.Stage} {port.Value.Score:F6}").Order(StringComparer.Ordinal),
            rows.Where(row => row.Stage is not null).Select(row => $"{row.Locode} {row.Stage} {row.Score:F6}").Order(StringComparer.Ordinal));
        AssertSector(recomputed.Nation, release, null);
        Assert.Equal(PublicationPlan.Current.Regions.Count, recomputed.Regions.Count);
        Assert.All(recomputed.Regions, region => AssertSector(region.Value, release, Region.Parse(region.Key)));
    }

    private static void AssertSector(RecomputedSector.Part expected, FrozenRelease release, Region? region)
    {
        Assert.All(Stage.All, stage => Assert.Equal(expected.Stages.GetValueOrDefault(stage.Code), release.Find(Measure.SchemesByStage, region, stage: stage)!.Value));
        Assert.Equal(expected.Median is { } median ? Math.Round(median, MidpointRounding.AwayFromZero) : null, release.Find(Measure.ScoreMedian, region)!.Value);
        Assert.Equal(Math.Round(expected.Reached!.Value, 2, MidpointRounding.AwayFromZero), release.Find(Measure.StaffReached, region)!.Value);
    }

    /// <summary>Briefed over four quarters ÷ latest headcounts, summed from the sample file by hand.</summary>
    private static void AssertStaffReached(FrozenRelease release)
    {
        (string Region, string Share)[] expected =
        [
            ("Wales", "22%"), ("Scotland Central and South", "22%"), ("South West", "20%"), ("Thames and Medway", "19%"),
            ("Yorkshire and The Humber", "17%"), ("East", "17%"), ("South East", "15%"), ("Scotland North and Islands", "15%"),
            ("North East", "15%"), ("Northern Ireland", "12%"), ("North West", "10%"),
        ];
        foreach (var (region, share) in expected)
            Assert.Equal(share, release.Find(Measure.StaffReached, Region.Parse(region))!.Display);
        Assert.Equal("18%", release.Find(Measure.StaffReached)!.Display);
    }

    private static async Task AssertReportsAsync(ImportDesk desk, FrozenRelease release)
    {
        var exact = await desk.ReportsAsync(Latest.Months[0], Latest.Months[2]);
        Assert.Equal(ReleasedFigure.Of(exact), release.Find(Measure.Reports)!.Reports);
        Assert.All(CategoryGroup.All, group => Assert.NotNull(release.Find(Measure.Reports, group: group)!.Reports));
        Assert.DoesNotContain(release.Public, cell => cell.Measure == Measure.Reports.Id && cell is { Region: not null, Group: not null });
    }

    private static async Task AssertPortCadenceAsync(FrozenReleases releases, FrozenRelease third)
    {
        var (major, minor) = (Locode.Parse("GBFXT"), Locode.Parse("GBAYR"));
        var fourth = (await releases.FindAsync(new Quarter(2025, 4), default))!;
        async Task<OwnFigures> Of(Actor actor) => await releases.OwnFiguresAsync(actor, default);
        Assert.Equal("2026Q3", (await Of(TestActors.ManagerOf(major))).Of(third, major)!.Period);
        Assert.Null((await Of(TestActors.ManagerOf(minor))).Of(third, major));
        Assert.Null((await Of(TestActors.Analyst)).Of(third, major));
        Assert.Null((await Of(TestActors.ManagerOf(minor))).Of(third, minor));
        Assert.Equal("2025", (await Of(TestActors.ManagerOf(minor))).Of(fourth, minor)!.Period);
    }

    private sealed class NoJobs : IJobs
    {
        public Task RunSoonAsync<TJob>(string argument, CancellationToken ct) where TJob : IJob => Task.CompletedTask;
    }
}
