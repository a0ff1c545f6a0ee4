using PortSafe.Domain;

namespace PortSafe.Data.Reports;

/// <summary>What a file of statements would do to the ledger.</summary>
/// <param name="Stated">Months of which the source had said nothing before.</param>
/// <param name="Revised">Months of which it now says something else.</param>
/// <param name="Unchanged">Months of which it says again what it said before; they get no revision.</param>
/// <param name="OverlapWith">When the source is new: every other source, which it must not overlap.</param>
public sealed record StatementChange(
    IReadOnlyList<Month> Stated,
    IReadOnlyList<MonthRevision> Revised,
    IReadOnlyList<Month> Unchanged,
    IReadOnlyList<string> OverlapWith)
{
    /// <summary>
    /// Months of which the source had said something before, for those who may not be told whether it now says something else; what
    /// is revised and what is unchanged is then empty.
    /// </summary>
    public IReadOnlyList<Month> Restated { get; init; } = [];

    /// <summary>Whether a person has to see this before it is taken.</summary>
    public bool NeedsConfirmation => Revised.Count > 0 || OverlapWith.Count > 0 || Restated.Count > 0;

    /// <summary>
    /// The change as somebody may see it who may not read exact counts. Were they told which months differ, and in how many ports, they
    /// could find out what was stated by trying one file after another.
    /// </summary>
    public StatementChange WithoutCounts() =>
        this with { Revised = [], Unchanged = [], Restated = [.. Revised.Select(month => month.Month).Concat(Unchanged).Concat(Restated).Order()] };
}

/// <summary>A month that is stated again.</summary>
/// <param name="Revision">The number of the new revision, from 2 on.</param>
/// <param name="PortsChanged">Ports of which it says something else than the revision before.</param>
public sealed record MonthRevision(Month Month, int Revision, int PortsChanged);

/// <summary>What became of a file of statements. The set is closed.</summary>
public abstract record StatementOutcome
{
    private StatementOutcome()
    {
    }

    public sealed record Written(StatementChange Change) : StatementOutcome;

    /// <summary>Nothing was written: a person has to confirm the change first.</summary>
    public sealed record Unconfirmed(StatementChange Change) : StatementOutcome;

    /// <summary>Nothing was written: the same bytes were imported already.</summary>
    public sealed record Duplicate : StatementOutcome;
}
