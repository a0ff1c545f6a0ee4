using System.Text;
using CsvHelper;

namespace PortSafe.Grains.Imports;

/// <summary>Reads the rows of a file that has exactly the columns asked for, in any order, and gathers what is wrong with its form.</summary>
internal sealed class CsvRows : IAsyncDisposable
{
    private readonly CheckedStream _stream;
    private readonly CsvReader _csv;
    private readonly IReadOnlyList<string> _columns;
    private readonly ImportErrors _errors;
    private readonly int _maxRows;
    private int[] _positions = [];
    private long _malformedLine;
    private int _lastShortLine;

    /// <param name="columns">The names that the header must hold, each once.</param>
    public CsvRows(CheckedStream stream, IReadOnlyList<string> columns, ImportErrors errors, int maxRows)
    {
        (_stream, _columns, _errors, _maxRows) = (stream, columns, errors, maxRows);
        _csv = CsvReader.Create(stream, new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            MaxRecordSize = CheckedStream.MaxLineBytes,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = Malformed,
        });
    }

    /// <summary>How many rows the file holds, as far as read.</summary>
    public int Count { get; private set; }

    /// <summary>Whether every row was read, so that what one row says can be judged by the others.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The line on which the current row begins.</summary>
    public int Line => (int)_csv.LineNumber;

    /// <summary>A field of the current row, by its place in the columns. Valid until the next read.</summary>
    public ReadOnlySpan<byte> Field(int column) => _csv.GetSpan(_positions[column]);

    public string Text(int column) => Encoding.UTF8.GetString(Field(column));

    /// <summary>Says that a field of the current row is wrong.</summary>
    public void Refuse(int column, string expected) => _errors.Add(Line, _columns[column], Text(column), expected);

    /// <summary>Checks the header. False when the rows cannot be read for it.</summary>
    public async Task<bool> ReadHeaderAsync(CancellationToken ct)
    {
        try
        {
            await _csv.ReadHeaderAsync(ct);
        }
        catch (CsvFormatException)
        {
            _errors.Add(1, null, null, "a header line of at most 64 KiB, with every quote closed");
            return false;
        }
        if (_stream.Defect is { Line: 1 })
            return false;
        var names = _csv.Headers;
        if (_stream.BytesRead == 0)
            return false;
        if (!names.Any(_columns.Contains))
        {
            _errors.Add(1, null, names.Count == 0 ? null : names[0], $"a header line: {string.Join(',', _columns)}");
            return false;
        }
        foreach (var unknown in names.Where(name => !_columns.Contains(name)))
            _errors.Add(1, unknown, unknown, $"only the columns {string.Join(", ", _columns)}. A column of names, notes or other free text is never taken");
        foreach (var column in _columns.Where(column => names.Count(name => name == column) != 1))
            _errors.Add(1, column, null, names.Contains(column) ? "each column once" : $"the column {column}");
        _positions = [.. _columns.Select(column => names.ToList().IndexOf(column))];
        return !_errors.Any;
    }

    /// <summary>Goes to the next row that has the right number of fields; at the end, or when there are errors enough, false.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        try
        {
            while (!_errors.IsFull && await _csv.ReadAsync(ct))
            {
                if (++Count > _maxRows)
                {
                    _errors.Add(Line, null, null, $"a file of at most {_maxRows:N0} rows");
                    return false;
                }
                if (IsWhole())
                    return true;
            }
            IsComplete = !_errors.IsFull;
        }
        catch (CsvFormatException exception)
        {
            _errors.Add((int)exception.LineNumber, null, null, "a row of at most 64 KiB; a quote that opens here may never be closed");
        }
        return false;
    }

    /// <summary>Reads what is left, so that the stream's hash is that of the whole file, and says why it may have ended early.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        var rest = new byte[CheckedStream.MaxLineBytes];
        while (await _stream.ReadAsync(rest, ct) > 0)
        {
        }
        if (_stream.Defect is { } defect)
        {
            IsComplete = false;
            _errors.DropFrom(defect.Line);
            _errors.Add(defect.Line, defect.Column, defect.Value, defect.Expected);
        }
        else if (_lastShortLine > 0 && !_stream.EndsWithLineBreak)
        {
            _errors.DropFrom(_lastShortLine);
            _errors.Add(_lastShortLine, null, null, $"a whole last line of {_columns.Count} fields; the file seems to be cut off");
        }
        else if (Count == 0 && !_errors.Any)
            _errors.Add(1, null, null, _stream.BytesRead == 0 ? $"a header line: {string.Join(',', _columns)}; the file is empty" : "at least one row below the header");
    }

    public async ValueTask DisposeAsync() => await _csv.DisposeAsync();

    private bool IsWhole()
    {
        _lastShortLine = 0;
        if (_csv.LineNumber == _malformedLine)
            return false;
        if (_csv.FieldCount == _columns.Count)
            return true;
        if (_csv.FieldCount < _columns.Count)
            _lastShortLine = Line;
        _errors.Add(Line, null, $"{_csv.FieldCount} fields", $"{_columns.Count} fields: {string.Join(',', _columns)}");
        return false;
    }

    private void Malformed(CsvMalformedRecord record)
    {
        _malformedLine = record.LineNumber;
        var expected = record.Reason == CsvMalformedReason.UnterminatedQuote
            ? "a quote that is closed; the file seems to be cut off"
            : "quotes around a whole field, and doubled within it";
        _errors.Add((int)record.LineNumber, null, null, expected);
    }
}
