using System.Text;
using System.Text.Json;

namespace PortSafe.Auditor.Releases;

/// <summary>
/// The tables that prove an audit: for each count and what was known, one that has it at its least and one at its greatest. A table is
/// kept once, as the counts that are not zero.
/// </summary>
public sealed class WitnessBook
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _tables = new(StringComparer.Ordinal);
    private readonly List<Entry> _proofs = [];
    private AuditScenario _scenario;

    internal void Begin(AuditScenario scenario) => _scenario = scenario;

    /// <summary>Keeps two tables that were found to fit.</summary>
    /// <param name="known">The ports whose figures were known.</param>
    internal void Add(SectorTable table, string known, Proof proof)
    {
        var range = proof.Range;
        _proofs.Add(new Entry(
            _scenario,
            known,
            range.Port.ToString(),
            range.Ports,
            range.First.ToString(),
            range.Last.ToString(),
            range.Vintage,
            range.Min,
            range.Max,
            Number(table, proof.Min),
            Number(table, proof.Max)));
    }

    /// <summary>
    /// Writes them as JSON: the names of the counts; the tables, each as numbers of a name and a count in turn; and for each proof what was
    /// known and of which count, the range, and the numbers of the two tables.
    /// </summary>
    public async Task WriteAsync(Stream stream, CancellationToken ct)
    {
        var tables = _tables.Keys.Select(table => table.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse));
        await JsonSerializer.SerializeAsync(stream, new { counts = _names, tables, proofs = _proofs }, JsonSerializerOptions.Web, ct);
    }

    private int Number(SectorTable table, long[] values)
    {
        var builder = new StringBuilder();
        foreach (var (cell, name) in table.Names)
        {
            if (values[cell] != 0)
                builder.Append(NameOf(name)).Append(' ').Append(values[cell]).Append(' ');
        }
        var text = builder.ToString();
        if (!_tables.TryGetValue(text, out var number))
            _tables.Add(text, number = _tables.Count);
        return number;
    }

    private int NameOf(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            _numbers.Add(name, number = _names.Count);
            _names.Add(name);
        }
        return number;
    }

    private sealed record Entry(
        AuditScenario Scenario, string Known, string Port, int Ports, string First, string Last, int Vintage, long Min, long? Max, int MinTable, int MaxTable);
}
