using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Imports;

/// <summary>Reads a whole file about ports.</summary>
/// <param name="by">Whose file it is: a port manager's names their own ports alone.</param>
internal sealed class PortRows(PortFile file, Actor by, ImportErrors errors)
{
    private readonly List<PortRow> _rows = [];
    private readonly HashSet<Locode> _unsound = [];
    private readonly Dictionary<object, int> _lines = [];

    public IReadOnlyList<string> Columns => file.Columns;

    public IReadOnlyList<PortRow> Rows => _rows;

    /// <summary>Ports of which some row is wrong in itself.</summary>
    public IReadOnlySet<Locode> Unsound => _unsound;

    /// <summary>Whether some row is about a port that whoever brings the file does not manage.</summary>
    public bool NamesOthers { get; private set; }

    public async Task ReadAsync(CsvRows rows, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            var hasPort = Locode.TryParse(rows.Text(file.PortColumn), null, out var port);
            if (!hasPort)
                rows.Refuse(file.PortColumn, "a LOCODE such as GBFXT");
            else if (by.Ports.Count > 0 && !by.Manages(port))
            {
                NamesOthers = true;
                rows.Refuse(file.PortColumn, by.Ports is [var own] ? $"your port, {own}" : $"one of your ports: {string.Join(", ", by.Ports)}");
            }
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
