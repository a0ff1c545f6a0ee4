using System.Globalization;
using PortSafe.Grains.Charts;
using PortSafe.Testing.Charts;

namespace PortSafe.Grains.Tests.Charts;

public sealed class ChartXlsxTests
{
    public static TheoryData<string> Ids => [.. SampleCharts.All.Select(chart => chart.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_figure_of_the_table_is_in_the_file_as_it_is_shown(string id)
    {
        var chart = SampleCharts.All.Single(sample => sample.Id == id);
        var file = new Spreadsheet(ChartXlsx.Write(chart));
        var table = ChartTable.Of(chart);
        var rows = file.Rows(1);

        Assert.Equal([chart.Title], rows[0]);
        Assert.Equal([chart.Subtitle], rows[1]);
        Assert.Equal(table.Header, rows[3]);
        Assert.Equal(table.Rows.Select(row => string.Join('|', [row.Key, .. row.Cells.Select(cell => cell.Marker ?? cell.Display)])), rows.Skip(4).Select(row => string.Join('|', row.Select(Shown))));
        Assert.False(file.HasFormulas);

        string Shown(object cell) => cell is double number
            ? chart.Unit == "%" ? $"{Math.Round(number * 100, 6)}%" : number.ToString("N0", CultureInfo.InvariantCulture)
            : (string)cell;
    }

    [Fact]
    public void Numbers_are_numbers_and_bear_their_format()
    {
        var chart = SampleCharts.Make("mixed", ChartKind.Line, ["2026Q1", "2026Q2", "2026Q3"], new ChartSeries("A", [ChartPoint.Figure(18.4, "18%"), ChartPoint.Figure(18.2, "18.2%"), ChartPoint.Figure(1234, "1,234")]));
        var file = new Spreadsheet(ChartXlsx.Write(chart));
        var cells = file.Cells(1).TakeLast(6).Where((_, i) => i % 2 == 1).ToList();

        Assert.Equal([0.18, 0.182, 1234d], file.Rows(1).Skip(4).Select(row => row[1]));
        Assert.Equal([9, 165, 3], cells.Select(cell => file.Format(cell).Code));
    }

    [Fact]
    public void Another_sheet_says_what_the_figures_are()
    {
        var chart = SampleCharts.LineWithGaps with { Filters = "Felixstowe only.", Notes = ["Bands need not add up."], ReleaseHash = new string('a', 64), ReferenceLine = new ChartReferenceLine(18, "UK 18%") };
        var file = new Spreadsheet(ChartXlsx.Write(chart));

        Assert.Equal(["Figures", "About"], file.SheetNames);
        Assert.Equal(
            [
                ["Title", chart.Title], ["Measure", chart.Subtitle], ["Filters", "Felixstowe only."], ["Release", chart.Release!], ["Fingerprint", new string('a', 64)],
                ["Source", chart.Source], ["Compared with", "UK 18%"], ["Note", "Bands need not add up."], ["Marker", "c: not shown, to protect people"], ["Marker", "x: not known"],
            ],
            file.Rows(2));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://example.org\",\"see\")")]
    [InlineData("+1+1")]
    [InlineData("-1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("1;=1+1|_x003D_ \u0001<&>\ud800")]
    public void A_text_that_looks_like_a_formula_is_a_text_for_ever(string hostile)
    {
        var chart = SampleCharts.Make("hostile", ChartKind.Bar, [hostile], new ChartSeries(hostile, [ChartPoint.Figure(1, hostile)])) with
        {
            Title = hostile,
            CategoryName = hostile,
            Notes = [hostile],
        };
        var file = new Spreadsheet(ChartXlsx.Write(chart));

        Assert.False(file.HasFormulas);
        var texts = file.Cells(1).Where(cell => cell.Value.Contains('1', StringComparison.Ordinal) || cell.Value.Contains('(', StringComparison.Ordinal)).ToList();
        Assert.Equal(5, texts.Count);
        Assert.All(texts, cell => Assert.Equal("inlineStr", (string?)cell.Attribute("t")));
        Assert.All(texts, cell => Assert.Equal("=+-@".Contains(cell.Value.TrimStart()[0], StringComparison.Ordinal), file.Format(cell).Quoted));
    }

    [Fact]
    public void The_same_chart_is_the_same_bytes_whenever_it_is_written() =>
        Assert.Equal(ChartXlsx.Write(SampleCharts.Stacked), ChartXlsx.Write(SampleCharts.Stacked with { Notes = [] }));

    [Fact]
    public void A_sheet_of_many_rows_is_written_as_they_come()
    {
        using var to = new CountingStream();
        var read = 0;
        XlsxFile.Write(to, [new XlsxSheet("Many", [], Rows())]);

        Assert.Equal(20_000, read);
        Assert.True(to.WrittenWhen(10_000), "nothing was written until the last row was read");

        IEnumerable<IReadOnlyList<XlsxCell>> Rows()
        {
            for (; read < 20_000; read++)
            {
                to.At = read;
                yield return [XlsxCell.Of($"Berth {read}"), XlsxCell.Of(read * 1.5, XlsxFormat.Decimal)];
            }
        }
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("a name of more than thirty-one characters")]
    public void A_sheet_with_a_name_that_no_tab_may_bear_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => XlsxFile.Write(Stream.Null, [new XlsxSheet(name, [], [])]));

    [Fact]
    public void A_number_without_end_is_refused() =>
        Assert.Throws<ArgumentException>(() => XlsxFile.Write(Stream.Null, [new XlsxSheet("A", [], [[XlsxCell.Of(double.NaN)]])]));

    [Fact]
    public async Task LibreOffice_shows_the_tables_own_texts()
    {
        var shown = await Spreadsheet.AsShownAsync(ChartXlsx.Write(SampleCharts.BarWithReferenceLine), 1);
        if (shown is null)
            return;
        var table = ChartTable.Of(SampleCharts.BarWithReferenceLine);
        Assert.Equal(table.Rows.Select(row => $"{row.Key},{row.Cells[0].Display}"), shown.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^table.Rows.Count..]);
        var about = await Spreadsheet.AsShownAsync(ChartXlsx.Write(SampleCharts.BarWithReferenceLine), 2);
        Assert.Contains(SampleCharts.BarWithReferenceLine.Release!, about, StringComparison.Ordinal);
    }

    private sealed class CountingStream : MemoryStream
    {
        private readonly List<int> _writtenAt = [];

        public int At { get; set; }

        public bool WrittenWhen(int row) => _writtenAt.Exists(at => at > 0 && at <= row);

        public override void Write(byte[] buffer, int offset, int count)
        {
            _writtenAt.Add(At);
            base.Write(buffer, offset, count);
        }
    }
}
