namespace PortSafe.Grains.Charts;

/// <summary>
/// Draws charts as pictures. Here in Node, by the same code that draws them in the browser; the cluster edition draws the same
/// charts without Node.
/// </summary>
public interface IChartRenderer
{
    /// <summary>The chart as an SVG document: no script, no style, nothing fetched; the same chart and size give the same text.</summary>
    /// <exception cref="ArgumentException">The chart breaks one of its bounds.</exception>
    /// <exception cref="NodeException">It could not be drawn; the message says what to do.</exception>
    Task<string> SvgAsync(Chart chart, ChartSize size, CancellationToken cancellationToken);

    /// <summary>The chart as a PNG picture, <see cref="ChartSize.Scale"/> pixels to one of the SVG's.</summary>
    /// <exception cref="ArgumentException">The chart breaks one of its bounds.</exception>
    /// <exception cref="NodeException">It could not be drawn; the message says what to do.</exception>
    Task<byte[]> PngAsync(Chart chart, ChartSize size, CancellationToken cancellationToken);
}

/// <summary>How large a chart is drawn, and how it looks. Its height follows from what it holds.</summary>
public sealed record ChartSize
{
    /// <summary>The narrowest a chart is drawn, in pixels.</summary>
    public const int MinWidth = 280;

    /// <summary>The widest, in pixels.</summary>
    public const int MaxWidth = 1600;

    /// <summary>The most pixels of a PNG to one of the SVG.</summary>
    public const int MaxScale = 4;

    /// <param name="width"><see cref="MinWidth"/> to <see cref="MaxWidth"/> pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is outside those.</exception>
    public ChartSize(int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, MinWidth);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MaxWidth);
        Width = width;
    }

    /// <summary>Pixels.</summary>
    public int Width { get; }

    /// <summary>Colours.</summary>
    public ChartTheme Theme { get; init; } = ChartTheme.Light;

    /// <summary>
    /// Whether title, measure, notes, filters, release and source are drawn too, as whatever leaves the platform needs; a page
    /// that has them as text beside the picture says false.
    /// </summary>
    public bool Framed { get; init; } = true;

    /// <summary>Pixels of a PNG to one of the SVG, 1 to <see cref="MaxScale"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The scale is outside those.</exception>
    public int Scale
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxScale);
            field = value;
        }
    } = 2;
}

/// <summary>The colours a chart is drawn in.</summary>
public enum ChartTheme
{
    /// <summary>On white.</summary>
    Light,

    /// <summary>On near black.</summary>
    Dark,

    /// <summary>On white, for print without colour: shades and textures.</summary>
    Greyscale,
}
