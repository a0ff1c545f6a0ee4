using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Releases;

namespace PortSafe.Api.Releases;

/// <summary>A release as JSON, the same from the API and the command line.</summary>
/// <param name="Hash">SHA-256 over the canonical form of all cells, those left out for the reader included.</param>
/// <param name="Audited">Whether its figures were tested against an attacker.</param>
public sealed record ReleaseAnswer(Quarter Quarter, ReleaseState State, string Hash, bool Audited, DateTimeOffset? FrozenAt, IReadOnlyList<CellAnswer> Cells)
{
    public static ReleaseAnswer Of(ReleaseView release) =>
        new(release.Quarter, release.State, release.Hash, release.Audited, release.FrozenAt, [.. release.Cells.Select(CellAnswer.Of)]);
}

/// <summary>One published figure.</summary>
/// <param name="Lower">The least number of reports that a report figure can stand for; null for other measures.</param>
/// <param name="Value">The value of other measures: a share from 0 to 1, a number, or a score; null when withheld.</param>
/// <param name="Withheld">Why there is no figure, where <c>display</c> is <c>c</c>; null for a cell with its figure.</param>
public sealed record CellAnswer(
    string Measure,
    Region? Region,
    CategoryGroup? Group,
    Locode? Locode,
    PortSize? Size,
    Stage? Stage,
    string Period,
    ReleaseAudience Audience,
    string Display,
    int? Lower,
    int? Upper,
    double? Value,
    string? Withheld)
{
    internal static CellAnswer Of(ReleaseCell cell) => new(
        cell.Measure, cell.Region, cell.Group, cell.Locode, cell.Size, cell.Stage, cell.Period, cell.Audience, cell.Display, cell.Reports?.Lower, cell.Reports?.Upper, cell.Value,
        cell.WhyWithheld());
}
