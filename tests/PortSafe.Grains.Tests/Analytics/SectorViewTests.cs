using PortSafe.Grains.Analytics;

namespace PortSafe.Grains.Tests.Analytics;

/// <summary>Views as addresses spell them.</summary>
public sealed class SectorViewTests
{
    private const int Tries = 20_000;

    private static readonly string?[] Bys = [null, "", .. MeasureBreakdown.All.Select(by => by.Code), "port"];
    private static readonly string?[] Periods =
        [null, "", "latest", "all", "last-1", "last-8", "last-99", "last-100", "last-0", "2026Q3", "2026Q3..2026Q3", "2024Q4..2026Q3", "2026Q3..2024Q4", "2025", "2023..2025", "2025..2026Q1", "1999", "2026Q5", "1950Q1..2199Q4", ".."];

    private static readonly string?[] Compares = [null, "", .. SectorViewText.Comparisons, "region:wales", "region:south-east", "region:mars", "region:", "someone"];
    private static readonly string?[] Charts = [null, "", .. SectorViewText.Kinds, "pie"];
    private static readonly string?[] Sorts = [null, "", .. SectorViewText.Sorts, "luck"];
    private static readonly string?[] Regions = [null, null, null, "", "wales", "Wales", "thames-and-medway"];
    private static readonly string?[] Sizes = [null, null, null, "", "major", "minor", "huge"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_view_that_is_written_and_read_again_is_the_same_view_and_written_the_same(int seed)
    {
        var random = new Random(seed);
        var read = 0;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var text = Any(random);
            var (view, errors) = text.Understand();
            Assert.True(view is null != (errors.Count == 0), $"{text}");
            Assert.All(errors, error => Assert.Contains(error.Field, (string[])["measure", "by", "period", "compare", "chart", "sort", "region", "size"]));
            if (view is null)
                continue;
            read++;
            var again = Parse(view.Query);
            Assert.Equal(view, again);
            Assert.Equal(view.Query, again.Query);
            Assert.Equal(view, SectorViewText.Of(view).Read().Value);
            Assert.Equal(Uri.EscapeDataString(view.Query).Replace("%3D", "=", StringComparison.Ordinal).Replace("%26", "&", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal), view.Query);
        }
        Assert.InRange(read, Tries / 200, Tries);
    }

    [Theory]
    [InlineData("line-known", null, "all", null, null, "measure=line-known")]
    [InlineData("line-known", "nation", null, null, "line", "measure=line-known")]
    [InlineData("line-known", "region", "latest", null, "bar", "measure=line-known&by=region")]
    [InlineData("schemes-by-stage", "stage", null, null, "stacked", "measure=schemes-by-stage")]
    [InlineData("line-known", "region", "2026Q3..2026Q3", "last-year", null, "measure=line-known&by=region&period=2026Q3&compare=last-year")]
    public void What_is_usual_is_left_out(string measure, string? by, string? period, string? compare, string? chart, string expected) =>
        Assert.Equal(expected, new SectorViewText(measure, by, period, compare, chart, "value").Read().Value!.Query);

    [Fact]
    public void One_region_by_region_is_that_region_over_time() =>
        Assert.Equal("measure=line-known&region=wales", new SectorViewText("line-known", "region", Region: "wales").Read().Value!.Query);

    [Theory]
    [InlineData("weather", null, null, null, null, null, null, "measure", "line-known")]
    [InlineData("reports", "size", null, null, null, null, null, "by", "nation, region or group")]
    [InlineData("line-known", null, "yesterday", null, null, null, null, "period", "a quarter such as 2026Q3")]
    [InlineData("reports", null, "2025", null, null, null, null, "period", "not published by year")]
    [InlineData("line-known", null, null, "region:mars", null, null, null, "compare", "region:wales")]
    [InlineData("line-known", null, null, "nation", null, null, null, "compare", "a region or a size")]
    [InlineData("line-known", "region", null, null, "line", null, null, "chart", "bar, map or column")]
    [InlineData("line-known", null, null, null, null, "atlantis", null, "region", "thames-and-medway")]
    [InlineData("reports", null, null, null, null, null, "major", "size", "not published by size")]
    [InlineData("line-known", null, null, null, null, "wales", "major", "size", "not both")]
    [InlineData("reports", "group", null, null, null, "wales", null, "by", "within one region")]
    public void What_cannot_be_answered_names_the_parameter_and_what_it_takes(
        string measure, string? by, string? period, string? compare, string? chart, string? region, string? size, string field, string expected)
    {
        var error = new SectorViewText(measure, by, period, compare, chart, null, region, size).Read().Error!;

        Assert.Equal((field, SectorViewText.Invalid), (error.Field, error.Code));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static SectorView Parse(string query)
    {
        var fields = query.Split('&').Select(field => field.Split('=', 2)).ToDictionary(field => field[0], field => field[1], StringComparer.Ordinal);
        return new SectorViewText(
            Of("measure"), Of("by"), Of("period"), Of("compare"), Of("chart"), Of("sort"), Of("region"), Of("size")).Read().Value ?? throw new InvalidOperationException(query);

        string? Of(string name) => fields.GetValueOrDefault(name);
    }

    private static SectorViewText Any(Random random)
    {
        return new SectorViewText(
            From([.. Measure.All.Select(measure => measure.Id)]), From(Bys), From(Periods), random.Next(3) == 0 ? From(Compares) : null, random.Next(3) == 0 ? From(Charts) : null, From(Sorts), From(Regions), From(Sizes));

        string? From(string?[] values) => values[random.Next(values.Length)];
    }
}
