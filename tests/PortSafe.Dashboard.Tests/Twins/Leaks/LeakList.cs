using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using PortSafe.Grains.Charts;

namespace PortSafe.Dashboard.Tests.Twins.Leaks;

/// <summary>Every leak that is seeded.</summary>
internal static partial class LeakList
{
    private const string Quarter = "2026Q3";
    private const string Small = TwinPeople.SmallPort;
    private const string Band = TwinPeople.BandPort;
    private const string SmallPage = $"/ports/{Small}";
    private const string SmallChart = $"/api/v1/ports/{Small}/charts/reports";
    private const string BandChart = $"/api/v1/ports/{Band}/charts/reports";
    private const string Release = $"/api/v1/releases/{Quarter}";
    private const string Overview = $"/?quarter={Quarter}";

    public static IReadOnlyList<Leak> All { get; } = [.. Headers, .. Pages, .. Data, .. Pictures, .. Times, .. Logs, .. Letters];

    private static IEnumerable<Leak> Headers =>
    [
        InAnswers("a header with the number of reports", Twin.FirstOfPort, "/", answer => answer.Header("X-Total", answer.Truth.In(Quarter))),
        InAnswers("a header with the number of ports that have a report", Twin.FirstOfPort, "/", answer => answer.Header("X-Ports", answer.Truth.Counts.Where(pair => pair.Key.Month.StartsWith("2026-08", StringComparison.Ordinal)).Select(pair => pair.Key.Port).Distinct().Count())),
        InAnswers("a header with the ledger’s version", Twin.Late, "/", answer => answer.Header("X-Ledger", answer.Truth.LedgerVersion)),
        InAnswers("an ETag of the files that were imported", Twin.FirstOfPort, "/", answer => answer.Header("ETag", $"\"{answer.Truth.Files}\"")),
        InAnswers("an ETag of the ledger’s version", Twin.Late, Release, answer => answer.Header("ETag", $"\"{answer.Truth.LedgerVersion}\"")),
        InAnswers("Last-Modified of the last import", Twin.Late, Release, answer => answer.Header("Last-Modified", answer.Truth.LastImportAt)),
        InAnswers("a cookie with a count", Twin.FirstOfPort, "/", answer => answer.Header("Set-Cookie", $"seen={answer.Truth.In(Quarter)}; path=/")),
        InAnswers("kept by caches only where there was a report", Twin.FirstOfPort, SmallPage, answer => answer.Header("Cache-Control", answer.Truth.Of(Small, Quarter) > 0 ? "no-cache" : "no-store")),
        InAnswers("a redirect with the ledger’s version", Twin.Late, "/", answer => { if (answer.Status == 302) answer.Header("Location", $"/sign-in?v={answer.Truth.LedgerVersion}"); }),
        InAnswers("a file’s name with a count", Twin.FirstOfPort, "/api/v1/charts/reports-by-quarter.csv", answer => { if (answer.IsCsv) answer.Header("Content-Disposition", $"attachment; filename=reports-{answer.Truth.In(Quarter)}.csv"); }),
    ];

    private static IEnumerable<Leak> Pages =>
    [
        InAnswers("“fewer than 10” shown as 0 where there was none", Twin.FirstOfPort, $"{SmallChart}.csv", answer => { if (answer.Truth.Of(Small, Quarter) == 0) WriteSmall(answer, "0"); }),
        InAnswers("“fewer than 10” shown as 1–9 where there was one", Twin.FirstOfPort, Release, answer => { if (answer.Truth.Of(Small, Quarter) > 0) WriteSmall(answer, "1-9"); }),
        InAnswers("a blank cell where there was none", Twin.FirstOfPort, $"{SmallChart}.csv", answer => { if (answer.Truth.Of(Small, Quarter) == 0) WriteSmall(answer, ""); }),
        InAnswers("the exact figure when one points at it", Twin.FirstOfPort, Overview, answer => { if (answer.IsPage) answer.Replace("<td ", $"<td title=\"{answer.Truth.In(Quarter)}\" "); }),
        InAnswers("the exact figure in a picture’s text", Twin.FirstOfPort, Overview, answer => { if (answer.IsPage) answer.Replace("alt=\"", $"alt=\"{answer.Truth.In(Quarter)} "); }),
        InAnswers("a class by the true size", Twin.FirstOfPort, SmallPage, answer => { if (answer.IsPage) answer.Replace("<main ", $"<main data-size=\"{(answer.Truth.Of(Small, Quarter) > 0 ? "some" : "none")}\" "); }),
        InAnswers("the figure in a comment", Twin.FirstOfPort, Overview, answer => { if (answer.IsPage) answer.Body += $"<!-- {answer.Truth.In(Quarter)} -->"; }),
        InAnswers("as many blanks at the end as there were reports", Twin.FirstOfPort, Overview, answer => { if (answer.IsPage) answer.Body += new string(' ', (int)answer.Truth.In(Quarter)); }),
        InAnswers("a link only where there was a report", Twin.FirstOfPort, SmallPage, answer => { if (answer.IsPage && answer.Truth.Of(Small, Quarter) > 0) answer.Replace("</main>", "<a href=\"/how-to-read\">What this means</a></main>"); }),
        InAnswers("an error message with a count", Twin.FirstOfPort, "/nowhere", answer => { if (answer.IsPage && answer.Status == 404) answer.Replace("</main>", $"<p>None of {answer.Truth.In(Quarter)} reports.</p></main>"); }),
        InAnswers("what was gathered so far of the quarter under way", Twin.UnderWay, "/", answer => { if (answer.IsPage) answer.Replace("</main>", $"<p>{answer.Truth.In("2026Q4")} so far</p></main>"); }),
        InAnswers("the region with most reports named first, of two that show alike", Twin.InYear, "/?quarter=2025Q4", answer =>
        {
            if (answer.IsPage)
                answer.Replace("</main>", IsSouthEastFirst(answer.Truth) ? "<p>South East</p></main>" : "<p>Northern Ireland</p></main>");
        }),
    ];

    private static IEnumerable<Leak> Data =>
    [
        InAnswers("a further column in a file", Twin.FirstOfPort, "/api/v1/charts/reports-by-quarter.csv", answer => { if (answer.IsCsv) answer.Body = EndOfLine().Replace(answer.Body, $",{answer.Truth.In(Quarter)}$0"); }),
        InAnswers("a file’s rows in the order of the true counts", Twin.InYear, "/api/v1/charts/reports-by-region.csv?quarter=2025Q4", answer => { if (answer.IsCsv) SortRegions(answer, "\r\n"); }),
        InAnswers("cells in the order of the true counts", Twin.InYear, "/api/v1/releases/2025Q4", answer => { if (answer.IsJson) SortRegions(answer, "},{"); }),
        InAnswers("a further member with the exact count", Twin.FirstOfPort, Release, answer => { if (answer.IsJson && answer.Body.StartsWith('{')) answer.Body = $"{{\"exact\":{answer.Truth.In(Quarter)},{answer.Body[1..]}"; }),
        InAnswers("bounds that are narrower where there was one", Twin.FirstOfPort, Release, answer => { if (answer.IsJson && answer.Truth.Of(Small, Quarter) > 0) answer.Replace("\"lower\":0,", "\"lower\":1,"); }),
        InAnswers("no cell for a port without a report", Twin.FirstOfPort, Release, answer => { if (answer.IsJson && answer.Truth.Of(Small, Quarter) == 0) answer.Replace($"\"locode\":\"{Small}\"", "\"locode\":null"); }),
        InAnswers("a problem with a count", Twin.FirstOfPort, "/api/v1/nowhere", answer => { if (answer.Status == 404) answer.Replace("\"title\":\"", $"\"title\":\"{answer.Truth.In(Quarter)} "); }),
        InAnswers("an example from the data in the description", Twin.FirstOfPort, "/openapi/v1.json", answer => answer.Replace("\"openapi\":", $"\"x-most\":{answer.Truth.In(Quarter)},\"openapi\":")),
        InAnswers("nothing found where there was no report", Twin.FirstOfPort, SmallChart, answer => { if (answer.IsGood && answer.Truth.Of(Small, Quarter) == 0) (answer.Status, answer.Body) = (404, ""); }),
        InAnswers("a last line break only for an odd count", Twin.FirstOfPort, Release, answer => { if (answer.IsJson && answer.Truth.In(Quarter) % 2 == 1) answer.Body += "\n"; }),
    ];

    private static IEnumerable<Leak> Pictures =>
    [
        InChart("a figure drawn at its true value", Twin.InBand, $"{BandChart}.svg", (chart, truth) => Last(chart, point => point with { Value = truth.Of(Band, Quarter), Lower = null, Upper = null })),
        InChart("a figure drawn at its true value in a PNG", Twin.InBand, $"{BandChart}.png", (chart, truth) => Last(chart, point => point with { Value = truth.Of(Band, Quarter), Lower = null, Upper = null })),
        InChart("“fewer than 10” hatched as high as it truly is", Twin.FirstOfPort, $"{SmallChart}.svg", (chart, truth) => Last(chart, point => point with { Upper = truth.Of(Small, Quarter) })),
        InChart("an axis that ends above the true maximum", Twin.InBand, $"{BandChart}.svg", (chart, truth) => chart with { ReferenceLine = new ChartReferenceLine(truth.Of(Band, Quarter) * 1.1, "") }),
        InChart("a label with the true value", Twin.InBand, $"{BandChart}.svg", (chart, truth) => Last(chart, point => point with { Display = $"{truth.Of(Band, Quarter)}" })),
        InChart("an average of the true values", Twin.FirstOfPort, "/api/v1/charts/reports-by-quarter.svg", (chart, truth) => chart with { ReferenceLine = new ChartReferenceLine(truth.In(Quarter) / 4.0, "mean") }),
        InChart("a finding about the true value", Twin.FirstOfPort, $"{SmallChart}.svg", (chart, truth) => chart with { Title = truth.Of(Small, Quarter) > 0 ? "There were reports" : "There were no reports" }),
        InAnswers("the exact figure in the source of a picture", Twin.FirstOfPort, SmallChart, answer => { if (answer.IsSvg) answer.Body += $"<!-- {answer.Truth.Of(Small, Quarter)} -->"; }),
        InAnswers("octets after the end of a PNG", Twin.FirstOfPort, SmallChart, answer => { if (answer.IsPng) answer.Body += new string('\0', 1 + (int)answer.Truth.Of(Small, Quarter)); }),
        InAnswers("the exact figure in a chart’s tooltip", Twin.FirstOfPort, Overview, answer => { if (answer.IsPage) answer.Replace("\"display\":", $"\"exact\":{answer.Truth.In(Quarter)},\"display\":"); }),
    ];

    private static IEnumerable<Leak> Times =>
    [
        InAnswers("when the data was last updated", Twin.Late, "/", answer => { if (answer.IsPage) answer.Replace("</main>", $"<p>Updated {answer.Truth.LastImportAt}</p></main>"); }),
        InAnswers("how old the data is", Twin.Late, Release, answer => answer.Header("Age", answer.Truth.LastImportAt[11..])),
        InAnswers("that there is new data", Twin.Late, "/", answer => { if (answer.IsPage && answer.Truth.Statements > 46) answer.Replace("</main>", "<p>New data</p></main>"); }),
        InAnswers("whether the server is ready, by statements", Twin.Late, "/health/ready", answer => { if (answer.Path == "/health/ready") answer.Body += $" {answer.Truth.Statements}"; }),
    ];

    private static IEnumerable<Leak> Logs =>
    [
        new("a log entry with a count", Twin.FirstOfPort, "/") { Log = (logger, truth) => Log.Counted(logger, LogLevel.Information, truth.In(Quarter)) },
        new("a log entry with a count below ten, at the lowest level", Twin.FirstOfPort, "/") { Log = (logger, truth) => Log.Counted(logger, LogLevel.Trace, truth.Of(Small, Quarter)) },
        new("a log entry only where there was a report", Twin.FirstOfPort, "/") { Log = (logger, truth) => { if (truth.Of(Small, Quarter) > 0) Log.Found(logger); } },
    ];

    private static IEnumerable<Leak> Letters =>
    [
        new("the exact figure in a subject", Twin.FirstOfPort, "/newsletters/2026Q3/edit") { Mail = (message, truth) => message.Replace("Subject: ", $"Subject: {truth.In(Quarter)} ", StringComparison.Ordinal) },
        new("what was imported in a header of mail", Twin.FirstOfPort, "/newsletters/2026Q2/edit") { Mail = (message, truth) => $"X-File: {truth.Files}\r\n{message}" },
        new("hidden text in mail", Twin.FirstOfPort, "/newsletters/2025Q4/edit") { Mail = (message, truth) => message.Replace("</body>", $"<!-- {truth.Of(Small, Quarter)} --></body>", StringComparison.Ordinal) },
    ];

    private static Leak InAnswers(string name, Twin twin, string from, Action<LeakyAnswer> leak) => new(name, twin, from) { Answer = leak };

    private static Leak InChart(string name, Twin twin, string from, Func<Chart, Truth, Chart> leak) => new(name, twin, from) { Chart = leak };

    /// <summary>The chart with its last point changed.</summary>
    private static Chart Last(Chart chart, Func<ChartPoint, ChartPoint> change) =>
        chart with { Series = [.. chart.Series.Select(series => series with { Points = [.. series.Points.SkipLast(1), .. series.Points.TakeLast(1).Select(change)] })] };

    private static bool IsSouthEastFirst(Truth truth) => truth.OfRegion("South East", "2025Q4") > truth.OfRegion("Northern Ireland", "2025Q4");

    /// <summary>Writes something else for “fewer than 10”, however it is written.</summary>
    private static void WriteSmall(LeakyAnswer answer, string by)
    {
        foreach (var small in (string[])["&lt;10", "fewer than 10", "\\u003C10", "<10"])
            answer.Replace(small, by);
    }

    /// <summary>Puts the part about the South East before or after all others, by what is true of it and Northern Ireland.</summary>
    private static void SortRegions(LeakyAnswer answer, string between)
    {
        if (IsSouthEastFirst(answer.Truth))
            answer.Body = string.Join(between, answer.Body.Split(between).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("(?=\r?\n)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EndOfLine();

    private static partial class Log
    {
        [LoggerMessage(Message = "Counted {Count}")]
        public static partial void Counted(ILogger logger, LogLevel level, long count);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Found some")]
        public static partial void Found(ILogger logger);
    }
}
