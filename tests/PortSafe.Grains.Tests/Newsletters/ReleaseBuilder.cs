using PortSafe.Data.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Releases;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Newsletters;

/// <summary>A frozen release with the cells that a test is about.</summary>
internal sealed class ReleaseBuilder(Quarter quarter)
{
    private readonly List<ReleaseCell> _cells = [];

    private static readonly (string Region, double Reached, int Reports)[] Regions =
    [
        ("East", 0.17, 31), ("North East", 0.15, 18), ("North West", 0.10, 47), ("Northern Ireland", 0.12, 8), ("Scotland Central and South", 0.22, 52),
        ("Scotland North and Islands", 0.15, 23), ("South East", 0.15, 121), ("South West", 0.20, 64), ("Thames and Medway", 0.19, 88), ("Wales", 0.22, 36),
        ("Yorkshire and The Humber", 0.17, 54),
    ];

    public Quarter Quarter => quarter;

    /// <summary>A whole release such as the sector's, moved a little for each quarter before the third of 2026.</summary>
    public static ReleaseBuilder Whole(Quarter quarter)
    {
        var ago = new Quarter(2026, 3).Since(quarter);
        var release = new ReleaseBuilder(quarter)
            .Reports(542 - (18 * ago))
            .Share(Measure.AdoptionRate, 20 - ago, 113)
            .Share(Measure.StaffReached, 180 + (10 * ago), 1000)
            .Share(Measure.LineKnown, 660 - (23 * ago), 1000)
            .Share(Measure.AnonymityBelieved, 520 + (ago == 1 ? 20 : -10 * ago), 1000)
            .Share(Measure.ConfidentToReport, 480, 1000)
            .Number(Measure.ActCompletions, 1234 - (100 * ago));
        foreach (var (group, count) in CategoryGroup.All.Zip([204, 258, 76, 4]))
            release.Reports(Math.Max(0, count - (9 * ago)), group: group);
        foreach (var (region, reached, reports) in Regions)
            release.Share(Measure.StaffReached, (long)(reached * 1000), 1000, Region.Parse(region)).Reports(Math.Max(0, reports - ago), Region.Parse(region));
        foreach (var (stage, count) in Stage.All.Zip([1, 2, 3, 28, 20 - ago, 13, 4, 0, 1, 0, 0]))
            release.Number(Measure.SchemesByStage, count, stage: stage);
        return release.OfPort("GBFXT", 3);
    }

    public ReleaseBuilder Reports(int count, Region? region = null, CategoryGroup? group = null)
    {
        var figure = ReleasedFigure.Of(count);
        return With(Cell(Measure.Reports, figure.Display) with { Region = region, Group = group, Reports = figure });
    }

    /// <summary>The figure that only a port's managers may see.</summary>
    public ReleaseBuilder OfPort(string locode, int count)
    {
        var figure = ReleasedFigure.Of(count);
        return With(Cell(Measure.Reports, figure.Display) with { Audience = ReleaseAudience.Port, Locode = Locode.Parse(locode), Region = Region.Parse("East"), Reports = figure });
    }

    public ReleaseBuilder Share(Measure measure, long part, long whole, Region? region = null) =>
        With(Cell(measure, measure.Format((double)part / whole)) with { Region = region, Value = (double)part / whole, Numerator = part, Denominator = whole });

    /// <summary>Leaves out the whole table of reports by region, or by group, as a release does whose audit failed with it.</summary>
    public ReleaseBuilder WithoutReports(bool byRegion)
    {
        foreach (var cell in _cells.Where(cell => cell.Measure == Measure.Reports.Id && cell.Locode is null && (byRegion ? cell.Region is not null : cell.Group is not null)).ToList())
            With(cell with { Display = "c", Reports = null });
        return this;
    }

    public ReleaseBuilder Withheld(Measure measure, Region? region = null) => With(Cell(measure, "c") with { Region = region });

    public ReleaseBuilder Number(Measure measure, long value, Stage? stage = null) => With(Cell(measure, measure.Format(value)) with { Value = value, Stage = stage });

    public FrozenRelease Build() => new(quarter, $"hash-{quarter}", FrozenAt, 1000, [.. _cells]);

    /// <summary>Stores the release, frozen.</summary>
    /// <param name="id">Null for that of the quarter.</param>
    public async Task FreezeAsync(TestDatabase database, ReleaseId? id = null, DateTimeOffset? at = null)
    {
        var row = new ReleaseRow
        {
            Id = id ?? ReleaseId.Of(quarter),
            State = ReleaseState.Compiled.Code,
            Plan = PublicationPlan.Current.Version,
            Hash = $"hash-{id?.ToString() ?? quarter.ToString()}",
            LedgerVersion = 1,
            CompiledAt = FrozenAt,
            CompiledBy = "job:compile-release",
            AuditedCells = 1000,
            SubmittedBy = TestActors.Admin.Id,
            ApprovedBy = TestActors.SecondAdmin.Id,
        };
        await using var db = database.CreateContext();
        db.Releases.Add(row);
        db.ReleaseCells.AddRange(_cells.Select((cell, index) => ReleaseCells.ToRow(row.Id, cell, index)));
        await db.SaveChangesAsync();
        (row.State, row.FrozenAt) = (ReleaseState.Frozen.Code, at ?? FrozenAt);
        await db.SaveChangesAsync();
    }

    private DateTimeOffset FrozenAt => new(quarter.End.AddDays(9), new TimeOnly(9, 0), TimeSpan.Zero);

    private ReleaseBuilder With(ReleaseCell cell)
    {
        _cells.RemoveAll(other => (other with { Display = "", Reports = null, Value = null, Numerator = null, Denominator = null }) == (cell with { Display = "", Reports = null, Value = null, Numerator = null, Denominator = null }));
        _cells.Add(cell);
        return this;
    }

    private ReleaseCell Cell(Measure measure, string display) =>
        new(measure.Id, ReleaseAudience.Public, null, null, null, null, null, quarter.ToString(), display, null, null, null, null);
}
