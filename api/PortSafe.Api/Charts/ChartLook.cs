using PortSafe.Domain;
using PortSafe.Grains.Charts;

namespace PortSafe.Api.Charts;

/// <summary>How a picture of a chart is wanted. A CSV file has no look.</summary>
/// <param name="Width">Pixels, 280 to 1600; 900 when left out.</param>
/// <param name="Theme"><c>light</c>, <c>dark</c> or <c>greyscale</c>.</param>
/// <param name="Framed">Whether title, notes and source are in the picture, as in every file to keep.</param>
/// <param name="V">The version that the page was made with.</param>
internal sealed record ChartLook(int? Width, string? Theme, bool? Framed, string? V)
{
    private const int DefaultWidth = 900;

    /// <summary>Whether the picture is shown in a page that frames it with text, and not kept as a file.</summary>
    public bool Inline => Framed == false;

    public Result<ChartSize> Read()
    {
        var width = Width ?? DefaultWidth;
        if (width is < ChartSize.MinWidth or > ChartSize.MaxWidth)
            return Error.Invalid("width-out-of-bounds", $"Give a width from {ChartSize.MinWidth} to {ChartSize.MaxWidth} pixels.", "width");
        ChartTheme? theme = Theme switch
        {
            null or "light" => ChartTheme.Light,
            "dark" => ChartTheme.Dark,
            "greyscale" => ChartTheme.Greyscale,
            _ => null,
        };
        return theme is { } known
            ? new ChartSize(width) { Theme = known, Framed = Framed ?? true }
            : Error.Invalid("theme-unknown", "Give the theme light, dark or greyscale.", "theme");
    }
}
