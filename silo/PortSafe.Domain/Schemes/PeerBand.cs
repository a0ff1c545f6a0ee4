using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Schemes;

/// <summary>Where a scheme's score lies among those of ports of its size. A band and no rank: there is no league table.</summary>
public sealed record PeerBand : ICoded<PeerBand>
{
    /// <summary>Among fewer others nothing is said, or a band would tell single scores.</summary>
    public const int MinOthers = 5;

    private PeerBand(string code, string title) => (Code, Title) = (code, title);

    public static PeerBand TopQuarter { get; } = new("top-quarter", "Top quarter");

    public static PeerBand UpperHalf { get; } = new("upper-half", "Upper half");

    public static PeerBand LowerHalf { get; } = new("lower-half", "Lower half");

    public static PeerBand LowestQuarter { get; } = new("lowest-quarter", "Lowest quarter");

    /// <summary>The best first.</summary>
    public static IReadOnlyList<PeerBand> All { get; } = [TopQuarter, UpperHalf, LowerHalf, LowestQuarter];

    public string Code { get; }

    public string Title { get; }

    /// <summary>The quarter that the scheme falls into by the share of all schemes that score higher; equal scores share a band.</summary>
    /// <param name="own">Its score, 0 to 100.</param>
    /// <param name="others">The scores of the other schemes of its size that have one.</param>
    /// <returns>Null among fewer than <see cref="MinOthers"/> others.</returns>
    public static PeerBand? Of(double own, IReadOnlyCollection<double> others) => Of(others.Count(other => other > own), others.Count);

    /// <summary>The same where the scores are counted elsewhere.</summary>
    /// <param name="higher">How many of the others score higher.</param>
    public static PeerBand? Of(int higher, int others) => others < MinOthers ? null : All[(int)(4L * higher / (others + 1))];

    public override string ToString() => Code;

    public static PeerBand Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<PeerBand>(s, "a band among peers such as upper-half");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out PeerBand result) =>
        ICoded<PeerBand>.Find(s, out result);
}
