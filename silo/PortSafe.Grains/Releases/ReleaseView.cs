using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Releases;

/// <summary>A release and its cells.</summary>
/// <param name="Plan">The version of the publication plan.</param>
/// <param name="Withheld">The tables that it does without, because the auditor could break it with them.</param>
/// <param name="Hash">SHA-256 of the cells' canonical form, in hexadecimal; for readers outside JMSC, of the public cells alone.</param>
/// <param name="AuditedCells">How many protected cells the auditor attacked, over all readers; null while it has not, or has not in vain.</param>
/// <param name="IsUnsafe">Whether the last audit of these figures broke them even without every table that can be withheld.</param>
/// <param name="AbandonedNote">Why it was abandoned, for JMSC alone.</param>
/// <param name="Withdrawal">Null unless somebody asked to withdraw it. For readers outside JMSC, null until it is withdrawn.</param>
public sealed record ReleaseView(
    ReleaseId Id,
    ReleaseState State,
    int Plan,
    IReadOnlyList<ReleaseTable> Withheld,
    string Hash,
    long? AuditedCells,
    bool IsUnsafe,
    DateTimeOffset CompiledAt,
    string CompiledBy,
    DateTimeOffset? AuditedAt,
    string? SubmittedBy,
    string? ApprovedBy,
    DateTimeOffset? FrozenAt,
    string? AbandonedNote,
    ReleaseWithdrawal? Withdrawal,
    IReadOnlyList<ReleaseCell> Cells)
{
    public bool Audited => AuditedCells is not null;
}

/// <summary>That somebody asked to withdraw a frozen release, and whether a second person did.</summary>
/// <param name="Note">For JMSC alone; null for everyone else.</param>
/// <param name="AskedBy">Empty for readers outside JMSC.</param>
/// <param name="WithdrawnAt">Null while the second person has not decided.</param>
public sealed record ReleaseWithdrawal(WithdrawalReason Reason, string? Note, string AskedBy, DateTimeOffset AskedAt, string? WithdrawnBy, DateTimeOffset? WithdrawnAt);

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
