using PortSafe.Auditor.Releases;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>One attack on a release.</summary>
/// <param name="Withheld">The tables that were left out of it.</param>
/// <param name="Scenarios">What each kind of reader could work out.</param>
public sealed record AuditAttempt(IReadOnlyList<ReleaseTable> Withheld, IReadOnlyList<ScenarioAudit> Scenarios)
{
    public bool Passes => Scenarios.All(scenario => scenario.Failing == 0);

    /// <summary>How many protected cells were attacked by everyone and by pooled managers; how many accounts there are does not show in it.</summary>
    public long PublicCells => Scenarios.Where(scenario => scenario.Scenario is AuditScenario.Role or AuditScenario.Pool).Sum(scenario => scenario.Cells);
}

/// <summary>What the auditor found, the last time that it attacked the release.</summary>
/// <param name="IsCurrent">Whether that were the figures that the release has now.</param>
/// <param name="Attempts">In the order in which tables were withheld; the last one counts.</param>
public sealed record ReleaseAuditView(
    ReleaseId Id, bool IsCurrent, DateTimeOffset AuditedAt, string AuditedBy, IReadOnlyList<AuditAttempt> Attempts)
{
    public bool Passes => Attempts[^1].Passes;
}
