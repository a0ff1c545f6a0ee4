using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PortSafe.Grains.Audit;

/// <summary>How an export of the log is written.</summary>
public enum AuditFileFormat
{
    /// <summary>For spreadsheets: what could be taken for a formula has an apostrophe before it, and line breaks are spaces.</summary>
    Csv,

    /// <summary>One JSON object a line, each field exactly as it is stored: what hashes are computed of.</summary>
    JsonLines,
}

/// <summary>Writes entries as lines of a file.</summary>
internal static class AuditFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string CsvHeader => string.Join(',', Fields.Select(one => one.Name));

    /// <param name="previousHash">The hash that the row's own was computed with; empty for the first of a chain.</param>
    public static string Line(AuditFileFormat format, AuditEntry entry, string previousHash) => format == AuditFileFormat.Csv
        ? string.Join(',', Fields.Select(field => Cell(field.Of(entry, previousHash))))
        : JsonSerializer.Serialize(Fields.ToDictionary(field => field.Name, field => field.Of(entry, previousHash)), Json);

    private static (string Name, Func<AuditEntry, string, string?> Of)[] Fields { get; } =
    [
        ("node", (entry, _) => entry.Row.Node),
        ("sequence", (entry, _) => entry.Row.Sequence.ToString(CultureInfo.InvariantCulture)),
        ("at", (entry, _) => entry.Row.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture)),
        ("by", (entry, _) => entry.Row.By),
        ("action", (entry, _) => entry.Row.Action),
        ("subject", (entry, _) => entry.Row.Subject),
        ("detail", (entry, _) => entry.Row.Detail),
        ("origin", (entry, _) => entry.Row.Origin),
        ("outcome", (entry, _) => entry.Row.Outcome),
        ("previous_hash", (_, previous) => previous),
        ("hash", (entry, _) => entry.Row.Hash),
        ("name", (entry, _) => entry.Who),
        ("address", (entry, _) => entry.From?.Address),
        ("browser", (entry, _) => entry.From?.Browser),
    ];

    private static string Cell(string? value)
    {
        var text = (value ?? "").ReplaceLineEndings(" ").Trim();
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t')
            text = $"'{text}";
        return text.AsSpan().IndexOfAny(',', '"', '\'') >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
