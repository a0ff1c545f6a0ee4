using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Checks;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>What Checklist.cshtml shows, in the editor and in the review.</summary>
/// <param name="MayReason">Whether the reader can give reasons now.</param>
/// <param name="Form">The id of the form that reasons are sent with, so that text which is not saved goes with them; null for a form of their own. The page handles <c>Reason</c>.</param>
/// <param name="Problem">Why the last reason was not taken.</param>
/// <param name="Reasons">By the checklist's key.</param>
/// <param name="NameOf">The name of who gave one, at the start of a sentence.</param>
public sealed record ChecklistView(
    IReadOnlyList<CheckFinding> Findings, bool MayReason, string? Form, string? Problem, IReadOnlyDictionary<string, IssueReason> Reasons, Func<string, string> NameOf)
{
    public IReadOnlyList<CheckFinding> Blocking { get; } = [.. Findings.Where(finding => finding.IsBlocking)];

    /// <summary>What may stand because somebody said why.</summary>
    public IReadOnlyList<CheckFinding> Reasoned { get; } = [.. Findings.Where(finding => !finding.IsBlocking && finding.Reason is not null)];

    public IReadOnlyList<CheckFinding> Warnings { get; } = [.. Findings.Where(finding => !finding.IsBlocking && finding.Reason is null)];

    /// <summary>All in a line: “2 things stand in the way, 1 warning”.</summary>
    public string Summary
    {
        get
        {
            var warnings = Warnings.Count switch { 0 => "", 1 => "1 warning", var count => $"{count} warnings" };
            var first = Blocking.Count switch { 0 => "Nothing stands in the way", 1 => "1 thing stands in the way", var count => $"{count} things stand in the way" };
            return warnings.Length == 0 ? first : $"{first}, {warnings}";
        }
    }

    /// <summary>The field of a sentence's reason.</summary>
    public static string FieldOf(string key) => $"reason-{key}";
}
