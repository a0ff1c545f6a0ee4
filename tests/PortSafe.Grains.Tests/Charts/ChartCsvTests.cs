using System.Text;
using PortSafe.Grains.Charts;

namespace PortSafe.Grains.Tests.Charts;

public sealed class ChartCsvTests
{
    [Fact]
    public void The_file_says_what_it_is_and_then_holds_the_released_texts()
    {
        var chart = SampleCharts.Make("reports", ChartKind.Column, ["2026Q1", "2026Q2", "2026Q3", "2025Q4"],
            new ChartSeries("Reports, all", [SampleCharts.Report(3), SampleCharts.Report(1087), ChartPoint.Withheld, ChartPoint.Unknown])) with
        {
            Filters = "Felixstowe only",
            Notes = ["Bands need not add up."],
        };
        Assert.Equal(
            """
            Title,Reports have risen in each year since 2023
            Measure,"Anonymous reports by quarter, all categories, number of reports"
            Filters,Felixstowe only
            Release,"Release 2026Q3, frozen 9 October 2026, unaudited"
            Source,"PortSafe, from counts by Crimestoppers"
            Note,Bands need not add up.
            Marker,"c: not shown, to protect people"
            Marker,x: not known
            ""
            Quarter,"Reports, all"
            2026Q1,<10
            2026Q2,"1,085–1,089"
            2026Q3,c
            2025Q4,x

            """.ReplaceLineEndings("\r\n"),
            Text(chart));
    }

    [Fact]
    public void A_withheld_table_has_the_shorthand_in_its_cells_and_says_why_once()
    {
        var lines = Text(SampleCharts.BarOfWithheld).Split("\r\n");

        Assert.Contains("Marker,\"c: withheld, because this table would have narrowed down what single ports reported, so none of it is published this quarter\"", lines);
        Assert.Equal(SampleCharts.BarOfWithheld.Categories.Select(region => $"{region},c"), lines[^12..^1]);
    }

    [Fact]
    public void It_starts_with_a_byte_order_mark_so_that_spreadsheets_read_its_dashes() =>
        Assert.Equal([0xef, 0xbb, 0xbf], ChartCsv.Write(SampleCharts.LineOfBands)[..3]);

    [Theory]
    [InlineData("=HYPERLINK(\"http://example.org\",\"see\")")]
    [InlineData("+1+1")]
    [InlineData("-1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("  =1+1")]
    [InlineData("\r\n=1+1")]
    public void A_cell_that_a_spreadsheet_would_run_is_kept_as_text(string hostile)
    {
        var chart = SampleCharts.Make("hostile", ChartKind.Bar, [hostile], new ChartSeries(hostile, [ChartPoint.Figure(1, hostile)])) with
        {
            Title = hostile,
            CategoryName = hostile,
            Notes = [hostile],
            Filters = hostile,
            Release = hostile,
            Source = hostile,
        };
        var cells = Text(chart).Split(["\r\n", ",", "\""], StringSplitOptions.RemoveEmptyEntries);
        Assert.DoesNotContain(cells, cell => cell.TrimStart().StartsWith(hostile.Trim()[0]));
        Assert.Contains($"'{hostile.Trim()[0]}", Text(chart), StringComparison.Ordinal);
    }

    private static string Text(Chart chart) => Encoding.UTF8.GetString(ChartCsv.Write(chart).AsSpan(3));
}
