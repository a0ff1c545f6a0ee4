using System.Text.Json;
using PortSafe.Domain;

namespace PortSafe.Auditor.Releases;

/// <summary>A table, or everything that is wrong with it.</summary>
/// <param name="Table">Null when there are errors.</param>
/// <param name="Errors">At most <see cref="AuditTableLimits.MaxErrors"/>; <see cref="Error.Field"/> says where, such as <c>cells[3].upper</c>.</param>
public sealed record AuditTableReading(AuditTable? Table, IReadOnlyList<Error> Errors);

/// <summary>
/// Reads the JSON form of a table: <c>cells</c> with bounds, <c>sums</c>, and the <c>protected</c> cells. Strict: every property is
/// known, occurs once and has its type.
/// </summary>
public sealed class AuditTableReader
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 8 };

    private readonly AuditTableLimits _limits;
    private readonly List<Error> _errors = [];
    private readonly Dictionary<string, AuditCell> _cells = new(StringComparer.Ordinal);
    private readonly List<AuditSum> _sums = [];
    private readonly Dictionary<string, ProtectedCell> _protected = new(StringComparer.Ordinal);
    private int _parts;

    private AuditTableReader(AuditTableLimits limits) => _limits = limits;

    /// <param name="json">UTF-8.</param>
    /// <param name="limits"><see cref="AuditTableLimits.Default"/> when null.</param>
    public static AuditTableReading Read(ReadOnlyMemory<byte> json, AuditTableLimits? limits = null)
    {
        var reader = new AuditTableReader(limits ?? AuditTableLimits.Default);
        if (json.Length > reader._limits.Bytes)
            reader.Refuse("", $"The table is larger than {reader._limits.Bytes:N0} bytes.");
        else
            reader.ReadDocument(json);
        return reader._errors.Count > 0
            ? new AuditTableReading(null, reader._errors)
            : new AuditTableReading(new AuditTable([.. reader._cells.Values], reader._sums, [.. reader._protected.Values]), []);
    }

    private void ReadDocument(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Shallow);
            ReadTable(document.RootElement);
        }
        catch (JsonException problem)
        {
            Refuse($"line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}", "This is not JSON.");
        }
        catch (InvalidOperationException)
        {
            // Kinds are checked before they are read, so this is a name or text with half of a surrogate pair.
            Refuse("", "The table holds text that is not valid Unicode.");
        }
    }

    private void ReadTable(JsonElement root)
    {
        if (!IsObject(root, "", "cells", "sums", "protected"))
            return;
        foreach (var (item, where) in Rows(root, "cells", _limits.Cells))
            ReadCell(item, where);
        foreach (var (item, where) in Rows(root, "sums", _limits.Sums))
            ReadSum(item, where);
        foreach (var (item, where) in Rows(root, "protected", _limits.Cells))
            ReadProtected(item, where);
        if (_errors.Count == 0 && _protected.Count == 0)
            Refuse("protected", "Name at least one cell to protect.");
    }

    private void ReadCell(JsonElement item, string where)
    {
        if (!IsObject(item, where, "id", "lower", "upper") || Id(item, where) is not { } id)
            return;
        var lower = Count(item, "lower", where) ?? 0;
        var upper = Count(item, "upper", where);
        if (upper < lower)
            Refuse($"{where}.upper", "The upper bound is below the lower one.");
        if (!_cells.TryAdd(id, new AuditCell(id, lower, upper)))
            Refuse($"{where}.id", $"There are two cells “{id}”.");
    }

    private void ReadSum(JsonElement item, string where)
    {
        if (!IsObject(item, where, "total", "parts") || Text(item, "total", where) is not { } total)
            return;
        var parts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (part, place) in Rows(item, "parts", _limits.Parts - _parts, where))
        {
            if (TextOf(part, place) is not { } id)
                continue;
            if (id == total)
                Refuse(place, $"“{id}” is the total itself.");
            else if (!parts.Add(id))
                Refuse(place, $"“{id}” is there twice.");
        }
        if (parts.Count == 0)
            Refuse($"{where}.parts", "Name at least one part.");
        _parts += parts.Count;
        foreach (var id in parts.Prepend(total))
            _cells.TryAdd(id, new AuditCell(id, 0, null));
        _sums.Add(new AuditSum(total, [.. parts]));
    }

    private void ReadProtected(JsonElement item, string where)
    {
        if (!IsObject(item, where, "id", "true") || Id(item, where) is not { } id)
            return;
        if (!_cells.ContainsKey(id))
            Refuse($"{where}.id", $"No cell and no sum is called “{id}”.");
        else if (!_protected.TryAdd(id, new ProtectedCell(id, Count(item, "true", where))))
            Refuse($"{where}.id", $"“{id}” is there twice.");
    }

    private bool IsObject(JsonElement element, string where, params ReadOnlySpan<string> names)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Refuse(where, $"Expected an object with {string.Join(", ", names!)}.");
            return false;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            var place = where.Length == 0 ? Shorten(property.Name) : $"{where}.{Shorten(property.Name)}";
            if (!names.Contains(property.Name))
                Refuse(place, $"Unknown property; expected {string.Join(", ", names!)}.");
            else if (!seen.Add(property.Name))
                Refuse(place, "This property is there twice.");
        }
        return true;
    }

    private List<(JsonElement Item, string Where)> Rows(JsonElement parent, string name, int limit, string? within = null)
    {
        var where = within is null ? name : $"{within}.{name}";
        var rows = new List<(JsonElement, string)>();
        if (!parent.TryGetProperty(name, out var array))
            return rows;
        if (array.ValueKind != JsonValueKind.Array)
            Refuse(where, "Expected an array.");
        else if (array.GetArrayLength() > limit)
            Refuse(where, $"More rows than the limit allows, which is {limit:N0} here.");
        else
            rows.AddRange(array.EnumerateArray().Select((item, index) => (item, $"{where}[{index}]")));
        return rows;
    }

    private string? Id(JsonElement item, string where) => Text(item, "id", where);

    private string? Text(JsonElement item, string name, string where)
    {
        if (item.TryGetProperty(name, out var value))
            return TextOf(value, $"{where}.{name}");
        Refuse($"{where}.{name}", "This is missing.");
        return null;
    }

    private string? TextOf(JsonElement value, string where)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= AuditTableLimits.MaxIdLength } id && !id.Any(char.IsControl))
            return id;
        Refuse(where, $"Expected a name of 1 to {AuditTableLimits.MaxIdLength} characters.");
        return null;
    }

    private long? Count(JsonElement item, string name, string where)
    {
        if (!item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count) && count is >= 0 and <= AuditTableLimits.MaxCount)
            return count;
        Refuse($"{where}.{name}", $"Expected a whole number from 0 to {AuditTableLimits.MaxCount:N0}.");
        return null;
    }

    private void Refuse(string where, string message)
    {
        if (_errors.Count < AuditTableLimits.MaxErrors)
            _errors.Add(Error.Invalid("audit-table-invalid", message, where));
    }

    private static string Shorten(string name) => name.Length <= 40 ? name : string.Concat(name.AsSpan(0, 40), "…");
}
