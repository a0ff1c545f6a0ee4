using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Imports;

/// <summary>Reads a whole file about ports.</summary>
internal sealed class PortRows(PortFile file, ImportErrors errors)
{
    private readonly List<PortRow> _rows = [];
    private readonly HashSet<Locode> _unsound = [];
    private readonly Dictionary<object, int> _lines = [];

    public IReadOnlyList<string> Columns => file.Columns;

    public IReadOnlyList<PortRow> Rows => _rows;

    /// <summary>Ports of which some row is wrong in itself.</summary>
    public IReadOnlySet<Locode> Unsound => _unsound;

    public async Task ReadAsync(CsvRows rows, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            var hasPort = Locode.TryParse(rows.Text(file.PortColumn), null, out var port);
            if (!hasPort)
                rows.Refuse(file.PortColumn, "a LOCODE such as GBFXT");
            var row = file.Read(rows, port);
            if (!hasPort)
                continue;
            if (row is not null && IsFirst(row))
                _rows.Add(row);
            else
                _unsound.Add(port);
        }
    }

    private bool IsFirst(PortRow row)
    {
        if (_lines.TryAdd(file.KeyOf(row), row.Line))
            return true;
        errors.Add(row.Line, null, null, $"one row for the same; line {_lines[file.KeyOf(row)]} has it already");
        return false;
    }
}
