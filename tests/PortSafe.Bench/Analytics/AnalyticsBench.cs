using System.Globalization;
using PortSafe.Testing.Databases;

namespace PortSafe.Bench.Analytics;

/// <summary>The sector overview, cold and warm, and the pivot of exact reports beside DuckDB and PostgreSQL.</summary>
internal static class AnalyticsBench
{
    private const double Seconds = 10;

    /// <param name="options">How many seconds each contender is asked (10), and which parts: <c>overview</c>, <c>pivot</c>; all when none is given.</param>
    public static async Task<int> RunAsync(string[] options)
    {
        var seconds = options.Select(option => double.TryParse(option, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty(0).Max() is > 0 and var given ? given : Seconds;
        var parts = options.Where(option => !double.TryParse(option, CultureInfo.InvariantCulture, out _)).ToList();
        var isReached = true;
        if (parts.Count == 0 || parts.Contains("pivot"))
            isReached &= await PivotBench.RunAsync(seconds);
        if (parts.Count == 0 || parts.Contains("overview"))
            isReached &= await OverviewBench.RunAsync(DatabaseKind.Postgres);
        return isReached ? 0 : 1;
    }
}
