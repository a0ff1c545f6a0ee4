using System.Collections.Concurrent;
using System.Text;
using PortSafe.Grains.Charts;

namespace PortSafe.Api.Charts;

/// <summary>A chart as a file.</summary>
internal sealed record ChartFile(byte[] Bytes, string MediaType);

/// <summary>
/// Draws charts as files, each once: a file is kept under what is in it, so that nobody is ever shown another's and nothing kept
/// can go stale.
/// </summary>
internal sealed class ChartFiles(IChartRenderer renderer)
{
    private const long MaxBytes = 32L << 20;

    private readonly ConcurrentDictionary<string, ChartFile> _files = new(StringComparer.Ordinal);
    private long _bytes;

    public static IReadOnlyList<string> Kinds { get; } = ["csv", "xlsx", "svg", "png"];

    /// <summary>Names the file by what is in it and how it looks.</summary>
    public static string TagOf(Chart chart, string kind, ChartSize size) =>
        $"{ChartVersion.Of(chart)}-{kind}-{size.Width}-{size.Theme}-{(size.Framed ? "framed" : "bare")}".ToLowerInvariant();

    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <exception cref="Grains.NodeException">The picture could not be drawn.</exception>
    public async Task<ChartFile> GetAsync(Chart chart, string kind, ChartSize size, CancellationToken ct)
    {
        var tag = TagOf(chart, kind, size);
        if (_files.TryGetValue(tag, out var known))
            return known;
        var file = await DrawAsync(chart, kind, size, ct);
        if (_files.TryAdd(tag, file) && Interlocked.Add(ref _bytes, file.Bytes.Length) > MaxBytes)
        {
            _files.Clear();
            Interlocked.Exchange(ref _bytes, 0);
        }
        return file;
    }

    private async Task<ChartFile> DrawAsync(Chart chart, string kind, ChartSize size, CancellationToken ct) => kind switch
    {
        "csv" => new ChartFile(ChartCsv.Write(chart), "text/csv; charset=utf-8"),
        "xlsx" => new ChartFile(ChartXlsx.Write(chart), ChartXlsx.MediaType),
        "svg" => new ChartFile(Encoding.UTF8.GetBytes(await renderer.SvgAsync(chart, size, ct)), "image/svg+xml"),
        _ => new ChartFile(await renderer.PngAsync(chart, size, ct), "image/png"),
    };
}
