using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Auditor.Releases;
using PortSafe.Grains;
using PortSafe.Grains.Releases;
using PortSafe.Testing.Releases;

namespace PortSafe.Bench.Disclosure;

/// <summary>Checks what would be published of many made-up sectors, and times the audit of a whole one beside GLPK.</summary>
internal static class DisclosureBench
{
    private static readonly TimeSpan Goal = TimeSpan.FromSeconds(10);

    /// <param name="options">How many cells to check in all, 1,000,000 when not given.</param>
    public static async Task<int> RunAsync(string[] options)
    {
        var cells = options.Length > 0 && long.TryParse(options[0], out var number) ? number : 1_000_000;
        await using var services = new ServiceCollection().AddLogging().AddNodeRuntime().BuildServiceProvider();
        var solver = new NodeRangeSolver(services.GetRequiredService<NodeRuntime>());
        var failing = 0L;
        foreach (var generator in SectorGenerator.All)
            failing += await CheckAsync(generator, cells / SectorGenerator.All.Count, solver);
        var slowest = TimeSpan.Zero;
        foreach (var generator in SectorGenerator.All)
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, (await TimeAsync(generator, solver)).Ticks));
        return failing == 0 && slowest <= Goal ? 0 : 1;
    }

    private static async Task<long> CheckAsync(SectorGenerator generator, long cells, IRangeSolver solver)
    {
        var histories = new List<ReleaseHistory>();
        for (var seed = 1000; histories.Sum(history => history.Cells) < cells; seed++)
            histories.Add(await ReleaseHistory.RunAsync(generator.Make(seed, regions: 4, portsInRegion: 7, quarters: 8), solver, generator.LateShare > 0));
        var audits = histories.SelectMany(history => history.Audits).ToList();
        Console.WriteLine(
            $"{generator.Name,-14} {audits.Sum(audit => audit.Cells),9:N0} cells checked, {audits.Sum(audit => audit.Failing)} tell too much; of {histories.Sum(history => history.Releases)} releases "
            + $"{histories.Sum(history => history.Whole)} whole, {histories.Sum(history => history.FellBack)} fell back, {histories.Sum(history => history.Refused)} refused");
        return audits.Sum(audit => audit.Failing);
    }

    /// <summary>121 ports in 20 quarters, an account each.</summary>
    private static async Task<TimeSpan> TimeAsync(SectorGenerator generator, IRangeSolver solver)
    {
        var sector = generator.Make(7, regions: 11, portsInRegion: 11, quarters: 20);
        var publication = sector.Nothing with { Figures = [.. sector.Quarters.SelectMany(quarter => SectorReleases.Quarterly(sector, quarter))] };
        var watch = Stopwatch.StartNew();
        var audit = await new ReleaseAuditor(solver).AuditAsync(publication, sector.Accounts, null, default);
        watch.Stop();
        var peer = await Glpk.TimeAsync(publication, sector.Quarters.Take(4).ToList());
        Console.WriteLine(
            $"{generator.Name,-14} 121 ports in 20 quarters: {watch.Elapsed.TotalSeconds:F2} s for {audit.Cells:N0} cells ({string.Join(", ", audit.Scenarios.Select(scenario => $"{scenario.Scenario} {scenario.Cells:N0}"))}); "
            + $"glpsol takes {peer.TotalMilliseconds:F0} ms for one end of one cell, so that one after the other would take {2 * audit.Cells * peer.TotalSeconds / watch.Elapsed.TotalSeconds:N0} times as long");
        return watch.Elapsed;
    }
}
