using System.Diagnostics.CodeAnalysis;
using PortSafe.Domain;

namespace PortSafe.Grains.Analytics;

/// <summary>What exact reports are broken down by.</summary>
public sealed record ExactDimension : ICoded<ExactDimension>
{
    private ExactDimension(string code, string title) => (Code, Title) = (code, title);

    /// <summary>The country as a whole.</summary>
    public static ExactDimension Nation { get; } = new("nation", "United Kingdom");

    public static ExactDimension Region { get; } = new("region", "Region");

    public static ExactDimension Size { get; } = new("size", "Size of port");

    public static ExactDimension Port { get; } = new("port", "Port");

    /// <summary>Group of categories.</summary>
    public static ExactDimension Group { get; } = new("group", "Kind of report");

    public static ExactDimension Category { get; } = new("category", "Category");

    public static IReadOnlyList<ExactDimension> All { get; } = [Nation, Region, Size, Port, Group, Category];

    public string Code { get; }

    public string Title { get; }

    public override string ToString() => Code;

    public static ExactDimension Parse(string s, IFormatProvider? provider = null) => ICoded<ExactDimension>.Find(s, out var found) ? found : throw new FormatException("Not a breakdown such as region.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ExactDimension result) =>
        ICoded<ExactDimension>.Find(s, out result);
}

/// <summary>How long a column of exact reports is.</summary>
public enum ExactPeriod
{
    Quarter,
    Month,
    Year,
}
