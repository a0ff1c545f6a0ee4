using System.Text.Encodings.Web;
using System.Text.Json;
using PortSafe.Auditor.Releases;

namespace PortSafe.Silo.Releases;

/// <summary>An audit's result, in words and as JSON.</summary>
internal static class AuditReportText
{
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Each protected cell with its range, its verdict and a whole table for each end.</summary>
    public static string Json(AuditReport report) => JsonSerializer.Serialize(
        new
        {
            @protected = report.Cells.Select(cell => new
            {
                id = cell.Cell.Id,
                min = cell.Min,
                max = cell.Max,
                verdict = cell.Verdict.ToString().ToLowerInvariant(),
                witnesses = new { min = Named(report.Table, cell.MinWitness), max = Named(report.Table, cell.MaxWitness) },
            }),
        },
        Options);

    /// <summary>The cells that fail, then how many there are.</summary>
    public static IEnumerable<string> Lines(AuditReport report)
    {
        var failing = report.Cells.Where(cell => cell.Verdict != AuditVerdict.Pass).ToList();
        foreach (var cell in failing)
            yield return $"{cell.Cell.Id}: {Range(cell)}. {Meaning(cell.Verdict)}";
        yield return failing.Count == 0
            ? $"{report.Cells.Count:N0} protected {(report.Cells.Count == 1 ? "cell gives" : "cells give")} nothing away."
            : $"{failing.Count:N0} of {report.Cells.Count:N0} protected cells give something away.";
    }

    private static string Range(CellAudit cell) => cell.Min == cell.Max ? $"{cell.Min:N0}" : $"{cell.Min:N0} to {(cell.Max is { } max ? max.ToString("N0") : "any number")}";

    private static string Meaning(AuditVerdict verdict) => verdict switch
    {
        AuditVerdict.Exact => "Its value is known.",
        AuditVerdict.Presence => "It cannot be nothing.",
        _ => $"Its value is known to within fewer than {AuditVerdicts.LeastWidth}.",
    };

    private static Dictionary<string, long> Named(AuditTable table, long[] witness) =>
        table.Cells.Zip(witness).ToDictionary(cell => cell.First.Id, cell => cell.Second, StringComparer.Ordinal);
}
