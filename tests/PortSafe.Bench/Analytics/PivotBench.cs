using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using PortSafe.Bench.Ingest;
using PortSafe.Data.Audit;
using PortSafe.Data.Ports;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Reports;
using PortSafe.Grains.Imports;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Bench.Analytics;

/// <summary>
/// Region × quarter × category of 1,000 ports × 120 months × 12 categories over HTTP at 16 connections, each request with another filter:
/// PortSafe with its sign-in and its audit log on a durable PostgreSQL, Node with DuckDB, and GROUP BY on that PostgreSQL without a server between.
/// </summary>
internal static class PivotBench
{
    private const int Filters = 4_999;
    private const double RateGoal = 30;
    private const double WorstGoal = 0.05;

    private static readonly Quarter Last = new(2026, 2);

    public static async Task<bool> RunAsync(double seconds)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        var reports = new GeneratedReports(database.Directory, Last.Months[^1], isShuffled: false);
        reports.Write();
        await ImportAsync(database, reports, withPorts: true);
        var filters = PivotFilters.Make(Filters, Last);
        Console.WriteLine($"Pivot: region × quarter × category of {GeneratedReports.Rows:N0} counts, 16 connections, {seconds:F0} s each, on {Environment.ProcessorCount} cores");

        var peer = await DuckDbAsync(database, reports, filters, seconds);
        var sql = await GroupBySql.RunAsync(database, filters, seconds);
        var own = await ProductAsync(database, filters, seconds);
        Print("PortSafe", own);
        Print("Node + DuckDB", peer);
        Print("PostgreSQL GROUP BY", sql);
        var (rate, worst) = (own.Rate / peer.Rate, own.Worst / peer.Worst);
        Console.WriteLine($"  beside GROUP BY: {own.Rate / sql.Rate:F1} times the requests a second at {100 * own.Worst / sql.Worst:F1}% of the p99");
        Console.WriteLine($"  {(rate >= RateGoal && worst <= WorstGoal ? "reached" : "MISSED ")}  beside DuckDB: {rate:F1} times the requests a second (goal: {RateGoal:F0}) at {100 * worst:F1}% of the p99 (goal: {100 * WorstGoal:F0}%)");
        return rate >= RateGoal && worst <= WorstGoal;
    }

    private static void Print(string name, Load load) =>
        Console.WriteLine($"  {name,-20} {load.Rate,8:F0} a second, median {load.Median,7:F2} ms, p99 {load.Worst,7:F2} ms, {load.Octets / 1024,5:F0} KiB an answer");

    /// <param name="withPorts">Whether the register is imported too, or is there already.</param>
    internal static async Task ImportAsync(TestDatabase database, GeneratedReports reports, bool withPorts)
    {
        var by = Actor.Person(new Guid(1, 0, 0, new byte[8]), Role.JmscAdmin);
        var audit = new AuditLog(new NodeName("bench"), database.Location, TimeProvider.System);
        var files = new ImportFiles(
            database.Contexts, new EventStore(database.Contexts, TimeProvider.System), new StatementLedger(database.Contexts, audit, TimeProvider.System), audit, TimeProvider.System, NullLogger<ImportFiles>.Instance);
        foreach (var (kind, path, source) in new[] { (ImportKind.Ports, reports.PortsFile, (string?)null), (ImportKind.Reports, reports.ReportsFile, "bench") }.Skip(withPorts ? 0 : 1))
        {
            if (await files.ImportAsync(ImportRequest.OfFile(kind, path, ImportLimits.CommandLine, source), by, null, default) is not ImportOutcome.Imported)
                throw new InvalidOperationException($"The import of {kind} did not end as it should.");
        }
    }

    private static async Task<Load> ProductAsync(TestDatabase database, IReadOnlyList<PivotFilter> filters, double seconds)
    {
        var installation = new Installation(database);
        var invitation = await installation.AddPersonAsync("bench@people.example", "jmsc-admin");
        await using var server = await installation.ServeAsync();
        using var client = await server.SignInAsync(invitation);
        var paths = filters.Select(filter => $"/api/v1/exact/reports?by=region&split=category&rows=1000&{filter.Query}").ToList();
        await CheckAsync(client, database, filters[0], paths[0]);
        var logged = await ReadsAsync(database);
        var load = await LoadedHttp.RunAsync(client, paths, seconds);
        var reads = await ReadsAsync(database) - logged;
        return reads >= load.Requests ? load : throw new InvalidOperationException($"Of {load.Requests} reads, {reads} are in the audit log.");
    }

    /// <summary>What is answered first, before the cube is made and after, against the sums of the database.</summary>
    private static async Task CheckAsync(HttpClient client, TestDatabase database, PivotFilter filter, string path)
    {
        var times = new List<double>();
        var expected = await GroupBySql.TotalAsync(database, filter);
        for (var index = 0; index < 2; index++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = JsonDocument.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative)));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            var total = answer.RootElement.GetProperty("totals").GetProperty("total").GetInt64();
            if (total != expected)
                throw new InvalidOperationException($"PortSafe sums up {total}, and the database {expected}.");
        }
        Console.WriteLine($"  PortSafe's first answer, with the cube made: {times[0]:F0} ms; the second: {times[1]:F1} ms");
    }

    private static async Task<long> ReadsAsync(TestDatabase database)
    {
        await using var db = database.CreateContext();
        return await db.AuditLog.CountAsync(row => row.Action == "raw-counts-read");
    }

    private static async Task<Load> DuckDbAsync(TestDatabase database, GeneratedReports reports, IReadOnlyList<PivotFilter> filters, double seconds)
    {
        var groups = Path.Combine(database.Directory, "groups.csv");
        await File.WriteAllLinesAsync(groups, ["category,grp", .. ReportCategory.All.Select(category => $"{category.Code},{category.Group.Code}")]);
        await using var node = RunningProcess.Start("node", [Repository.PathTo("tests", "bench", "analytics", "duckdb.mjs"), reports.PortsFile, reports.ReportsFile, groups]);
        var line = (await node.LineAsync(line => line.StartsWith("listening ", StringComparison.Ordinal))).Split(' ');
        if (line[2] != $"{GeneratedReports.Rows}" || line[3] != $"{reports.Total}")
            throw new InvalidOperationException($"DuckDB loaded {line[2]} rows of {GeneratedReports.Rows}.");
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{line[1]}") };
        return await LoadedHttp.RunAsync(client, [.. filters.Select(filter => $"/?{filter.Query}")], seconds);
    }
}
