using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Auditor.Releases;

/// <summary>What one reader can work out of one port's reports in one period.</summary>
/// <param name="Reader">In words: “everyone”, an account’s id, or whose figures were pooled.</param>
/// <param name="First">The period's first quarter.</param>
/// <param name="Last">Its last, inclusive.</param>
/// <param name="Vintage">0 for the count as it was first published, 1 as it was revised.</param>
/// <param name="Max">Null when there is none.</param>
public sealed record AuditFinding(
    AuditScenario Scenario, string Reader, Locode Port, Quarter First, Quarter Last, int Vintage, long Min, long? Max, AuditVerdict Verdict)
{
    /// <summary>Null when there is no greatest value.</summary>
    public long? Width => Max - Min;
}

/// <param name="Readers">How many readers of the scenario were taken.</param>
/// <param name="Cells">How many cells were checked: one cell of one reader each.</param>
/// <param name="Failing">How many of them tell too much.</param>
/// <param name="Tightest">The finding of least width; null when no cell has a greatest value.</param>
/// <param name="Failures">At most <see cref="MaxFailures"/>.</param>
public sealed record ScenarioAudit(
    AuditScenario Scenario, int Readers, long Cells, long Failing, AuditFinding? Tightest, IReadOnlyList<AuditFinding> Failures)
{
    public const int MaxFailures = 100;

    /// <summary>The least width left to an attacker, in reports; null when every cell is open.</summary>
    public long? SmallestWidth => Tightest?.Width;

    public bool Passes => Failing == 0;
}

/// <summary>An audit that needed no true count.</summary>
/// <param name="Scenarios">(a), (b) and (c), in order.</param>
public sealed record ReleaseAudit(IReadOnlyList<ScenarioAudit> Scenarios, WitnessBook Witnesses)
{
    public bool Passes => Scenarios.All(scenario => scenario.Passes);

    /// <summary>How many cells were checked, over all scenarios.</summary>
    public long Cells => Scenarios.Sum(scenario => scenario.Cells);
}

/// <summary>No counts fit what was published, so nothing that an audit would say of them means anything.</summary>
public sealed class ContradictionException(Quarter first, Quarter last)
    : Exception($"No whole numbers fit the figures published for {first} to {last}.")
{
    public Quarter First { get; } = first;

    public Quarter Last { get; } = last;
}
