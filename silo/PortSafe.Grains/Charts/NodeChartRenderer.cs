namespace PortSafe.Grains.Charts;

/// <summary>Draws charts by ECharts and resvg in Node.</summary>
public sealed class NodeChartRenderer(NodeRuntime node) : IChartRenderer
{
    private const string Module = "charts.mjs";

    /// <inheritdoc/>
    public Task<string> SvgAsync(Chart chart, ChartSize size, CancellationToken cancellationToken) =>
        node.InvokeAsync<string>(Module, "svg", [chart.ToJson(), Settings(size)], cancellationToken);

    /// <inheritdoc/>
    public async Task<byte[]> PngAsync(Chart chart, ChartSize size, CancellationToken cancellationToken)
    {
        var base64 = await node.InvokeAsync<string>(Module, "png", [chart.ToJson(), Settings(size), size.Scale], cancellationToken);
        return Convert.FromBase64String(base64);
    }

    private static object Settings(ChartSize size) =>
        new { size.Width, Theme = size.Theme.ToString().ToLowerInvariant(), size.Framed };
}
