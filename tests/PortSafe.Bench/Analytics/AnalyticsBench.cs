using System.Globalization;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Bench.Analytics;

/// <summary>The pivot of exact reports, the pages of the whole sector, its charts as pictures, and spreadsheets, each beside its peers.</summary>
internal static class AnalyticsBench
{
    private const double Seconds = 10;

    private static readonly string[] Parts = ["pivot", "overview", "pictures", "spreadsheet"];

    /// <param name="options">How many seconds each contender of the pivot is asked (10), and which of <see cref="Parts"/>; all when none is given.</param>
    public static async Task<int> RunAsync(string[] options)
    {
        var seconds = options.Select(option => double.TryParse(option, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty(0).Max() is > 0 and var given ? given : Seconds;
        var parts = options.Where(option => !double.TryParse(option, CultureInfo.InvariantCulture, out _)).ToList();
        if (parts.Except(Parts).FirstOrDefault() is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no part “{unknown}”: say {string.Join(", ", Parts)}.");
            return 2;
        }
        parts = parts.Count == 0 ? [.. Parts] : parts;
        var isReached = true;
        if (parts.Contains("pivot"))
            isReached &= await PivotBench.RunAsync(seconds);
        if (parts.Contains("overview") || parts.Contains("pictures"))
            isReached &= await SectorAsync(parts);
        if (parts.Contains("spreadsheet"))
            isReached &= await SpreadsheetBench.RunAsync();
        return isReached ? 0 : 1;
    }

    private static async Task<bool> SectorAsync(List<string> parts)
    {
        await using var database = await GeneratedSector.CreateAsync(DatabaseKind.Postgres);
        var people = new People(new Installation(database));
        var isReached = true;
        if (parts.Contains("overview"))
            isReached &= await OverviewBench.RunAsync(database, people);
        if (parts.Contains("pictures"))
            isReached &= await PicturesBench.RunAsync(database, people);
        return isReached;
    }
}
