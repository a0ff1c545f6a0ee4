using System.Text;
using PortSafe.Domain.Reports;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Mail.Layout;
using PortSafe.Grains.Newsletters.Drafting;
using PortSafe.Grains.Newsletters.Figures;
using PortSafe.Grains.Releases;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Grains.Tests.Newsletters;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Analytics;

/// <summary>A release without its table of reports by region, and one without the table by group, wherever they are read.</summary>
public sealed class WithheldTableTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>, IAsyncLifetime
{
    private const string Why = "this table would have narrowed down what single ports reported, so none of it is published this quarter";

    private NewsletterDesk _desk = null!;

    public async Task InitializeAsync()
    {
        _desk = await NewsletterDesk.CreateEmptyAsync(DatabaseKind.Sqlite, fixture);
        await ReleaseBuilder.Whole(NewsletterDesk.Quarter).WithoutReports(byRegion: true).FreezeAsync(_desk.Database);
        await ReleaseBuilder.Whole(NewsletterDesk.Quarter.Previous).WithoutReports(byRegion: false).FreezeAsync(_desk.Database);
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory]
    [InlineData("reports-by-region", true)]
    [InlineData("reports-by-group", false)]
    public async Task Its_chart_keeps_every_row_and_says_why_there_is_no_figure(string id, bool byRegion)
    {
        var chart = await ChartAsync(id, byRegion);

        Assert.EndsWith("are withheld this quarter", chart.Title, StringComparison.Ordinal);
        Assert.Contains(Why, chart.AltText, StringComparison.Ordinal);
        Assert.Contains($"Withheld: {Why}.", chart.NotesToRead);
        Assert.Equal(byRegion ? Domain.Releases.PublicationPlan.Current.Regions.Count : CategoryGroup.All.Count, chart.Categories.Count);
        Assert.All(chart.Series[0].Points, point => Assert.Equal((null, "withheld", ChartPoint.WithheldMarker), (point.Value, point.Text, point.Marker)));
        Assert.Contains($"c: withheld, because {Why}", Encoding.UTF8.GetString(ChartCsv.Write(chart)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reports-by-group", true)]
    [InlineData("reports-by-region", false)]
    [InlineData("reports-by-quarter", true)]
    public async Task The_other_tables_of_that_quarter_stand(string id, bool withoutRegions)
    {
        var chart = await ChartAsync(id, withoutRegions);

        Assert.DoesNotContain(chart.Series[0].Points, point => point.Marker is not null);
        Assert.DoesNotContain(chart.NotesToRead, note => note.Contains("Withheld", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_newsletter_says_it_in_sentences_and_in_tables()
    {
        var text = await TextAsync("There were {{stat:reports region=Wales}} reports.\n\n{{table:reports-by-region}}");

        Assert.Contains($"There were withheld ({Why}) reports.", text, StringComparison.Ordinal);
        Assert.Matches("Wales +Withheld", text);
        Assert.Contains($"Withheld: {Why}.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drafted_newsletter_and_the_sector_page_name_the_table_that_is_missing()
    {
        var history = await _desk.Releases.AllAsync(default);
        var draft = NewsletterDraft.Of(new ReleaseFigures(history[^1], history), QuarterNews.None);
        var changes = SectorOverview.Of(history[^1], history).Changes;

        Assert.Contains($"Withheld: {Why}.", await TextAsync(draft.Body), StringComparison.Ordinal);
        Assert.Contains(changes, change => change is { Finding: "Reports by region are withheld:", Rest: $"{Why}." });
        Assert.DoesNotContain(changes, change => change.Finding.StartsWith("Reports of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_cell_carries_its_reason()
    {
        var release = (await _desk.Releases.FindAsync(NewsletterDesk.Quarter, default))!;

        Assert.All(release.Public.Where(cell => cell.IsWithheld()), cell => Assert.Equal(("c", Why), (cell.Display, cell.WhyWithheld())));
        Assert.All(release.Public.Where(cell => !cell.IsWithheld()), cell => Assert.Null(cell.WhyWithheld()));
    }

    private async Task<Chart> ChartAsync(string id, bool withoutRegions) =>
        (await new SectorCharts(_desk.Releases).FindAsync(id, withoutRegions ? NewsletterDesk.Quarter : NewsletterDesk.Quarter.Previous, default))!;

    private async Task<string> TextAsync(string markdown) =>
        EmailText.Document((await _desk.Compiler.CompileAsync(NewsletterDesk.Key, "Subject", markdown, default)).Value!.Email()).ReplaceLineEndings(" ");
}
