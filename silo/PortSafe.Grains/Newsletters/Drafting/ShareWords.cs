namespace PortSafe.Grains.Newsletters.Drafting;

/// <summary>Says a published share in words that people keep in mind: “two in three staff”.</summary>
internal static class ShareWords
{
    private const double Exact = 0.015;
    private const double Near = 0.035;

    private static readonly (double Share, string Words)[] Fractions =
    [
        (0.1, "one in ten staff"), (0.2, "one in five staff"), (0.25, "a quarter of staff"), (1 / 3.0, "one in three staff"), (0.4, "two in five staff"),
        (0.5, "half of staff"), (0.6, "three in five staff"), (2 / 3.0, "two in three staff"), (0.75, "three in four staff"), (0.8, "four in five staff"),
        (0.9, "nine in ten staff"),
    ];

    /// <param name="share">0 to 1.</param>
    /// <param name="display">The share as it is published, used where no fraction is near.</param>
    public static string Of(double share, string display)
    {
        var (nearest, words) = Fractions.MinBy(fraction => Math.Abs(fraction.Share - share));
        return (share - nearest) switch
        {
            >= -Exact and <= Exact => words,
            > Exact and <= Near => $"more than {words}",
            < -Exact and >= -Near => $"nearly {words}",
            _ => $"{display} of staff",
        };
    }
}
