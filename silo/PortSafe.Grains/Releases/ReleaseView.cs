using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Releases;

/// <summary>A release and its cells.</summary>
/// <param name="Plan">The version of the publication plan.</param>
/// <param name="Hash">SHA-256 of the cells' canonical form, in hexadecimal.</param>
/// <param name="Audited">Whether the auditor has attacked it. It has not, in this version: every page that shows a release says so.</param>
public sealed record ReleaseView(
    Quarter Quarter,
    ReleaseState State,
    int Plan,
    string Hash,
    bool Audited,
    DateTimeOffset CompiledAt,
    string CompiledBy,
    string? SubmittedBy,
    string? ApprovedBy,
    DateTimeOffset? FrozenAt,
    IReadOnlyList<ReleaseCell> Cells);

/// <summary>One published figure. Which breakdowns are set depends on the measure.</summary>
/// <param name="Measure">The measure's id, such as <c>reports</c> or <c>staff-reached</c>.</param>
/// <param name="Period">The quarter such as <c>2026Q3</c>, or the year such as <c>2026</c> for a port's yearly figure.</param>
/// <param name="Display">The figure as people read it: <c>&lt;10</c>, <c>15–19</c>, <c>18%</c>, <c>c</c> when withheld for a small base.</param>
/// <param name="Reports">The released report figure; null for other measures.</param>
/// <param name="Value">The value of a measure other than reports; null when withheld.</param>
public sealed record ReleaseCell(
    string Measure,
    ReleaseAudience Audience,
    Region? Region,
    CategoryGroup? Group,
    Locode? Locode,
    PortSize? Size,
    Stage? Stage,
    string Period,
    string Display,
    ReleasedFigure? Reports,
    double? Value,
    long? Numerator,
    long? Denominator);
