using PortSafe.Domain;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Newsletters.Checks;

namespace PortSafe.Grains.Newsletters.Editing;

/// <summary>What a text would look like, and what the checklist says of it. Nothing is stored.</summary>
/// <param name="Issue">Null when the text cannot be shown.</param>
/// <param name="Fault">Why it cannot be shown.</param>
/// <param name="Findings">Blocking ones first.</param>
public sealed record IssueReading(CompiledIssue? Issue, Error? Fault, IReadOnlyList<CheckFinding> Findings);

/// <summary>Reads texts that are being written.</summary>
public sealed class IssueReader(IssueCompiler compiler, IssueChecks checks)
{
    /// <summary>What a text without a subject is shown with.</summary>
    public const string NoSubject = "No subject yet";

    /// <param name="reasons">Why sentences may stand, by the checklist's key.</param>
    public async Task<IssueReading> ReadAsync(IssueKey key, string subject, string body, IReadOnlyDictionary<string, IssueReason> reasons, CancellationToken ct)
    {
        var compiled = await ShowAsync(key, subject, body, ct);
        var findings = await checks.CheckAsync(key, subject, body, reasons.ToDictionary(reason => reason.Key, reason => reason.Value.Text, StringComparer.Ordinal), ct);
        return new IssueReading(compiled.Value, compiled.Error, findings);
    }

    /// <summary>The text as it would look, whatever its subject.</summary>
    public Task<Result<CompiledIssue>> ShowAsync(IssueKey key, string subject, string body, CancellationToken ct) =>
        compiler.CompileAsync(key, IssueCompiler.FaultOf(subject) is null ? subject : NoSubject, body, ct);
}
