using PortSafe.Auditor.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Releases;

/// <summary>What the auditor found, in words that an officer understands.</summary>
public static class AuditText
{
    /// <summary>Failing cells that a page names; the rest are counted.</summary>
    public const int MostFailures = 50;

    public static string Title(AuditScenario scenario) => scenario switch
    {
        AuditScenario.Role => "Everyone",
        AuditScenario.Account => "Each account with its ports",
        AuditScenario.Pool => "All managers of a region but two, together",
        _ => "A manager who knows their own counts",
    };

    public static string Explain(AuditScenario scenario) => scenario switch
    {
        AuditScenario.Role => "What anyone can read, in this release and all before it.",
        AuditScenario.Account => "That, and what the account is shown of its own ports.",
        AuditScenario.Pool => "That, and what they were shown of their ports, put together. Every two are left out in turn.",
        _ => "What an account is shown, the exact counts of its own ports, and that one report came late.",
    };

    /// <summary>“Felixstowe, July to September 2026: 0 to 9”.</summary>
    public static string Finding(AuditFinding finding, IReadOnlyDictionary<Locode, string> names) =>
        $"{NameOf(finding.Port, names)}, {Period(finding)}: {Range(finding)}";

    /// <summary>Which reader of the scenario: a person’s name, or whose figures were pooled; empty for everyone.</summary>
    public static string Who(AuditFinding finding, IReadOnlyDictionary<string, KnownPerson> people) => finding.Scenario switch
    {
        AuditScenario.Role => "",
        AuditScenario.Pool => finding.Reader,
        _ => people.TryGetValue(finding.Reader, out var person) ? person.Name : "an account that is gone",
    };

    public static string NameOf(Locode port, IReadOnlyDictionary<Locode, string> names) => names.TryGetValue(port, out var name) ? name : port.ToString();

    /// <summary>“July to September 2026”, “2026”, or either as revised.</summary>
    public static string Period(AuditFinding finding) =>
        (finding.First == finding.Last ? finding.First.Title : $"{finding.Last.Year}") + (finding.Vintage > 0 ? ", as revised" : "");

    /// <summary>What is left to the attacker: “0 to 9”, “0 or more”.</summary>
    public static string Range(AuditFinding finding) => finding.Max is { } max ? max == finding.Min ? $"exactly {max:N0}" : $"{finding.Min:N0} to {max:N0}" : $"{finding.Min:N0} or more";

    public static string Verdict(AuditVerdict verdict) => verdict switch
    {
        AuditVerdict.Exact => "its number would be known",
        AuditVerdict.Presence => "it would be proven that somebody reported",
        AuditVerdict.Narrow => "its number would be known too closely",
        _ => "safe",
    };
}
