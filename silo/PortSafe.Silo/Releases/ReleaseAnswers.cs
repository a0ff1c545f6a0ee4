using PortSafe.Domain;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Releases;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Releases;

/// <summary>A release in words and as JSON.</summary>
internal static class ReleaseAnswers
{
    public static int Of(VerbAnswer answer, Result<ReleaseView> result, bool showCells) =>
        result.Succeeded(out var release, out var error)
            ? answer.Done(TextOf(release, showCells), DocumentOf(release))
            : answer.Refuse(error);

    private static object DocumentOf(ReleaseView release) => new
    {
        release.Quarter,
        release.State,
        release.Hash,
        release.Plan,
        release.Audited,
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
        var audit = release.Audited ? "audited" : "not audited";
        var summary = $"{release.Quarter}: {release.State.Title.ToLowerInvariant()}, {release.Cells.Count:N0} cells, {audit}.{Environment.NewLine}Hash: {release.Hash}";
        return showCells ? string.Join(Environment.NewLine, release.Cells.Select(TextOf).Prepend(summary)) : summary;
    }

    private static string TextOf(ReleaseCell cell)
    {
        string?[] breakdown = [cell.Region?.ToString(), cell.Group?.ToString(), cell.Locode?.ToString(), cell.Size?.ToString(), cell.Stage?.ToString()];
        return $"{string.Join(", ", [cell.Measure, cell.Period, .. breakdown.OfType<string>()])}: {cell.Display}{(cell.WhyWithheld() is { } why ? $" ({cell.WithheldText()}: {why})" : "")}";
    }
}
