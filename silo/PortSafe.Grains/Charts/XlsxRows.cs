using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace PortSafe.Grains.Charts;

/// <summary>Writes the rows of one sheet, each as it comes, as UTF-8 without anything between: that is what makes many of them fast.</summary>
internal sealed partial class XlsxRows(Stream stream)
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string FormulaStarts = "=+-@";
    private const int LongestNumber = 32;
    private const double LargestWhole = 1e15;

    private static readonly byte[][] Styles = [.. Enumerable.Range(0, 2 * XlsxStyles.Count).Select(i => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\" s=\"{i}\"")))];

    /// <summary>What XML and spreadsheets both take for itself.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Except("&<>_")]);

    private readonly List<byte[]> _columns = [];
    private byte[] _waiting = new byte[64 << 10];
    private int _length;

    /// <exception cref="ArgumentException">A number is endless.</exception>
    public static void Write(Stream stream, XlsxSheet sheet)
    {
        var rows = new XlsxRows(stream);
        rows.Put($"""<?xml version="1.0" encoding="utf-8" standalone="yes"?><worksheet xmlns="{Main}">{View(sheet.FrozenRows)}{Columns(sheet.Widths)}<sheetData>""");
        var number = 0;
        foreach (var row in sheet.Rows)
            rows.Add(++number, row);
        rows.Put("</sheetData></worksheet>"u8);
        rows.Send();
    }

    private static string View(int frozen)
    {
        var pane = frozen == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"""<pane ySplit="{frozen}" topLeftCell="A{frozen + 1}" activePane="bottomLeft" state="frozen"/>""");
        return $"""<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>""";
    }

    private static string Columns(IReadOnlyList<double> widths)
    {
        var columns = widths.Select((width, i) => string.Create(CultureInfo.InvariantCulture, $"""<col min="{i + 1}" max="{i + 1}" width="{width}" customWidth="1"/>"""));
        return widths.Count == 0 ? "" : $"<cols>{string.Concat(columns)}</cols>";
    }

    private void Add(int number, IReadOnlyList<XlsxCell> cells)
    {
        Put("<row r=\""u8);
        PutNumber(number);
        Put("\">"u8);
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i];
            if (cell.Text is null && !double.IsFinite(cell.Number))
                throw new ArgumentException($"The number in {Letters(i)}{number} is endless.");
            Put("<c r=\""u8);
            Put(Column(i));
            PutNumber(number);
            if (cell.Text is { } text)
                AddText(text.AsSpan().ContainsAnyExcept(Plain) ? Clean(text) : text, cell.Format);
            else
                AddNumber(cell.Number, cell.Format);
        }
        Put("</row>"u8);
    }

    private void AddNumber(double number, XlsxFormat format)
    {
        Put(Styles[(int)format]);
        Put("><v>"u8);
        if (Math.Abs(number) < LargestWhole && number == Math.Truncate(number))
            PutNumber((long)number);
        else
            PutNumber(number);
        Put("</v></c>"u8);
    }

    private void AddText(string text, XlsxFormat format)
    {
        var start = text.AsSpan().TrimStart();
        var tempting = start.Length > 0 && FormulaStarts.Contains(start[0], StringComparison.Ordinal);
        Put(Styles[(int)format + (tempting ? XlsxStyles.Count : 0)]);
        Put(" t=\"inlineStr\"><is><t"u8);
        if (text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])))
            Put(" xml:space=\"preserve\""u8);
        Put(">"u8);
        Put(text.AsSpan().ContainsAnyExcept(Plain) ? Escape(text) : text);
        Put("</t></is></c>"u8);
    }

    private void PutNumber<T>(T number) where T : struct, IUtf8SpanFormattable
    {
        Reserve(LongestNumber);
        number.TryFormat(_waiting.AsSpan(_length), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    private void Put(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, _waiting.AsSpan(_length));
    }

    private void Put(ReadOnlySpan<byte> octets)
    {
        Reserve(octets.Length);
        octets.CopyTo(_waiting.AsSpan(_length));
        _length += octets.Length;
    }

    private void Reserve(int octets)
    {
        if (_waiting.Length - _length >= octets)
            return;
        Send();
        if (_waiting.Length < octets)
            _waiting = new byte[octets];
    }

    private void Send()
    {
        stream.Write(_waiting, 0, _length);
        _length = 0;
    }

    private byte[] Column(int index)
    {
        while (_columns.Count <= index)
            _columns.Add(Encoding.ASCII.GetBytes(Letters(_columns.Count)));
        return _columns[index];
    }

    private static string Letters(int index) => index < 26 ? ((char)('A' + index)).ToString() : Letters((index / 26) - 1) + Letters(index % 26);

    /// <summary>A lone carriage return would be read as a new line.</summary>
    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\r", "&#xD;", StringComparison.Ordinal);

    /// <summary>Without what XML cannot hold, and with what spreadsheets would take for the code of a character kept as it is.</summary>
    private static string Clean(string text)
    {
        if (text.Contains("_x", StringComparison.Ordinal))
            text = CharacterCode().Replace(text, "_x005F_");
        try
        {
            return XmlConvert.VerifyXmlChars(text);
        }
        catch (XmlException)
        {
            return string.Concat(text.EnumerateRunes().Where(rune => rune.Value != 0xfffd && (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))));
        }
    }

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CharacterCode();
}
