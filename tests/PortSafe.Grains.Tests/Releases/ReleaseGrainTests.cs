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
        await using var sector = await Sector.CreateAsync(kind);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        var grain = sector.Release(Quarter);

        var compiled = Value(await grain.CompileAsync(TestActors.Admin, default));
        Assert.Equal(ReleaseState.Compiled, compiled.State);
        Assert.Equal("release-state", Code(await grain.ApproveAsync(compiled.Hash, TestActors.SecondAdmin, default)));
        Assert.Equal(ReleaseState.Submitted, Value(await grain.SubmitAsync(TestActors.Admin, default)).State);
        Assert.Equal("second-person-needed", Code(await grain.ApproveAsync(compiled.Hash, TestActors.Admin, default)));
        Assert.Equal("release-changed", Code(await grain.ApproveAsync("another hash", TestActors.SecondAdmin, default)));

        var frozen = Value(await grain.ApproveAsync(compiled.Hash, TestActors.SecondAdmin, default));
        Assert.Equal(ReleaseState.Frozen, frozen.State);
        Assert.Equal(["draft-newsletter 2026Q3"], sector.Jobs.Started);
        foreach (var again in new[] { await grain.CompileAsync(TestActors.Admin, default), await grain.SubmitAsync(TestActors.Admin, default), await grain.ApproveAsync(frozen.Hash, TestActors.SecondAdmin, default) })
            Assert.Equal("release-frozen", Code(again));
        Assert.Equal(frozen.Hash, (await sector.Frozen.FindAsync(Quarter, default))!.Hash);
    }

    [Theory, BothDatabases]
    public async Task Jobs_and_people_without_the_permission_move_nothing(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        var grain = sector.Release(Quarter);
        foreach (var actor in new[] { TestActors.Editor, TestActors.Approver, TestActors.Analyst, TestActors.ManagerOf(Locode.Parse("GBFXT")), Actor.Job("draft-newsletter") })
            Assert.Equal(ErrorKind.Forbidden, (await grain.CompileAsync(actor, default)).Error?.Kind);

        var job = Actor.Job("compile-release");
        var compiled = Value(await grain.CompileAsync(job, default));
        Assert.Equal(ErrorKind.Forbidden, (await grain.SubmitAsync(job, default)).Error?.Kind);
        Value(await grain.SubmitAsync(TestActors.JmscAnalyst, default));
        Assert.Equal(ErrorKind.Forbidden, (await grain.ApproveAsync(compiled.Hash, TestActors.JmscAnalyst, default)).Error?.Kind);
        Assert.Equal(ErrorKind.Forbidden, (await grain.ApproveAsync(compiled.Hash, job, default)).Error?.Kind);
        Assert.Equal(ErrorKind.Forbidden, (await grain.GetAsync(TestActors.Analyst, default)).Error?.Kind);
    }

    [Theory, BothDatabases]
    public async Task Compiling_the_same_figures_again_keeps_the_submission_and_other_figures_void_it(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        var grain = sector.Release(Quarter);
        Value(await grain.CompileAsync(TestActors.Admin, default));
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
        await using var sector = await Sector.CreateAsync(kind);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        var grain = sector.Release(Quarter);
        Value(await grain.CompileAsync(TestActors.Admin, default));
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

    private static ReleaseCell Single(IEnumerable<ReleaseCell> cells, Func<ReleaseCell, bool> which) => Assert.Single(cells, cell => which(cell));

    private static ReleaseView Value(Result<ReleaseView> result) =>
        result.Succeeded(out var view, out var error) ? view : throw new InvalidOperationException(error.Message);

    private static string? Code(Result<ReleaseView> result) => result.Error?.Code;

    /// <summary>Felixstowe, a major port with an active scheme, and Ayr, a minor one without; reports about Felixstowe alone.</summary>
    private sealed class Sector : IAsyncDisposable
    {
        private readonly TestClock _clock = new();
        private long _statement;

        private Sector(TestDatabase database) => (Database, Frozen) = (database, new FrozenReleases(database.Contexts));

        public TestDatabase Database { get; }

        public FrozenReleases Frozen { get; }

        public RecordedJobs Jobs { get; } = new();

        public static async Task<Sector> CreateAsync(DatabaseKind kind)
        {
            var sector = new Sector(await TestDatabase.CreateAsync(kind));
            var store = new EventStore(sector.Database.Contexts, sector._clock);
            var major = new PortBuilder("GBFXT").On(2026, 5, 6).Active();
            var minor = new PortBuilder("GBAYR").On(2015, 1, 1).Added("Ayr", "Scotland Central and South", PortSize.Minor);
            foreach (var port in new[] { major, minor })
                Assert.True(await store.AppendAsync([new PortAppend(port.Locode, PortHistory.Empty, port.Events)], TestActors.Admin, null, default));
            return sector;
        }

        public async Task AddAsync(PortBuilder port) =>
            Assert.True(await new EventStore(Database.Contexts, _clock).AppendAsync([new PortAppend(port.Locode, PortHistory.Empty, port.Events)], TestActors.Admin, null, default));

        public async Task RecordAsync(string locode, PortEvent item)
        {
            var (store, port) = (new EventStore(Database.Contexts, _clock), Locode.Parse(locode));
            Assert.True(await store.AppendAsync([new PortAppend(port, await store.LoadAsync(port, default), [item])], TestActors.Admin, null, default));
        }

        public ReleaseGrain Release(Quarter quarter)
        {
            var audit = new AuditLog(new NodeName("test"), Database.Location, _clock);
            var compiler = new ReleaseCompiler(Database.Contexts, new ReadModels(Database.Contexts, Database.Location, _clock), new ReportLedger(Database.Contexts, audit));
            return new ReleaseGrain(quarter, Database.Contexts, compiler, audit, Jobs, _clock);
        }

        /// <summary>One source's statement of the quarter's three months: cargo theft at one port.</summary>
        public async Task StateAsync(string port, params IReadOnlyList<int> counts)
        {
            await using var db = Database.CreateContext();
            var import = new ImportRow { Id = Guid.NewGuid(), Kind = "reports", Source = "crimestoppers", ContentHash = $"{_statement}", Rows = 3, Total = 0, ImportedAt = _clock.GetUtcNow(), By = "person:test" };
            db.Imports.Add(import);
            var revision = (int)(_statement / 3) + 1;
            if (revision == 1)
                db.ReportSources.Add(new ReportSourceRow { Name = "crimestoppers", AddedAt = _clock.GetUtcNow(), By = "person:test" });
            for (var month = 0; month < 3; month++)
            {
                var id = ++_statement;
                db.Statements.Add(new StatementRow { Id = id, Source = "crimestoppers", Month = Quarter.Months[month], Revision = revision, ImportId = import.Id });
                await db.SaveChangesAsync();
                db.ReportCounts.Add(new ReportCountsRow { Statement = id, Port = port, Counts = JsonSerializer.Serialize(new Dictionary<string, int> { ["cargo-theft"] = counts[month] }) });
            }
            var version = await db.LedgerVersions.FirstOrDefaultAsync(row => row.Ledger == LedgerVersionRow.Reports);
            if (version is null)
                db.LedgerVersions.Add(new LedgerVersionRow { Ledger = LedgerVersionRow.Reports, Version = revision });
            else
                version.Version = revision;
            await db.SaveChangesAsync();
        }

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }

    private sealed class RecordedJobs : IJobs
    {
        public List<string> Started { get; } = [];

        public Task RunSoonAsync<TJob>(string argument, CancellationToken ct) where TJob : IJob
        {
            Started.Add($"{TJob.Name} {argument}");
            return Task.CompletedTask;
        }
    }
}
