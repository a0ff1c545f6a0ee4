using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Analytics;

/// <summary>How a measure's value is written.</summary>
public enum MeasureUnit
{
    /// <summary>A whole number of ports, completions or reports.</summary>
    Number,

    /// <summary>A share from 0 to 1, written as a percentage.</summary>
    Share,

    /// <summary>A score from 0 to 100.</summary>
    Score,
}

/// <summary>What a year's figure of a measure is.</summary>
public enum MeasureYear
{
    /// <summary>How things stood at the year's end: its fourth quarter's figure.</summary>
    FourthQuarter,

    /// <summary>The sum of its four quarters.</summary>
    Sum,

    /// <summary>There is none: yearly figures are not published.</summary>
    None,
}

/// <summary>
/// One of the things that a release publishes about a quarter. Pages, the API, exports and the newsletter's tokens all read its
/// entry in the catalogue.
/// </summary>
public sealed partial record Measure
{
    /// <summary>The stable name, in kebab case.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required MeasureUnit Unit { get; init; }

    /// <summary>One sentence: what is counted, over what.</summary>
    public required string Definition { get; init; }

    /// <summary>What is counted, as a noun phrase.</summary>
    public required string Numerator { get; init; }

    /// <summary>Out of what; null for a plain number or a score.</summary>
    public string? Denominator { get; init; }

    /// <summary>Where the figures come from, as a noun phrase.</summary>
    public required string Source { get; init; }

    /// <summary>What it is published by. The first shows it whole.</summary>
    public required IReadOnlyList<MeasureBreakdown> Breakdowns { get; init; }

    public required MeasureWords Words { get; init; }

    /// <summary>With fewer in the base, the figure is withheld; 0 for none.</summary>
    public int MinBase { get; init; }

    /// <summary>What the base counts: “answers”; null without one.</summary>
    public string? BaseOf { get; init; }

    public MeasureYear Year { get; init; } = MeasureYear.FourthQuarter;

    /// <summary>What somebody must be allowed in order to see exact figures of now. Everyone else sees released figures.</summary>
    public Permission Exact { get; init; } = Permission.ReadAnyPort;

    /// <summary>The noun that a chart counts in, or a percent sign.</summary>
    public string UnitSymbol => Unit switch
    {
        MeasureUnit.Share => "%",
        MeasureUnit.Score => "points",
        _ => Words.UnitName["number of ".Length..],
    };

    /// <summary>One sentence: who sees exact figures, and who released ones.</summary>
    public string WhoSees => Exact == Permission.ReadRawCounts
        ? "JMSC alone sees exact numbers, and each time it does is recorded. Everyone else sees bands from frozen releases."
        : "Everyone who may read the sector sees the figures of frozen releases. A port’s managers and JMSC see that port’s own records.";

    public static IReadOnlyList<Measure> All => Catalogue;

    public static Measure? Find(string? id) => Catalogue.FirstOrDefault(measure => measure.Id == id);

    /// <summary>The value as people read it: <c>18%</c>, <c>1,234</c>, <c>72</c>.</summary>
    public string Format(double value) => Unit switch
    {
        MeasureUnit.Share => $"{Math.Round(value * 100, MidpointRounding.AwayFromZero):0}%",
        _ => $"{Math.Round(value, MidpointRounding.AwayFromZero):N0}",
    };
}
