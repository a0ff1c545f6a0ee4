using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Imports;
using PortSafe.Data.Ports;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Releases;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Releases;

public sealed class ReleaseGrainTests
{
    private static readonly Quarter Quarter = new(2026, 3);

    [Theory, BothDatabases]
    public async Task A_release_takes_two_people_and_then_stays_as_it_is(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind, isWhole: true);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        var grain = sector.Release(Quarter);

        var compiled = Value(await grain.CompileAsync(TestActors.Admin, default));
        Assert.Equal(ReleaseState.Compiled, compiled.State);
        Assert.Equal("release-state", Code(await grain.SubmitAsync(TestActors.Admin, default)));
        Assert.Equal(ReleaseState.Audited, Value(await grain.AuditAsync(TestActors.Admin, default)).State);
        Assert.Equal("release-state", Code(await grain.ApproveAsync(compiled.Hash, TestActors.SecondAdmin, default)));
        Assert.Equal(ReleaseState.Submitted, Value(await grain.SubmitAsync(TestActors.Admin, default)).State);
        Assert.Equal("second-person-needed", Code(await grain.ApproveAsync(compiled.Hash, TestActors.Admin, default)));
        Assert.Equal("release-changed", Code(await grain.ApproveAsync("another hash", TestActors.SecondAdmin, default)));

        Assert.Equal("release-state", Code(await grain.FreezeAsync(compiled.Hash, TestActors.Admin, default)));

        Assert.Equal(ReleaseState.Approved, Value(await grain.ApproveAsync(compiled.Hash, TestActors.SecondAdmin, default)).State);
        Assert.Equal("release-changed", Code(await grain.FreezeAsync("another hash", TestActors.Admin, default)));
        Assert.Null(await sector.Frozen.FindAsync(Quarter, default));
        var frozen = Value(await grain.FreezeAsync(compiled.Hash, TestActors.Admin, default));

        Assert.Equal(ReleaseState.Frozen, frozen.State);
        Assert.True(frozen.Audited);
        Assert.Equal(["draft-newsletter 2026Q3"], sector.Jobs.Started);
        foreach (var again in await EveryStepAsync(grain, frozen.Hash))
            Assert.Equal("release-frozen", Code(again));
        Assert.Equal(frozen.Hash, (await sector.Frozen.FindAsync(Quarter, default))!.Hash);
    }

    [Theory, BothDatabases]
    public async Task Jobs_and_people_without_the_permission_move_nothing(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind, isWhole: true);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        var grain = sector.Release(Quarter);
        foreach (var actor in new[] { TestActors.Editor, TestActors.Approver, TestActors.Analyst, TestActors.ManagerOf(Locode.Parse("GBFXT")), Actor.Job("draft-newsletter") })
            Assert.Equal(ErrorKind.Forbidden, (await grain.CompileAsync(actor, default)).Error?.Kind);

        var job = Actor.Job("compile-release");
        var compiled = Value(await grain.CompileAsync(job, default));
        Value(await grain.AuditAsync(job, default));
        Assert.Equal(ErrorKind.Forbidden, (await grain.SubmitAsync(job, default)).Error?.Kind);
        Assert.Equal(ErrorKind.Forbidden, (await grain.AbandonAsync("It is not wanted.", job, default)).Error?.Kind);
        Value(await grain.SubmitAsync(TestActors.JmscAnalyst, default));
        Assert.Equal(ErrorKind.Forbidden, (await grain.ApproveAsync(compiled.Hash, TestActors.JmscAnalyst, default)).Error?.Kind);
        Assert.Equal(ErrorKind.Forbidden, (await grain.ApproveAsync(compiled.Hash, job, default)).Error?.Kind);
        Assert.Equal(ErrorKind.Forbidden, (await grain.GetAsync(TestActors.Analyst, default)).Error?.Kind);
    }

    [Theory, BothDatabases]
    public async Task Compiling_the_same_figures_again_keeps_the_submission_and_other_figures_void_it(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind, isWhole: true);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        var grain = sector.Release(Quarter);
        Value(await grain.CompileAsync(TestActors.Admin, default));
        Value(await grain.AuditAsync(TestActors.Admin, default));
        var submitted = Value(await grain.SubmitAsync(TestActors.Admin, default));
        Assert.Equal(ReleaseState.Submitted, Value(await grain.CompileAsync(TestActors.Admin, default)).State);

        await sector.StateAsync("GBFXT", 40, 9, 2);
        Assert.Equal("release-outdated", Code(await grain.ApproveAsync(submitted.Hash, TestActors.SecondAdmin, default)));
        var changed = Value(await grain.CompileAsync(TestActors.Admin, default));
        Assert.Equal(ReleaseState.Compiled, changed.State);
        Assert.NotEqual(submitted.Hash, changed.Hash);
    }

    [Theory, BothDatabases]
    public async Task Cells_follow_the_publication_plan_and_the_display_rule(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        var cells = Value(await sector.Release(Quarter).CompileAsync(TestActors.Admin, default)).Cells;
        var reports = cells.Where(cell => cell.Measure == Measure.Reports.Id).ToList();

        Assert.Equal("15–19", Single(reports, cell => cell is { Region: null, Group: null, Locode: null }).Display);
        Assert.Equal("15–19", Single(reports, cell => cell.Group == CategoryGroup.OrganisedCrime).Display);
        Assert.Equal("<10", Single(reports, cell => cell.Group == CategoryGroup.Insider).Display);
        Assert.Equal("15–19", Single(reports, cell => cell.Locode == Locode.Parse("GBFXT")).Display);
        Assert.DoesNotContain(reports, cell => cell.Locode == Locode.Parse("GBABD"));
        Assert.Equal(PublicationPlan.Current.Regions.Count, reports.Count(cell => cell is { Region: not null, Locode: null }));
        Assert.All(reports, cell => Assert.Equal(cell.Locode is null ? ReleaseAudience.Public : ReleaseAudience.Port, cell.Audience));
        Assert.Equal("1", Single(cells, cell => cell.Measure == Measure.SchemesByStage.Id && cell is { Region: null, Size: null } && cell.Stage == Stage.Active).Display);
        Assert.Equal("50%", Single(cells, cell => cell.Measure == Measure.AdoptionRate.Id && cell is { Region: null, Size: null }).Display);
        Assert.Equal("c", Single(cells, cell => cell.Measure == Measure.LineKnown.Id && cell is { Region: null, Size: null }).Display);
    }

    [Theory, BothDatabases]
    public async Task Whatever_is_recorded_after_compiling_holds_a_release_up(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind, isWhole: true);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        var grain = sector.Release(Quarter);
        Value(await grain.CompileAsync(TestActors.Admin, default));
        Value(await grain.AuditAsync(TestActors.Admin, default));
        var submitted = Value(await grain.SubmitAsync(TestActors.Admin, default));

        await sector.RecordAsync("GBFXT", new QuarterFiguresRecorded(Quarter.End, Quarter, FiguresBuilder.Figures(headcount: 100)));
        Assert.Equal("release-outdated", Code(await grain.ApproveAsync(submitted.Hash, TestActors.SecondAdmin, default)));
    }

    [Theory, BothDatabases]
    public async Task A_survey_too_small_to_show_cannot_be_worked_out_from_the_rest(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        await sector.AddAsync(new PortBuilder("GBABD").On(2026, 5, 6).Added("Aberdeen", "Scotland North and Islands").Applied().Approved());
        await sector.RecordAsync("GBFXT", new QuarterFiguresRecorded(Quarter.End, Quarter, new QuarterFigures(100, 0, 0, 0, 40, 30, 20, 10)));
        await sector.RecordAsync("GBABD", new QuarterFiguresRecorded(Quarter.End, Quarter, new QuarterFigures(100, 0, 0, 0, 3, 2, 1, 1)));

        var cells = Value(await sector.Release(Quarter).CompileAsync(TestActors.Admin, default)).Cells.Where(cell => cell.Measure == Measure.LineKnown.Id).ToList();

        Assert.Equal("74%", Single(cells, cell => cell is { Region: null, Size: null }).Display);
        Assert.All(cells.Where(cell => cell.Region is not null), cell => Assert.Equal("c", cell.Display));
        Assert.All(cells, cell => Assert.True(cell is { Numerator: null, Denominator: null }));
    }

    [Theory, BothDatabases]
    public async Task A_quarter_that_is_open_or_lacks_a_month_is_not_compiled(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind);
        Assert.Equal("months-unknown", Code(await sector.Release(Quarter).CompileAsync(TestActors.Admin, default)));
        Assert.Equal("quarter-open", Code(await sector.Release(Quarter.Next).CompileAsync(TestActors.Admin, default)));
    }

    [Theory, BothDatabases]
    public async Task Every_read_of_exact_counts_stands_in_the_audit_log(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        Value(await sector.Release(Quarter).CompileAsync(TestActors.Admin, default));
        await using var db = sector.Database.CreateContext();
        Assert.Equal(["raw-counts-read", "release-compiled"], await db.AuditLog.OrderBy(row => row.Sequence).Select(row => row.Action).ToListAsync());
    }

    private static async Task<List<Result<ReleaseView>>> EveryStepAsync(ReleaseGrain grain, string hash) =>
    [
        await grain.CompileAsync(TestActors.Admin, default),
        await grain.AuditAsync(TestActors.Admin, default),
        await grain.SubmitAsync(TestActors.Admin, default),
        await grain.ApproveAsync(hash, TestActors.SecondAdmin, default),
        await grain.FreezeAsync(hash, TestActors.Admin, default),
        await grain.AbandonAsync("It is not wanted.", TestActors.Admin, default),
    ];

    private static ReleaseCell Single(IEnumerable<ReleaseCell> cells, Func<ReleaseCell, bool> which) => Assert.Single(cells, cell => which(cell));

    private static ReleaseView Value(Result<ReleaseView> result) =>
        result.Succeeded(out var view, out var error) ? view : throw new InvalidOperationException(error.Message);

    private static string? Code(Result<ReleaseView> result) => result.Error?.Code;
}
