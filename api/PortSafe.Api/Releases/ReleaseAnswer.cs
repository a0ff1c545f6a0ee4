using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Releases;

namespace PortSafe.Api.Releases;

/// <summary>A release as JSON, the same from the API and the command line.</summary>
/// <param name="Release">A quarter such as <c>2026Q3</c>, or the revision of a year such as <c>2025-revised</c>.</param>
/// <param name="Withheld">Tables that it does without, so that nothing in it narrows down what a port reported.</param>
/// <param name="Hash">SHA-256 over the canonical form of the cells that everyone may read; for JMSC, of all cells.</param>
/// <param name="AuditedCells">How many protected cells were attacked, in vain, before it was frozen; null when that was not done.</param>
/// <param name="Withdrawn">Why it was withdrawn; null unless it was, and then there are no cells.</param>
public sealed record ReleaseAnswer(
    ReleaseId Release,
    ReleaseState State,
    IReadOnlyList<ReleaseTable> Withheld,
    string Hash,
    long? AuditedCells,
    DateTimeOffset? FrozenAt,
    string? Withdrawn,
    IReadOnlyList<CellAnswer> Cells)
{
    public static ReleaseAnswer Of(ReleaseView release) => new(
        release.Id,
        release.State,
        release.Withheld,
        release.Hash,
        release.AuditedCells,
        release.FrozenAt,
        release.State == ReleaseState.Withdrawn ? release.Withdrawal!.Reason.Title : null,
        [.. release.Cells.Select(CellAnswer.Of)]);
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
