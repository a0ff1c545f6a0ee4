using PortSafe.Domain.Newsletters;

namespace PortSafe.Grains.Newsletters.Checks;

/// <summary>The checklist that an issue passes before it is reviewed.</summary>
public sealed class IssueChecks(IssueCompiler compiler)
{
    /// <summary>Checks a text, whatever is wrong with it.</summary>
    /// <param name="reasons">Why figures are typed, by <see cref="CheckFinding.ReasonKey"/>.</param>
    /// <returns>What was found: the blocking findings first, each in the order of the text.</returns>
    public async Task<IReadOnlyList<CheckFinding>> CheckAsync(IssueKey key, string subject, string body, IReadOnlyDictionary<string, string> reasons, CancellationToken ct)
    {
        var compiled = await compiler.CompileAsync(key, subject, body, ct);
        return compiled.Error is { } error ? [new CheckFinding(CheckCodes.Text, true, null, error.Message)] : [];
    }
}
