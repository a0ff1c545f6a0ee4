using System.Diagnostics;
using PortSafe.Data;
using PortSafe.Domain;

namespace PortSafe.Bench.Ingest;

/// <summary>Times the import of 1.44 million cells, parsed, validated and durable, beside other ways to load the same file.</summary>
internal static class IngestBench
{
    private const double Goal = 2;

    /// <param name="options">Rounds (5 when not given); <c>--shuffled</c> for a file in no order.</param>
    public static async Task<int> RunAsync(string[] options)
    {
        var rounds = options.Select(option => int.TryParse(option, out var number) ? number : 0).FirstOrDefault(number => number > 0, 5);
        var server = new BenchServer(Required("PORTSAFE_BENCH_POSTGRES"));
        var folder = Directory.CreateTempSubdirectory("portsafe-bench-");
        try
        {
            var reports = new GeneratedReports(folder.FullName, Month.Of(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime.AddMonths(-1))), options.Contains("--shuffled"));
            reports.Write();
            Console.WriteLine($"{GeneratedReports.Rows:N0} rows, {new FileInfo(reports.ReportsFile).Length >> 20} MiB, {rounds} rounds after one to warm up");
            IContender[] contenders =
            [
                new ProductImport("PortSafe on PostgreSQL", server.CreateLocationAsync), new PsqlCopy(server),
                new ProductImport("PortSafe on SQLite", file => Task.FromResult(new DatabaseLocation(file, null))), new DuckDbCopy(Required("PORTSAFE_BENCH_DUCKDB")),
            ];
            return Report(contenders, await MeasureAsync(contenders, reports, folder, rounds));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Every contender in turn, round by round, so that whatever else the machine does falls on all of them.</summary>
    private static async Task<List<TimeSpan>[]> MeasureAsync(IContender[] contenders, GeneratedReports reports, DirectoryInfo folder, int rounds)
    {
        var times = contenders.Select(_ => new List<TimeSpan>()).ToArray();
        for (var round = 0; round <= rounds; round++)
        {
            for (var index = 0; index < contenders.Length; index++)
            {
                var place = folder.CreateSubdirectory($"{round}-{index}");
                GC.Collect();
                var time = await contenders[index].RunAsync(reports, place.FullName);
                if (round > 0)
                    times[index].Add(time);
                place.Delete(recursive: true);
            }
        }
        return times;
    }

    private static int Report(IContender[] contenders, List<TimeSpan>[] times)
    {
        var medians = times.Select(Median).ToArray();
        for (var index = 0; index < contenders.Length; index++)
        {
            var (median, best, worst) = (medians[index], times[index].Min(), times[index].Max());
            var reading = contenders[index] is ProductImport product ? $"; the last {product.Reading.TotalSeconds:F2} s to read and check" : "";
            Console.WriteLine(
                $"{contenders[index].Name,-24} {median.TotalSeconds,7:F2} s ({best.TotalSeconds:F2} to {worst.TotalSeconds:F2}), {GeneratedReports.Rows / median.TotalSeconds / 1e6:F2} million rows a second{reading}");
        }
        var (ours, copy, duck) = (medians[0], medians[1], medians[3]);
        Console.WriteLine($"PortSafe on PostgreSQL is {copy / ours:F2} times as fast as psql \\copy (goal: {Goal:F0}) and {duck / ours:F2} times as fast as DuckDB's COPY");
        Console.WriteLine($"Peak memory of this process: {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
        return copy / ours >= Goal ? 0 : 1;
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    private static string Required(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{variable} is not set. Run this by scripts/bench ingest.");
}
