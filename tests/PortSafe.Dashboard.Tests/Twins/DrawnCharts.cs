using System.Collections.Concurrent;
using PortSafe.Grains.Charts;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>
/// Draws a chart once for all servers that share this: what is drawn depends on nothing but the chart and its size. A chart that is the
/// least different is drawn anew.
/// </summary>
internal sealed class DrawnCharts(IChartRenderer inner) : IChartRenderer
{
    private static readonly ConcurrentDictionary<(string Chart, ChartSize Size), Task<string>> Svgs = new();
    private static readonly ConcurrentDictionary<(string Chart, ChartSize Size), Task<byte[]>> Pngs = new();

    public Task<string> SvgAsync(Chart chart, ChartSize size, CancellationToken cancellationToken) =>
        Svgs.GetOrAdd((chart.ToJson(), size), _ => inner.SvgAsync(chart, size, cancellationToken));

    public Task<byte[]> PngAsync(Chart chart, ChartSize size, CancellationToken cancellationToken) =>
        Pngs.GetOrAdd((chart.ToJson(), size), _ => inner.PngAsync(chart, size, cancellationToken));
}
