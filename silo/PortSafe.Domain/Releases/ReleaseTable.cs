using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Releases;

/// <summary>A table of report figures that a release can do without.</summary>
public sealed record ReleaseTable : ICoded<ReleaseTable>
{
    private ReleaseTable(string code, string title) => (Code, Title) = (code, title);

    public static ReleaseTable RegionByQuarter { get; } = new("region-by-quarter", "Reports by region");

    public static ReleaseTable NationByGroup { get; } = new("nation-by-group", "Reports by kind, for the whole country");

    /// <summary>In the order in which a release that fails its audit falls back: whole tables, one more each time, whatever the counts are.</summary>
    public static IReadOnlyList<ReleaseTable> All { get; } = [RegionByQuarter, NationByGroup];

    public string Code { get; }

    public string Title { get; }

    public override string ToString() => Code;

    public static ReleaseTable Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<ReleaseTable>(s, "a table of a release");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ReleaseTable result) =>
        ICoded<ReleaseTable>.Find(s, out result);
}
