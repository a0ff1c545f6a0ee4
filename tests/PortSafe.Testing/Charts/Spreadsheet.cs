using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace PortSafe.Testing.Charts;

/// <summary>Reads a spreadsheet file as the format says it, by other means than it was written.</summary>
public sealed class Spreadsheet
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private readonly Dictionary<string, XDocument> _parts = new(StringComparer.Ordinal);

    public Spreadsheet(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            _parts[entry.FullName] = XDocument.Load(stream);
        }
    }

    public IEnumerable<string> SheetNames => _parts["xl/workbook.xml"].Descendants(Main + "sheet").Select(sheet => (string)sheet.Attribute("name")!);

    public IEnumerable<XElement> Cells(int sheet) => _parts[$"xl/worksheets/sheet{sheet}.xml"].Descendants(Main + "c");

    public bool HasFormulas => _parts.Values.Any(part => part.Descendants(Main + "f").Any());

    /// <summary>Each row's cells: a text as a string, a number as a double.</summary>
    public List<List<object>> Rows(int sheet) =>
        [.. _parts[$"xl/worksheets/sheet{sheet}.xml"].Descendants(Main + "row").Select(row => row.Elements(Main + "c").Select(Read).ToList())];

    /// <summary>The code of the format that a cell bears, and whether it is marked as a text for ever.</summary>
    public (int Code, bool Quoted) Format(XElement cell)
    {
        var format = _parts["xl/styles.xml"].Descendants(Main + "cellXfs").Single().Elements(Main + "xf").ElementAt((int)cell.Attribute("s")!);
        return ((int)format.Attribute("numFmtId")!, (string?)format.Attribute("quotePrefix") is "1" or "true");
    }

    /// <summary>A sheet as LibreOffice shows it, or null where it is not installed.</summary>
    public static async Task<string?> AsShownAsync(byte[] bytes, int sheet)
    {
        if (!Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "soffice"))))
            return null;
        var folder = Directory.CreateTempSubdirectory("portsafe-xlsx");
        try
        {
            var file = Path.Combine(folder.FullName, "chart.xlsx");
            await File.WriteAllBytesAsync(file, bytes);
            using var office = Process.Start(new ProcessStartInfo("soffice",
                [$"-env:UserInstallation=file://{folder.FullName}/profile", "--headless", "--convert-to", $"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{sheet}", "--outdir", folder.FullName, file])
            { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = office.StandardError.ReadToEndAsync();
            await office.StandardOutput.ReadToEndAsync();
            await office.WaitForExitAsync();
            var made = folder.GetFiles("*.csv").SingleOrDefault() ?? throw new InvalidOperationException($"LibreOffice made nothing of it: {await errors}");
            return await File.ReadAllTextAsync(made.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static object Read(XElement cell) =>
        (string?)cell.Attribute("t") == "inlineStr" ? cell.Descendants(Main + "t").Single().Value : (double)cell.Element(Main + "v")!;
}
