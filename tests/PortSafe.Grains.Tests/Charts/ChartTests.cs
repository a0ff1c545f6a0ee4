using System.Text.Json;
using PortSafe.Grains.Charts;

namespace PortSafe.Grains.Tests.Charts;

public sealed class ChartTests
{
    [Fact]
    public void A_chart_travels_as_camel_case_json_with_its_kind_and_colours_by_name()
    {
        var chart = JsonDocument.Parse(SampleCharts.Stacked.ToJson()).RootElement;
        Assert.Equal("stackedColumn", chart.GetProperty("kind").GetString());
        Assert.Equal("navy", chart.GetProperty("series")[0].GetProperty("colour").GetString());
        Assert.Equal("20", chart.GetProperty("series")[0].GetProperty("points")[14].GetProperty("display").GetString());
    }

    [Fact]
    public void Its_json_cannot_end_the_script_element_that_holds_it()
    {
        var json = (SampleCharts.Stacked with { Title = "</script><script>alert(1)</script>" }).ToJson();
        Assert.DoesNotContain('<', json);
    }

    [Theory]
    [InlineData(0, 9, "<10", null)]
    [InlineData(10, 14, "10–14", 12)]
    [InlineData(1085, 1089, "1,085–1,089", 1087)]
    public void A_released_figure_tells_its_band_and_no_more(int lower, int upper, string display, int? drawnAt)
    {
        for (var count = lower; count <= upper; count++)
            Assert.Equal(new ChartPoint(drawnAt, lower, upper, display, null), SampleCharts.Report(count));
    }

    [Fact]
    public void Unknown_and_withheld_points_have_no_value()
    {
        Assert.Null(ChartPoint.Unknown.Value);
        Assert.Null(ChartPoint.Withheld.Value);
        Assert.Equal("c", ChartPoint.Withheld.Marker);
    }

    [Fact]
    public void A_chart_that_breaks_a_bound_is_refused_with_the_reason()
    {
        var chart = SampleCharts.LineOfBands;
        var series = chart.Series[0];
        Refused(chart with { Id = "Not an id" }, "its id");
        Refused(chart with { Id = "" }, "its id");
        Refused(chart with { Series = [series, series, series, series, series] }, "more than 4 series");
        Refused(chart with { Kind = ChartKind.SmallMultiples, Series = [.. Enumerable.Repeat(series, 13)] }, "more than 12 series");
        Refused(chart with { Series = [series with { Everywhere = true }] }, "stands in all panels");
        Refused(chart with { Categories = [.. chart.Categories.Skip(1)] }, "one point a category");
        Refused(chart with { Categories = [.. Enumerable.Range(0, 401).Select(i => $"{i}")] }, "more than 400 categories");
        Refused(chart with { Title = new string('a', 1001) }, "over 1000 characters");
        Refused(chart with { ReferenceLine = new ChartReferenceLine(double.NaN, "UK") }, "reference line");
        Refused(chart with { Categories = ["2026Q3"], Series = [new ChartSeries("A", [ChartPoint.Figure(double.PositiveInfinity, "∞")])] }, "endless");
        Refused(chart with { Categories = ["2026Q3"], Series = [new ChartSeries("A", [ChartPoint.Figure(-1, "-1")])] }, "negative");
    }

    [Theory]
    [InlineData(279)]
    [InlineData(1601)]
    public void A_width_outside_its_bounds_is_refused(int width) => Assert.Throws<ArgumentOutOfRangeException>(() => new ChartSize(width));

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void A_scale_outside_its_bounds_is_refused(int scale) => Assert.Throws<ArgumentOutOfRangeException>(() => new ChartSize(600) { Scale = scale });

    [Fact]
    public void The_table_names_quarters_to_people_and_keeps_their_key()
    {
        var table = ChartTable.Of(SampleCharts.TwoLines);
        Assert.Equal(["Quarter", "Felixstowe", "Scotland North and Islands"], table.Header);
        Assert.Equal(("July to September 2026", "2026Q3"), (table.Rows[^1].Heading, table.Rows[^1].Key));
        Assert.Equal(["45%", "17%"], table.Rows[^1].Cells.Select(cell => cell.Display));
    }

    private static void Refused(Chart chart, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(chart.ToJson).Message, StringComparison.Ordinal);
}
