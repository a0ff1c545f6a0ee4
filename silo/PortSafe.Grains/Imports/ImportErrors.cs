using System.Text;

namespace PortSafe.Grains.Imports;

/// <summary>Gathers what is wrong with a file, up to a limit.</summary>
internal sealed class ImportErrors
{
    public const int Limit = 100;
    private const int MaxValue = 40;

    private List<ImportError> _errors = [];

    public bool Any => _errors.Count > 0;

    /// <summary>Whether there is no use in looking for errors on further lines.</summary>
    public bool IsFull => _errors.Count >= Limit;

    public void Add(int line, string? column, string? value, string expected)
    {
        _errors.Add(new ImportError(line, column, value is null ? null : Shorten(value), expected));
        if (_errors.Count == 10 * Limit)
            _errors = First();
    }

    /// <summary>Forgets what was found from a line on, because the file cannot be read there.</summary>
    public void DropFrom(int line) => _errors.RemoveAll(error => error.Line >= line);

    public ImportOutcome.Refused ToOutcome() => new(First(), IsFull);

    private List<ImportError> First() => [.. _errors.OrderBy(error => error.Line).Take(Limit)];

    /// <summary>Enough to find the value by, on one line, and never a text that somebody wrote in full.</summary>
    private static string Shorten(string value)
    {
        var shown = new StringBuilder();
        foreach (var rune in value.EnumerateRunes())
        {
            if (shown.Length + rune.Utf16SequenceLength > MaxValue)
                return $"{shown}…";
            shown.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }
        return shown.ToString();
    }
}
