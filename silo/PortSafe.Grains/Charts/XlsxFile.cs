using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace PortSafe.Grains.Charts;

/// <summary>
/// Writes a spreadsheet row by row, in the memory of one row. Nothing in the file tells when or where it was written. A text is
/// written as a text whatever it begins with, and stays one when somebody edits its cell.
/// </summary>
internal static partial class XlsxFile
{
    private const string Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string DocumentTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string SheetTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>Zip has no time before it.</summary>
    private static readonly DateTimeOffset Undated = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="to">Need not seek; stays open.</param>
    /// <param name="sheets">One or more.</param>
    /// <exception cref="ArgumentException">A number is endless, or a sheet has no name that a tab may bear.</exception>
    public static void Write(Stream to, IReadOnlyList<XlsxSheet> sheets)
    {
        foreach (var sheet in sheets)
        {
            if (!TabName().IsMatch(sheet.Name))
                throw new ArgumentException($"A sheet cannot be called '{sheet.Name}'.", nameof(sheets));
        }

        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        Part(zip, "[Content_Types].xml", ContentTypes(sheets.Count));
        Part(zip, "_rels/.rels", Related([("rId1", "officeDocument", "xl/workbook.xml")]));
        Part(zip, "xl/_rels/workbook.xml.rels", Related(
            [.. sheets.Select((_, i) => ($"rId{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml")), ($"rId{sheets.Count + 1}", "styles", "styles.xml")]));
        Part(zip, "xl/workbook.xml", stream => Element(stream, Book(sheets)));
        Part(zip, "xl/styles.xml", stream => Element(stream, XlsxStyles.Sheet()));
        for (var i = 0; i < sheets.Count; i++)
        {
            var sheet = sheets[i];
            Part(zip, $"xl/worksheets/sheet{i + 1}.xml", stream => XlsxRows.Write(stream, sheet));
        }
    }

    private static Workbook Book(IReadOnlyList<XlsxSheet> sheets) =>
        new(new Sheets(sheets.Select((sheet, i) => new Sheet { Name = sheet.Name, SheetId = (uint)i + 1, Id = $"rId{i + 1}" })));

    private static void Part(ZipArchive zip, string name, string xml) => Part(zip, name, stream =>
    {
        using var writer = new StreamWriter(stream);
        writer.Write(xml);
    });

    private static void Part(ZipArchive zip, string name, Action<Stream> write)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = Undated;
        using var stream = entry.Open();
        write(stream);
    }

    private static void Element(Stream stream, OpenXmlElement element)
    {
        using var writer = OpenXmlWriter.Create(stream);
        writer.WriteStartDocument(standalone: true);
        writer.WriteElement(element);
    }

    private static string ContentTypes(int sheets) =>
        $"""
        <?xml version="1.0" encoding="utf-8" standalone="yes"?>
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{SheetTypes}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{SheetTypes}.styles+xml"/>{string.Concat(Enumerable.Range(1, sheets).Select(i => $"<Override PartName=\"/xl/worksheets/sheet{i.ToString(CultureInfo.InvariantCulture)}.xml\" ContentType=\"{SheetTypes}.worksheet+xml\"/>"))}</Types>
        """;

    private static string Related(IReadOnlyList<(string Id, string Type, string Target)> parts) =>
        $"""
        <?xml version="1.0" encoding="utf-8" standalone="yes"?>
        <Relationships xmlns="{Relationships}">{string.Concat(parts.Select(part => $"<Relationship Id=\"{part.Id}\" Type=\"{DocumentTypes}/{part.Type}\" Target=\"{part.Target}\"/>"))}</Relationships>
        """;

    [GeneratedRegex(@"\A[^:\\/?*\[\]\p{Cc}]{1,31}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TabName();
}
