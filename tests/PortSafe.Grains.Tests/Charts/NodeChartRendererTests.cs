using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Charts;
using PortSafe.Testing;

namespace PortSafe.Grains.Tests.Charts;

[Collection(ChartRendererCollection.Name)]
public sealed class NodeChartRendererTests(ChartRendererFixture fixture)
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly IChartRenderer _charts = fixture.Renderer;

    public static TheoryData<string, int> Golden => new()
    {
        { SampleCharts.BarOfBands.Id, 375 },
        { SampleCharts.BarOfWithheld.Id, 600 },
        { SampleCharts.LineOfBands.Id, 600 },
        { SampleCharts.LineWithGaps.Id, 600 },
        { SampleCharts.BarsInGroups.Id, 375 },
        { SampleCharts.ColumnsInGroups.Id, 600 },
        { SampleCharts.PanelsOfBands.Id, 600 },
        { SampleCharts.Marked.Id, 600 },
        { SampleCharts.MarkedColumns.Id, 375 },
        { SampleCharts.TileMapOfBands.Id, 375 },
    };

    public static TheoryData<string, int, ChartTheme> Looks
    {
        get
        {
            var all = new TheoryData<string, int, ChartTheme>();
            foreach (var theme in Enum.GetValues<ChartTheme>())
            {
                foreach (var width in new[] { 900, 600, 375 })
                {
                    foreach (var chart in (Chart[])[SampleCharts.BarWithReferenceLine, SampleCharts.ColumnOfBands, SampleCharts.TwoLines, SampleCharts.Stacked, SampleCharts.Panels, SampleCharts.TileMap])
                        all.Add(chart.Id, width, theme);
                }
            }

            return all;
        }
    }

    public static TheoryData<ChartKind> Kinds => [.. Enum.GetValues<ChartKind>()];

    public static TheoryData<string> Ids => [.. SampleCharts.All.Select(chart => chart.Id)];

    [Theory]
    [MemberData(nameof(Golden))]
    public async Task A_chart_is_drawn_byte_for_byte_as_its_golden_file(string id, int width)
    {
        var drawn = await _charts.SvgAsync(Sample(id), new ChartSize(width), default);
        Assert.Equal(GoldenFile.Read($"{id}-{width}.svg", drawn), drawn);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_kind_is_drawn_as_its_golden_files_at_every_width_and_in_every_look(string id, int width, ChartTheme theme)
    {
        var drawn = await _charts.SvgAsync(Sample(id), new ChartSize(width) { Theme = theme }, default);
        Assert.Equal(GoldenFile.Read($"{id}-{width}-{theme.ToString().ToLowerInvariant()}.svg", drawn), drawn);
    }

    [Fact]
    public async Task Panels_share_one_scale_and_the_line_that_stands_in_all_of_them()
    {
        var svg = await _charts.SvgAsync(SampleCharts.Panels, new ChartSize(900), default);
        var text = await DrawnText(SampleCharts.Panels, 900);

        Assert.Equal(3, text.Split('\n').Count(line => line == "100%"));
        Assert.Single(text.Split('\n'), line => line == "UK 68%");
        Assert.Equal(11, XDocument.Parse(svg).Descendants(Svg + "path").Count(path => (string?)path.Attribute("stroke-dasharray") == "4,3" && (string?)path.Attribute("fill") == "none" && (string?)path.Attribute("stroke-width") == "1.5" && (string?)path.Attribute("d") is { Length: > 40 }));
    }

    [Fact]
    public async Task A_tile_map_of_what_are_no_regions_is_drawn_as_bars()
    {
        var ports = SampleCharts.Make("ports", ChartKind.TileMap, ["Felixstowe", "Dover"], new ChartSeries("Reports", [SampleCharts.Report(12), SampleCharts.Report(31)]));
        Assert.Equal(
            await _charts.SvgAsync(ports with { Kind = ChartKind.Bar }, new ChartSize(600), default),
            await _charts.SvgAsync(ports, new ChartSize(600), default));
    }

    [Fact]
    public async Task Every_region_of_the_publication_plan_has_a_tile_of_its_own()
    {
        var regions = PublicationPlan.Current.Regions.Select(region => region.ToString()).ToArray();
        var chart = SampleCharts.Make("all", ChartKind.TileMap, regions, new ChartSeries("Reports", [.. regions.Select(_ => SampleCharts.Report(12))]));
        var values = XDocument.Parse(await _charts.SvgAsync(chart, new ChartSize(900) { Framed = false }, default)).Root!.Elements(Svg + "text")
            .Where(element => element.Value == "10–14" && (string?)element.Attribute("font-size") == "20").Select(element => ((string)element.Attribute("x")!, (string)element.Attribute("y")!)).ToList();

        Assert.Equal(regions.Length, values.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_same_chart_is_drawn_in_the_same_bytes_whatever_was_drawn_between(string id)
    {
        var size = new ChartSize(500) { Theme = ChartTheme.Greyscale };
        var first = await _charts.SvgAsync(Sample(id), size, default);
        await _charts.SvgAsync(SampleCharts.ColumnOfBands, new ChartSize(700), default);
        Assert.Equal(first, await _charts.SvgAsync(Sample(id), size, default));
        Assert.Equal(await _charts.PngAsync(Sample(id), size, default), await _charts.PngAsync(Sample(id), size, default));
    }

    [Theory]
    [InlineData(375, 1)]
    [InlineData(600, 2)]
    public async Task A_png_has_the_svgs_size_times_its_scale(int width, int scale)
    {
        var size = new ChartSize(width) { Scale = scale };
        var png = await _charts.PngAsync(SampleCharts.ColumnOfBands, size, default);
        var svg = XDocument.Parse(await _charts.SvgAsync(SampleCharts.ColumnOfBands, size, default)).Root!;

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a], png[..8]);
        Assert.Equal(width * scale, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal((int)svg.Attribute("height")! * scale, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
    }

    [Fact]
    public async Task A_picture_too_large_to_hold_is_refused()
    {
        var many = Enumerable.Range(1, Chart.MaxCategories).Select(number => $"Berth {number}").ToArray();
        var chart = SampleCharts.Make("berths", ChartKind.Bar, many, new ChartSeries("Reports", [.. many.Select(_ => SampleCharts.Report(12))]));
        var error = await Assert.ThrowsAsync<NodeException>(() => _charts.PngAsync(chart, new ChartSize(1600) { Scale = 4 }, default));
        Assert.Contains("pixels", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_chart_with_nothing_to_show_says_so(ChartKind kind)
    {
        var gaps = new ChartSeries("Reports", [ChartPoint.Unknown, ChartPoint.Unknown]);
        foreach (var chart in new[] { Empty(kind), Empty(kind) with { Series = [new ChartSeries("Reports", [])] }, Empty(kind) with { Categories = ["2026Q2", "2026Q3"], Series = [gaps] } })
            Assert.Contains("No figures to show yet", await DrawnText(chart, 375), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task One_point_alone_is_drawn_with_its_text(ChartKind kind)
    {
        foreach (var point in new[] { ChartPoint.Figure(0, "0"), SampleCharts.Report(2), SampleCharts.Report(542), ChartPoint.Withheld })
        {
            var chart = Empty(kind) with { Categories = ["2026Q3"], Series = [new ChartSeries("Reports", [point])] };
            Assert.Contains(point.Display, await DrawnText(chart, 375), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Long_names_stay_inside_the_picture(ChartKind kind)
    {
        var name = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch and the neighbouring harbours of Anglesey";
        var point = ChartPoint.Figure(1234567, "1,234,567 reports in all");
        var chart = Empty(kind) with { Categories = [name, "Wales"], Series = [new ChartSeries(name, [point, point]), new ChartSeries("Wales", [point, point])] };
        foreach (var width in new[] { ChartSize.MinWidth, 375, 900 })
            Inside(XDocument.Parse(await _charts.SvgAsync(chart, new ChartSize(width), default)).Root!, await Widths(chart, width));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task No_text_is_cut_by_the_edge_or_smaller_than_14_pixels(string id)
    {
        foreach (var width in new[] { 320, 375, 600, 900 })
        {
            foreach (var framed in new[] { true, false })
            {
                var size = new ChartSize(width) { Framed = framed };
                Inside(XDocument.Parse(await _charts.SvgAsync(Sample(id), size, default)).Root!, await Widths(Sample(id), width, framed));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task No_two_texts_touch(string id)
    {
        foreach (var width in new[] { 320, 343, 375, 560, 600, 900 })
        {
            var boxes = await Widths(Sample(id), width);
            for (var i = 0; i < boxes.Count; i++)
            {
                for (var j = i + 1; j < boxes.Count; j++)
                    Assert.False(boxes[i].Touches(boxes[j]), $"“{boxes[i].Words}” touches “{boxes[j].Words}” at {width} pixels");
            }
        }
    }

    [Fact]
    public async Task An_exported_picture_stands_alone()
    {
        var chart = SampleCharts.ColumnOfBands with { Filters = "Felixstowe only" };
        var svg = XDocument.Parse(await _charts.SvgAsync(chart, new ChartSize(900), default)).Root!;

        Assert.Equal("img", (string?)svg.Attribute("role"));
        Assert.Equal(chart.Title, svg.Element(Svg + "title")!.Value);
        Assert.Equal(chart.AltText, svg.Element(Svg + "desc")!.Value);
        var text = string.Join('\n', svg.Elements(Svg + "text").Select(element => element.Value));
        foreach (var part in new[] { chart.Title, chart.Subtitle, chart.Notes[0], chart.Filters, chart.Release!, $"Source: {chart.Source}" })
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_for_a_page_leaves_the_words_to_the_page()
    {
        var text = await DrawnText(SampleCharts.ColumnOfBands, 900, framed: false);
        Assert.DoesNotContain(SampleCharts.ColumnOfBands.Title, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Source", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_in_a_text_is_drawn_as_text()
    {
        const string Hostile = "<script>alert(1)</script> & \"quoted\" ]]> \u0001";
        var chart = SampleCharts.BarWithReferenceLine with
        {
            Title = Hostile,
            AltText = Hostile,
            Categories = [Hostile, .. SampleCharts.BarWithReferenceLine.Categories.Skip(1)],
            ReferenceLine = new ChartReferenceLine(18, Hostile),
        };
        var svg = XDocument.Parse(await _charts.SvgAsync(chart, new ChartSize(900), default)).Root!;
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "script" or "style" or "foreignObject" or "image");
        Assert.DoesNotContain(
            svg.Descendants().SelectMany(element => element.Attributes()).Select(attribute => attribute.Name.LocalName),
            name => name is "style" or "href" or "class" || name.StartsWith("on", StringComparison.Ordinal));
        Assert.StartsWith("<script>alert(1)</script> & \"quoted\"", svg.Element(Svg + "title")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_figure_is_hatched_and_never_nought_or_exact()
    {
        var one = SampleCharts.Make("one", ChartKind.Column, ["2026Q2", "2026Q3"], new ChartSeries("Reports", [SampleCharts.Report(0), SampleCharts.Report(12)]));
        var nine = one with { Series = [new ChartSeries("Reports", [SampleCharts.Report(9), SampleCharts.Report(14)])] };
        var svg = await _charts.SvgAsync(one, new ChartSize(600), default);

        Assert.Equal(svg, await _charts.SvgAsync(nine, new ChartSize(600), default));
        Assert.Contains("<pattern", svg, StringComparison.Ordinal);
        Assert.Contains("&lt;10", svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withheld_figure_is_neither_drawn_as_nought_nor_as_a_small_one()
    {
        var withheld = SampleCharts.BarOfWithheld;
        var small = withheld with { Series = [new ChartSeries("Reports", [.. withheld.Categories.Select(_ => SampleCharts.Report(0))])] };
        var (one, other) = (await _charts.SvgAsync(withheld, new ChartSize(600), default), await _charts.SvgAsync(small, new ChartSize(600), default));

        Assert.Contains("<pattern", one, StringComparison.Ordinal);
        Assert.NotEqual(Patterns(one), Patterns(other));
        var text = await DrawnText(withheld, 600);
        Assert.Equal(withheld.Categories.Count, text.Split('\n').Count(line => line == "withheld"));
        Assert.Contains("Withheld: this table would have narrowed down", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0", text.Replace("Release 2026Q3", "", StringComparison.Ordinal).Split("Withheld: ")[0].Split('\n')[2..], StringComparer.Ordinal);

        static string Patterns(string svg) => string.Concat(XDocument.Parse(svg).Descendants(Svg + "pattern").Select(pattern => pattern.ToString()));
    }

    [Fact]
    public async Task The_pointer_shows_the_tables_text_and_no_more()
    {
        var chart = SampleCharts.Make("tip", ChartKind.Column, ["2026Q3"], new ChartSeries("Reports <all>", [SampleCharts.Report(1087)]));
        var json = JsonDocument.Parse(chart.ToJson()).RootElement;
        var markup = await fixture.Node.InvokeAsync<string>("chart-tooltip.mjs", "tooltipMarkup", [json, 0], default);
        Assert.Equal(
            "<table><caption>July to September 2026</caption><tbody><tr><th scope=\"row\">Reports &#60;all&#62;</th><td>1,085–1,089</td></tr></tbody></table>",
            markup);
    }

    [Fact]
    public async Task Widths_of_text_are_those_of_the_bundled_font()
    {
        const string Letters = "PortSafe, Llŷn Peninsula: 0123456789 – £1,234 “quoted” ‘Ærø’ Ÿżź < > 45%";
        foreach (var (bold, file) in new[] { (false, "400Regular/Arimo_400Regular.ttf"), (true, "700Bold/Arimo_700Bold.ttf") })
        {
            var font = new TrueTypeWidths(Path.Combine(NodeFolder.Find(AppContext.BaseDirectory), "node_modules/@expo-google-fonts/arimo", file));
            foreach (var letter in Letters)
                Assert.Equal(font.Width(letter) * 2048.0 / font.UnitsPerEm, await fixture.Node.InvokeAsync<double>("chart-text.mjs", "textWidth", [letter.ToString(), 2048, bold], default));
        }
    }

    private static Chart Sample(string id) => SampleCharts.All.Single(chart => chart.Id == id);

    private static Chart Empty(ChartKind kind) => SampleCharts.Make("empty", kind, []);

    private async Task<string> DrawnText(Chart chart, int width, bool framed = true) =>
        string.Join('\n', (await Widths(chart, width, framed)).Select(box => box.Words));

    private async Task<List<TextBox>> Widths(Chart chart, int width, bool framed = true)
    {
        var svg = XDocument.Parse(await _charts.SvgAsync(chart, new ChartSize(width) { Framed = framed }, default)).Root!;
        List<TextBox> boxes = [];
        foreach (var element in svg.Elements(Svg + "text"))
        {
            var size = Number(element, "font-size");
            var bold = element.Attribute("font-weight") is not null;
            var wide = await fixture.Node.InvokeAsync<double>("chart-text.mjs", "textWidth", [element.Value, size, bold], default);
            var left = Number(element, "x") - ((string?)element.Attribute("text-anchor") switch { "end" => wide, "middle" => wide / 2, _ => 0 });
            boxes.Add(new TextBox(element.Value, left, left + wide, Number(element, "y") - (size * 0.75), Number(element, "y") + (size * 0.2), size));
        }

        return boxes;
    }

    private static void Inside(XElement svg, List<TextBox> boxes)
    {
        var (width, height) = (Number(svg, "width"), Number(svg, "height"));
        Assert.NotEmpty(boxes);
        Assert.All(boxes, box => Assert.True(box.Left >= -0.5 && box.Right <= width + 0.5 && box.Top >= 0 && box.Bottom <= height, $"“{box.Words}” is cut at {width} pixels"));
        Assert.All(boxes, box => Assert.True(box.Size >= 14, $"“{box.Words}” is {box.Size} pixels"));
    }

    private static double Number(XElement element, string attribute) => double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);

    private sealed record TextBox(string Words, double Left, double Right, double Top, double Bottom, double Size)
    {
        public bool Touches(TextBox other) => Left < other.Right + 2 && other.Left < Right + 2 && Top < other.Bottom && other.Top < Bottom;
    }
}
