using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace PortSafe.Grains.Charts;

/// <summary>Writes the rows of one sheet, each as it comes.</summary>
internal sealed partial class XlsxRows(OpenXmlWriter writer)
{
    private const string FormulaStarts = "=+-@";

    private static readonly string[] Styles = [.. Enumerable.Range(0, 2 * XlsxStyles.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    private readonly List<string> _columns = [];
    private readonly Row _row = new();
    private readonly Cell _cell = new();
    private readonly CellValue _value = new();
    private readonly InlineString _inline = new();
    private readonly Text _text = new();
    private readonly OpenXmlAttribute[] _none = [];
    private readonly OpenXmlAttribute[] _rowAttributes = new OpenXmlAttribute[1];
    private readonly OpenXmlAttribute[] _numberAttributes = new OpenXmlAttribute[2];
    private readonly OpenXmlAttribute[] _textAttributes = [default, default, new OpenXmlAttribute("t", "", "inlineStr")];
    private readonly OpenXmlAttribute[] _keepSpace = [new OpenXmlAttribute("xml", "space", "http://www.w3.org/XML/1998/namespace", "preserve")];

    /// <exception cref="ArgumentException">A number is endless.</exception>
    public static void Write(Stream stream, XlsxSheet sheet)
    {
        using var writer = OpenXmlWriter.Create(stream);
        writer.WriteStartDocument(standalone: true);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(View(sheet.FrozenRows)));
        if (sheet.Widths.Count > 0)
            writer.WriteElement(new Columns(sheet.Widths.Select((width, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = width, CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        var rows = new XlsxRows(writer);
        var number = 0;
        foreach (var row in sheet.Rows)
            rows.Add(++number, row);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static SheetView View(int frozen) => frozen == 0
        ? new SheetView { WorkbookViewId = 0 }
        : new SheetView(new Pane { VerticalSplit = frozen, TopLeftCell = $"A{frozen + 1}", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 };

    private void Add(int number, IReadOnlyList<XlsxCell> cells)
    {
        var row = number.ToString(CultureInfo.InvariantCulture);
        _rowAttributes[0] = new OpenXmlAttribute("r", "", row);
        writer.WriteStartElement(_row, _rowAttributes);
        for (var i = 0; i < cells.Count; i++)
            Add(Column(i) + row, cells[i]);
        writer.WriteEndElement();
    }

    private void Add(string reference, XlsxCell cell)
    {
        if (cell.Text is { } text)
        {
            AddText(reference, Clean(text), cell.Format);
            return;
        }

        if (!double.IsFinite(cell.Number))
            throw new ArgumentException($"The number in {reference} is endless.");
        _numberAttributes[0] = new OpenXmlAttribute("r", "", reference);
        _numberAttributes[1] = new OpenXmlAttribute("s", "", Styles[(int)cell.Format]);
        writer.WriteStartElement(_cell, _numberAttributes);
        writer.WriteStartElement(_value, _none);
        writer.WriteString(cell.Number.ToString("R", CultureInfo.InvariantCulture));
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void AddText(string reference, string text, XlsxFormat format)
    {
        var start = text.AsSpan().TrimStart();
        var tempting = start.Length > 0 && FormulaStarts.Contains(start[0], StringComparison.Ordinal);
        _textAttributes[0] = new OpenXmlAttribute("r", "", reference);
        _textAttributes[1] = new OpenXmlAttribute("s", "", Styles[(int)format + (tempting ? XlsxStyles.Count : 0)]);
        writer.WriteStartElement(_cell, _textAttributes);
        writer.WriteStartElement(_inline, _none);
        writer.WriteStartElement(_text, text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])) ? _keepSpace : _none);
        writer.WriteString(text);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private string Column(int index)
    {
        while (_columns.Count <= index)
            _columns.Add(Letters(_columns.Count));
        return _columns[index];
    }

    private static string Letters(int index) => index < 26 ? ((char)('A' + index)).ToString() : Letters((index / 26) - 1) + Letters(index % 26);

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
