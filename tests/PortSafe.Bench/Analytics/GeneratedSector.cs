using Microsoft.EntityFrameworkCore;
using PortSafe.Bench.Ingest;
using PortSafe.Bench.Schemes;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Ports;
using PortSafe.Data.Releases;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Releases;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Bench.Analytics;

/// <summary>
/// 1,000 ports with ten years of schemes, awareness and reports, and a frozen release of each quarter, as the product's own compiler makes
/// it, but not audited.
/// </summary>
internal static class GeneratedSector
{
    public const int Ports = 1_000;
    public const int Quarters = 40;

    public static Quarter Last => Quarter.Of(TimeProvider.System.Today()).Previous;

    /// <exception cref="InvalidOperationException">It does not hold every port, quarter and measure.</exception>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        await GeneratedSchemes.WriteAsync(database, Ports, TimeProvider.System.Today());
        var readModels = new ReadModels(database.Contexts, database.Location, TimeProvider.System);
        await readModels.RebuildAsync(null, default);
        await LengthenAsync(database);
        var reports = new GeneratedReports(database.Directory, Last.Months[^1], isShuffled: false);
        reports.Write();
        await PivotBench.ImportAsync(database, reports, withPorts: false);
        await FreezeAsync(database, readModels);
        var cells = await CountAsync(database);
        Console.WriteLine($"Sector: {Ports:N0} ports × {Quarters} quarters × {Measure.All.Count} measures, {GeneratedReports.Rows:N0} counts of reports, {cells:N0} released cells, {kind}");
        return database;
    }

    /// <summary>Repeats the quarters that there are until there are forty, and lets the ports be in the register from the first.</summary>
    private static async Task LengthenAsync(TestDatabase database)
    {
        await using var db = database.CreateContext();
        var rows = await db.PortQuarters.AsNoTracking().Where(row => row.Quarter <= Last).ToListAsync();
        var first = rows.Min(row => row.Quarter);
        var there = Last.Since(first) + 1;
        for (var earlier = first.Previous; earlier.Since(Last) > -Quarters; earlier = earlier.Previous)
        {
            var pattern = earlier.Add(there * ((first.Since(earlier) + there - 1) / there));
            db.PortQuarters.AddRange(rows.Where(row => row.Quarter == pattern).Select(row => Copy(row, earlier)));
        }
        await db.SaveChangesAsync();
        await database.ExecuteAsync($"UPDATE port_status SET added_on = '{Last.Add(-Quarters).Start:yyyy-MM-dd}'");
    }

    private static PortQuarterRow Copy(PortQuarterRow row, Quarter quarter) => new()
    {
        Locode = row.Locode,
        Quarter = quarter,
        Region = row.Region,
        Size = row.Size,
        Stage = row.Stage,
        Score = row.Score,
        Headcount = row.Headcount,
        Briefed = row.Briefed,
        SurveyResponses = row.SurveyResponses,
        KnowLine = row.KnowLine,
        BelieveAnonymous = row.BelieveAnonymous,
        ConfidentToReport = row.ConfidentToReport,
        ActCompletions = row.ActCompletions,
    };

    private static async Task FreezeAsync(TestDatabase database, ReadModels readModels)
    {
        var audit = new AuditLog(new NodeName("bench"), database.Location, TimeProvider.System);
        var compiler = new ReleaseCompiler(database.Contexts, readModels, new ReportLedger(database.Contexts, audit));
        foreach (var quarter in Quarter.Range(Last.Add(1 - Quarters), Last))
        {
            if (!(await compiler.CompileAsync(ReleaseId.Of(quarter), TestActors.Admin, default)).Succeeded(out var compiled, out var error))
                throw new InvalidOperationException(error.Message);
            await FreezeAsync(database, compiled);
        }
    }

    private static async Task FreezeAsync(TestDatabase database, CompiledRelease compiled)
    {
        var row = new ReleaseRow
        {
            Id = compiled.Id,
            State = ReleaseState.Compiled.Code,
            Plan = PublicationPlan.Current.Version,
            Hash = compiled.Hash,
            LedgerVersion = compiled.LedgerVersion,
            Register = compiled.Register,
            CompiledAt = TimeProvider.System.GetUtcNow(),
            CompiledBy = TestActors.Admin.Id,
            AuditedCells = compiled.Cells.Count,
            SubmittedBy = TestActors.Admin.Id,
            ApprovedBy = TestActors.SecondAdmin.Id,
        };
        await using var db = database.CreateContext();
        db.Releases.Add(row);
        db.ReleaseCells.AddRange(compiled.Cells.Select((cell, index) => ReleaseCells.ToRow(compiled.Id, cell, index)));
        await db.SaveChangesAsync();
        (row.State, row.FrozenAt) = (ReleaseState.Frozen.Code, new DateTimeOffset(compiled.Id.Last.End.AddDays(9), new TimeOnly(9, 0), TimeSpan.Zero));
        await db.SaveChangesAsync();
    }

    private static async Task<int> CountAsync(TestDatabase database)
    {
        await using var db = database.CreateContext();
        var rows = await db.PortQuarters.CountAsync(row => row.Quarter <= Last);
        var releases = await new FrozenReleases(database.Contexts).AllAsync(default);
        if (rows != Ports * Quarters || releases.Count != Quarters)
            throw new InvalidOperationException($"There are {rows} quarters of ports and {releases.Count} releases.");
        foreach (var release in releases)
        {
            if (Measure.All.FirstOrDefault(measure => release.Public.All(cell => cell.Measure != measure.Id)) is { } missing)
                throw new InvalidOperationException($"The release of {release.Quarter} has no {missing.Title}.");
        }
        return await db.ReleaseCells.CountAsync();
    }
}
