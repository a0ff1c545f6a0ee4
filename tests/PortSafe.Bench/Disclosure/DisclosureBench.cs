using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Auditor.Releases;
using PortSafe.Grains;
using PortSafe.Grains.Releases;
using PortSafe.Testing.Releases;

namespace PortSafe.Bench.Disclosure;

internal static class DisclosureBench
{
    public static async Task<int> RunAsync(string[] options)
    {
        await using var services = new ServiceCollection().AddLogging().AddNodeRuntime().BuildServiceProvider();
        var solver = new Timed(new NodeRangeSolver(services.GetRequiredService<NodeRuntime>()));
        foreach (var generator in SectorGenerator.All.Where(g => options.Length < 4 || g.Name.Contains(options[3])))
        {
            var sector = generator.Make(7, int.Parse(options[0]), int.Parse(options[1]), int.Parse(options[2]));
            var figures = sector.Quarters.SelectMany(quarter => SectorReleases.Quarterly(sector, quarter));
            if (generator.LateShare > 0)
                figures = figures.Concat(sector.Quarters.GroupBy(q => q.Year).Where(y => y.Count() == 4).SelectMany(y => SectorReleases.Revised(sector, y.Key)));
            var publication = sector.Nothing with { Figures = [.. figures] };
            var watch = Stopwatch.StartNew();
            var audit = await new ReleaseAuditor(solver).AuditAsync(publication, sector.Accounts, null, default);
            Console.WriteLine($"{generator.Name}: {watch.Elapsed.TotalSeconds:F2} s; {solver}");
            foreach (var s in audit.Scenarios)
                Console.WriteLine($"  {s.Scenario} readers {s.Readers} cells {s.Cells} failing {s.Failing} smallest {s.SmallestWidth} {s.Failures.FirstOrDefault()}");
            var m = new MemoryStream();
            await audit.Witnesses.WriteAsync(m, default);
            watch.Restart();
            var d = await new ReleaseAuditor(solver).AuditInsidersAsync(publication, sector.Accounts, sector.Truth, null, default);
            Console.WriteLine($"  {d.Scenario} {watch.Elapsed.TotalSeconds:F2} s readers {d.Readers} cells {d.Cells} failing {d.Failing} smallest {d.SmallestWidth} {d.Failures.FirstOrDefault()} witnesses {m.Length >> 10} KiB");
        }
        return 0;
    }

    private sealed class Timed(IRangeSolver inner) : IRangeSolver
    {
        private readonly Stopwatch _watch = new();
        private int _asked, _calls, _infeasible; private long _cells;
        public async Task<IReadOnlyList<RangeAnswer>> SolveAsync(IReadOnlyList<RangeQuestion> questions, CancellationToken ct)
        {
            _watch.Start(); _asked += questions.Count; _calls++; _cells += questions.Sum(q => q.Table.Lower.Length);
            var a = await inner.SolveAsync(questions, ct);
            foreach (var (q, x) in questions.Zip(a).Take(2))
                if (Environment.GetEnvironmentVariable("SHOW") is not null)
                    Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(q) + "\n   " + string.Join(" ", x.Ranges));
            _infeasible += a.Count(x => !x.IsFeasible);
            _watch.Stop();
            return a;
        }
        public override string ToString() => $"{_watch.Elapsed.TotalSeconds:F2} s solver, {_asked} questions of {_cells / Math.Max(1, _asked)} cells in {_calls} calls, {_infeasible} infeasible";
    }
}
