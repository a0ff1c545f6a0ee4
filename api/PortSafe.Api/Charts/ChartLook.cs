using System.Globalization;
using PortSafe.Domain;
using PortSafe.Grains.Charts;

namespace PortSafe.Api.Charts;

/// <summary>How a picture of a chart is wanted, as the address has it. A CSV file has no look.</summary>
/// <param name="Width">Pixels, 280 to 1600; 900 when left out.</param>
/// <param name="Theme"><c>light</c>, <c>dark</c> or <c>greyscale</c>.</param>
/// <param name="Framed">Whether title, notes and source are in the picture, as in every file to keep: <c>true</c> or <c>false</c>.</param>
/// <param name="V">The version that the page was made with.</param>
internal sealed record ChartLook(string? Width, string? Theme, string? Framed, string? V)
{
    private const string Whole = "true";
    private const string Bare = "false";
    private const int DefaultWidth = 900;

    /// <summary>Whether the picture is shown in a page that frames it with text, and not kept as a file.</summary>
    public bool Inline => Framed == Bare;

    public Result<ChartSize> Read()
    {
        if (ReadWidth(DefaultWidth) is not { } width)
            return Error.Invalid("width-out-of-bounds", $"Give a width from {ChartSize.MinWidth} to {ChartSize.MaxWidth} pixels.", "width");
        if (Framed is not (null or Whole or Bare))
            return Error.Invalid("framed-invalid", "Give framed as true or false, or leave it out.", "framed");
        ChartTheme? theme = Theme switch
        {
            null or "light" => ChartTheme.Light,
            "dark" => ChartTheme.Dark,
            "greyscale" => ChartTheme.Greyscale,
            _ => null,
        };
        return theme is { } known
            ? new ChartSize(width) { Theme = known, Framed = !Inline }
            : Error.Invalid("theme-unknown", "Give the theme light, dark or greyscale.", "theme");
    }

    /// <summary>As <see cref="Read"/>, for who is not signed in: only the pictures of our own pages are drawn, so that nobody can ask for ever more of them.</summary>
    public Result<ChartSize> ReadPublished() =>
        Theme is null && Framed is null or Bare && ReadWidth(PictureWidths.Wide) is { } width && PictureWidths.All.Contains(width)
            ? new ChartSize(width) { Framed = false }
            : Error.Invalid("width-out-of-bounds", $"Give the width {string.Join(" or ", PictureWidths.All)}, and no other look.", "width");

    private int? ReadWidth(int otherwise)
    {
        if (Width is null)
            return otherwise;
        return int.TryParse(Width, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width is >= ChartSize.MinWidth and <= ChartSize.MaxWidth ? width : null;
    }
}
