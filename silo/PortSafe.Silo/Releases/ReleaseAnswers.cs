using PortSafe.Auditor.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Releases;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Releases;

/// <summary>A release in words and as JSON.</summary>
internal static class ReleaseAnswers
{
    /// <summary>The release as it stands; refused when it is, or when the auditor broke it, with the cells that it broke.</summary>
    public static async Task<int> OfAsync(VerbAnswer answer, Result<ReleaseView> result, IReleaseGrain grain, Actor by, bool showCells, CancellationToken ct)
    {
        if (!result.Succeeded(out var release, out var error))
            return answer.Refuse(error);
        if (!release.IsUnsafe || showCells)
            return answer.Done(TextOf(release, showCells), DocumentOf(release));
        if (!(await grain.GetAuditAsync(by, ct)).Succeeded(out var audit, out error))
            return answer.Refuse(error);
        var failures = audit.Attempts[^1].Scenarios.SelectMany(scenario => scenario.Failures).ToList();
        var text = failures.Select(TextOf).Prepend($"{release.Id} is stopped: the auditor broke it even without {string.Join(" and ", ReleaseTable.All.Select(table => table.Title.ToLowerInvariant()))}.");
        return answer.Refuse(string.Join(Environment.NewLine, text), new { Error = new { Code = "release-unsafe" }, audit.Attempts });
    }

    private static object DocumentOf(ReleaseView release) => new
    {
        Release = release.Id,
        release.State,
        release.Hash,
        release.Plan,
        release.Withheld,
        release.Audited,
        release.AuditedCells,
        Withdrawal = release.Withdrawal is null ? null : new { release.Withdrawal.Reason, release.Withdrawal.WithdrawnAt },
        Cells = release.Cells.Select(DocumentOf),
    };

    private static object DocumentOf(ReleaseCell cell) => new
    {
        cell.Measure,
        cell.Region,
        cell.Group,
        cell.Locode,
        cell.Size,
        cell.Stage,
        cell.Period,
        Audience = cell.Audience == ReleaseAudience.Port ? "port" : "public",
        cell.Display,
        cell.Reports?.Lower,
        cell.Reports?.Upper,
        cell.Value,
        Withheld = cell.WhyWithheld(),
        cell.Numerator,
        cell.Denominator,
    };

    private static string TextOf(ReleaseView release, bool showCells)
    {
        var audit = release.AuditedCells is { } audited ? $"{audited:N0} protected cells attacked in vain" : "not audited";
        var withheld = release.Withheld.Count == 0 ? "" : $"{Environment.NewLine}Withheld: {string.Join("; ", release.Withheld.Select(table => table.Title.ToLowerInvariant()))}";
        var withdrawal = release.Withdrawal is { } asked ? $"{Environment.NewLine}{(asked.WithdrawnAt is null ? "Withdrawal asked for" : "Withdrawn")}: {asked.Reason.Title}" : "";
        var summary = $"{release.Id}: {release.State.Title.ToLowerInvariant()}, {release.Cells.Count:N0} cells, {audit}.{withheld}{withdrawal}{Environment.NewLine}Hash: {release.Hash}";
        return showCells ? string.Join(Environment.NewLine, release.Cells.Select(TextOf).Prepend(summary)) : summary;
    }

    private static string TextOf(AuditFinding finding) =>
        $"{finding.Reader}: {finding.Port}, {(finding.First == finding.Last ? finding.First.ToString() : $"{finding.First.Year}")}: {finding.Min:N0} to {(finding.Max is { } max ? $"{max:N0}" : "any number")}{(finding.Vintage > 0 ? ", as revised" : "")}";

    private static string TextOf(ReleaseCell cell)
    {
        string?[] breakdown = [cell.Region?.ToString(), cell.Group?.ToString(), cell.Locode?.ToString(), cell.Size?.ToString(), cell.Stage?.ToString()];
        return $"{string.Join(", ", [cell.Measure, cell.Period, .. breakdown.OfType<string>()])}: {cell.Display}{(cell.WhyWithheld() is { } why ? $" ({cell.WithheldText()}: {why})" : "")}";
    }
}
