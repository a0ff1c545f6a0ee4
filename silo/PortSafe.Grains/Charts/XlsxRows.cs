using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace PortSafe.Grains.Charts;

/// <summary>Writes the rows of one sheet, each as it comes. Their cells are written without an object each: that is what makes many of them fast.</summary>
internal sealed partial class XlsxRows(XmlWriter writer)
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string FormulaStarts = "=+-@";

    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), CheckCharacters = false };

    private static readonly string[] Styles = [.. Enumerable.Range(0, 2 * XlsxStyles.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    private readonly List<string> _columns = [];

    /// <exception cref="ArgumentException">A number is endless.</exception>
    public static void Write(Stream stream, XlsxSheet sheet)
    {
        using var writer = XmlWriter.Create(stream, Settings);
        writer.WriteStartDocument(standalone: true);
        writer.WriteStartElement("x", "worksheet", Main);
        new SheetViews(View(sheet.FrozenRows)).WriteTo(writer);
        if (sheet.Widths.Count > 0)
            new Columns(sheet.Widths.Select((width, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = width, CustomWidth = true })).WriteTo(writer);
        writer.WriteStartElement("x", "sheetData", Main);
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
        writer.WriteStartElement("x", "row", Main);
        writer.WriteAttributeString("r", row);
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
        writer.WriteStartElement("x", "c", Main);
        writer.WriteAttributeString("r", reference);
        writer.WriteAttributeString("s", Styles[(int)cell.Format]);
        writer.WriteElementString("x", "v", Main, cell.Number.ToString("R", CultureInfo.InvariantCulture));
        writer.WriteEndElement();
    }

    private void AddText(string reference, string text, XlsxFormat format)
    {
        var start = text.AsSpan().TrimStart();
        var tempting = start.Length > 0 && FormulaStarts.Contains(start[0], StringComparison.Ordinal);
        writer.WriteStartElement("x", "c", Main);
        writer.WriteAttributeString("r", reference);
        writer.WriteAttributeString("s", Styles[(int)format + (tempting ? XlsxStyles.Count : 0)]);
        writer.WriteAttributeString("t", "inlineStr");
        writer.WriteStartElement("x", "is", Main);
        writer.WriteStartElement("x", "t", Main);
        if (text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])))
            writer.WriteAttributeString("xml", "space", null, "preserve");
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
