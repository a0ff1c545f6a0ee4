namespace PortSafe.Grains.Charts;

/// <summary>The widths, in pixels, at which the site's own pages show charts: in a wide window, and on a telephone.</summary>
public static class PictureWidths
{
    public const int Wide = 720;

    public const int Narrow = 343;

    public static IReadOnlyList<int> All { get; } = [Wide, Narrow];
}
