using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Xml;
using PortSafe.Bench.Ingest;
using PortSafe.Grains.Charts;
using PortSafe.Testing;

namespace PortSafe.Bench.Analytics;

/// <summary>A spreadsheet of 100,000 rows × 6 columns, written to a file by a process of its own, in turn with exceljs.</summary>
internal static class SpreadsheetBench
{
    private const int Rows = 100_000;
    private const int Columns = 6;
    private const int Rounds = 5;
    private const double Goal = 4;

    private static readonly string[] Head = ["Port", "Region", "Quarter", "Reports", "Staff reached", "Score"];

    public static async Task<bool> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portsafe-bench-");
        try
        {
            var (ownFile, peerFile) = (Path.Combine(folder.FullName, "portsafe.xlsx"), Path.Combine(folder.FullName, "exceljs.xlsx"));
            var (own, peer) = (new List<Answer>(), new List<Answer>());
            for (var round = 0; round < Rounds; round++)
            {
                own.Add(await ReadAsync("dotnet", typeof(SpreadsheetBench).Assembly.Location, "analytics-spreadsheet", ownFile));
                peer.Add(await ReadAsync("node", Repository.PathTo("tests", "bench", "analytics", "exceljs.mjs"), peerFile, $"{Rows}"));
            }
            var (written, expected) = (Read(ownFile), Read(peerFile));
            if (written != expected || written.Cells != (Rows + 1) * Columns)
                throw new InvalidOperationException($"PortSafe wrote {written}, and exceljs {expected}.");
            return Report(own, peer, new FileInfo(ownFile).Length, new FileInfo(peerFile).Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Writes the file in this process, and prints what it took.</summary>
    public static int Write(string path)
    {
        var start = Stopwatch.GetTimestamp();
        using (var file = File.Create(path))
            XlsxFile.Write(file, [new XlsxSheet("Figures", [12, 24, 12, 12, 12, 12], Sheet(), FrozenRows: 1)]);
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new Answer(took, (int)(self.PeakWorkingSet64 >> 20)), JsonSerializerOptions.Web));
        return 0;
    }

    /// <summary>As exceljs.mjs makes them.</summary>
    private static IEnumerable<IReadOnlyList<XlsxCell>> Sheet()
    {
        yield return [.. Head.Select(text => XlsxCell.Of(text, XlsxFormat.Heading))];
        for (var index = 0; index < Rows; index++)
        {
            yield return
            [
                XlsxCell.Of($"Port {index % 1000}"),
                XlsxCell.Of($"Region {index % 11}"),
                XlsxCell.Of($"{2016 + (index / 4 % 10)}Q{(index % 4) + 1}"),
                XlsxCell.Of(index * 7919L % 5000),
                XlsxCell.Of(index % 1001 / 1000.0, XlsxFormat.PercentDecimal),
                XlsxCell.Of(index % 997 / 10.0, XlsxFormat.Decimal),
            ];
        }
    }

    private static bool Report(List<Answer> own, List<Answer> peer, long ownOctets, long peerOctets)
    {
        var (time, other) = (Median(own), Median(peer));
        Console.WriteLine($"Spreadsheet: {Rows:N0} rows × {Columns} columns, medians of {Rounds}, each in a process of its own");
        foreach (var (name, median, answers, octets) in new[] { ("PortSafe", time, own, ownOctets), ("exceljs", other, peer, peerOctets) })
            Console.WriteLine($"  {name,-10} {median,6:F0} ms, at most {answers.Max(answer => answer.Mebibytes),4} MiB of memory, {octets / 1024,6:N0} KiB of file");
        Console.WriteLine($"  {(other / time >= Goal ? "reached" : "MISSED ")}  beside exceljs: {other / time:F1} times as fast (goal: {Goal:F0})");
        return other / time >= Goal;
    }

    private static double Median(List<Answer> answers) => answers.Select(answer => answer.Milliseconds).Order().ElementAt(answers.Count / 2);

    private static async Task<Answer> ReadAsync(string program, params string[] arguments) =>
        JsonSerializer.Deserialize<Answer>(await BenchProcess.ReadAsync(program, arguments), JsonSerializerOptions.Web)!;

    /// <summary>How many cells the first sheet has, and what its numbers and the lengths of its texts add up to.</summary>
    private static Contents Read(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        using var reader = XmlReader.Create(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var (cells, letters, sum, isText) = (0, 0L, 0m, false);
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "c" })
                (cells, isText) = (cells + 1, reader.GetAttribute("t") is "inlineStr" or "str");
            else if (reader.NodeType == XmlNodeType.Text && isText)
                letters += reader.Value.Length;
            else if (reader.NodeType == XmlNodeType.Text)
                sum += decimal.Parse(reader.Value, NumberStyles.Float, CultureInfo.InvariantCulture);
        }
        return new Contents(cells, letters, sum);
    }

    private sealed record Contents(int Cells, long Letters, decimal Sum);

    private sealed record Answer(double Milliseconds, int Mebibytes);
}
