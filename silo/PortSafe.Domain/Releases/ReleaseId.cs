using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PortSafe.Domain.Releases;

/// <summary>
/// What a release is of: a quarter, written <c>2026Q3</c>; or a year whose quarters are published a second time for the nation, as
/// late reports have changed them, written <c>2025-revised</c>.
/// </summary>
public readonly record struct ReleaseId : IComparable<ReleaseId>, IParsable<ReleaseId>
{
    private const string Suffix = "-revised";

    private ReleaseId(Quarter last, bool isRevision) => (Last, IsRevision) = (last, isRevision);

    public static ReleaseId Of(Quarter quarter) => new(quarter, false);

    /// <exception cref="ArgumentOutOfRangeException">The year is outside 1900 to 2199.</exception>
    public static ReleaseId RevisionOf(int year) => new(new Quarter(year, 4), true);

    /// <summary>The last quarter that it publishes: the only one, unless it is a revision.</summary>
    public Quarter Last { get; }

    public bool IsRevision { get; }

    /// <summary>The quarters that it publishes, in order.</summary>
    public IReadOnlyList<Quarter> Quarters => IsRevision ? [.. Quarter.Range(Last.Add(-3), Last)] : [Last];

    /// <summary>The last day that is waited for before it can be compiled: the quarter’s end, or for a revision the middle of the next year.</summary>
    public DateOnly WaitsUntil => IsRevision ? new DateOnly(Last.Year + 1, 6, 30) : Last.End;

    /// <summary>“July to September 2026” or “2025, revised”.</summary>
    public string Title => IsRevision ? string.Create(CultureInfo.InvariantCulture, $"{Last.Year}, revised") : Last.Title;

    /// <summary>By the period's end; the revision of a year after its last quarter.</summary>
    public int CompareTo(ReleaseId other) => (Last, IsRevision).CompareTo((other.Last, other.IsRevision));

    public override string ToString() => IsRevision ? string.Create(CultureInfo.InvariantCulture, $"{Last.Year:D4}{Suffix}") : Last.ToString();

    public static ReleaseId Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<ReleaseId>(s, "a release");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ReleaseId result)
    {
        result = default;
        if (Quarter.TryParse(s, provider, out var quarter))
            result = Of(quarter);
        else if (s is { Length: 12 } && s.EndsWith(Suffix, StringComparison.Ordinal) && Quarter.TryParse(s[..4] + "Q4", provider, out quarter))
            result = RevisionOf(quarter.Year);
        else
            return false;
        return true;
    }

    public static bool operator <(ReleaseId left, ReleaseId right) => left.CompareTo(right) < 0;

    public static bool operator <=(ReleaseId left, ReleaseId right) => left.CompareTo(right) <= 0;

    public static bool operator >(ReleaseId left, ReleaseId right) => left.CompareTo(right) > 0;

    public static bool operator >=(ReleaseId left, ReleaseId right) => left.CompareTo(right) >= 0;
}
