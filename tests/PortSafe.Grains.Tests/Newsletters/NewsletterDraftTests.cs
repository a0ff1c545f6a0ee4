using PortSafe.Domain;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Newsletters.Drafting;
using PortSafe.Grains.Newsletters.Figures;

namespace PortSafe.Grains.Tests.Newsletters;

public sealed class NewsletterDraftTests
{
    private static readonly Quarter Quarter = NewsletterDesk.Quarter;

    [Theory]
    [InlineData(0.66, "two in three staff")]
    [InlineData(0.6667, "two in three staff")]
    [InlineData(0.64, "nearly two in three staff")]
    [InlineData(0.69, "more than two in three staff")]
    [InlineData(0.50, "half of staff")]
    [InlineData(0.10, "one in ten staff")]
    [InlineData(0.90, "nine in ten staff")]
    [InlineData(0.97, "97% of staff")]
    [InlineData(0.02, "2% of staff")]
    [InlineData(0.0, "0% of staff")]
    [InlineData(1.0, "100% of staff")]
    public void A_share_is_said_as_a_fraction_where_one_is_near(double share, string words) =>
        Assert.Equal(words, ShareWords.Of(share, $"{share * 100:0}%"));

    [Fact]
    public void The_first_release_is_drafted_without_comparisons()
    {
        var draft = NewsletterDraft.Of(new ReleaseFigures(ReleaseBuilder.Whole(Quarter).Build(), []), QuarterNews.None);
        Assert.Equal("July to September 2026: two in three staff know the line", draft.Subject);
        Assert.DoesNotContain("a year ago", draft.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("period=", draft.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("New members", draft.Body, StringComparison.Ordinal);
        Assert.Contains("{{stat:reports}} anonymous reports.", draft.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_of_reports_alone_is_drafted_from_reports_alone()
    {
        var draft = NewsletterDraft.Of(new ReleaseFigures(new ReleaseBuilder(Quarter).Reports(12).Withheld(Measure.LineKnown).Build(), []), QuarterNews.None);
        Assert.Equal("PortSafe newsletter, July to September 2026", draft.Subject);
        Assert.Equal(["stat:reports", "table:key-figures"], Tokens(draft.Body).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(542, 542, "in the same band as a year ago")]
    [InlineData(540, 544, "in the same band as a year ago")]
    [InlineData(545, 544, "up from {{stat:reports period=2025Q3}} a year ago")]
    [InlineData(9, 0, "in the same band as a year ago")]
    [InlineData(9, 10, "down from {{stat:reports period=2025Q3}} a year ago")]
    public void Reports_are_compared_by_their_bands(int now, int then, string clause) =>
        Assert.EndsWith($"{{{{stat:reports}}}} anonymous reports, {clause}.", Changes(Release(Quarter, now), Release(Quarter.SameQuarterLastYear, then)).Single(), StringComparison.Ordinal);

    [Theory]
    [InlineData(30, 30, "the same as in the quarter before and a year ago")]
    [InlineData(20, 20, "up from {{stat:line-known period=2026Q2}} in the quarter before and {{stat:line-known period=2025Q3}} a year ago")]
    [InlineData(20, 40, "up from {{stat:line-known period=2026Q2}} in the quarter before, but down from {{stat:line-known period=2025Q3}} a year ago")]
    [InlineData(30, 40, "the same as in the quarter before, and down from {{stat:line-known period=2025Q3}} a year ago")]
    public void A_share_is_compared_with_the_quarter_before_and_with_a_year_ago(int before, int lastYear, string clause)
    {
        var changes = Changes(Known(Quarter, 300), Known(Quarter.Previous, before * 10), Known(Quarter.SameQuarterLastYear, lastYear * 10));
        Assert.EndsWith($"know the reporting line, {clause}.", changes.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_too_small_to_be_seen_is_no_change() =>
        Assert.EndsWith("the same as a year ago.", Changes(Known(Quarter, 304), Known(Quarter.SameQuarterLastYear, 296)).Single(), StringComparison.Ordinal);

    [Fact]
    public void A_later_release_is_not_quoted_in_an_earlier_issue()
    {
        var figures = new ReleaseFigures(Known(Quarter.Previous, 300), [Known(Quarter, 600), Known(Quarter.Previous, 300)]);
        Assert.False(figures.Has(Quarter));
        Assert.Equal(Quarter.Previous, figures.History.Single().Quarter);
    }

    private static Grains.Releases.FrozenRelease Release(Quarter quarter, int reports) => new ReleaseBuilder(quarter).Reports(reports).Build();

    private static Grains.Releases.FrozenRelease Known(Quarter quarter, int perThousand) => new ReleaseBuilder(quarter).Share(Measure.LineKnown, perThousand, 1000).Build();

    /// <summary>The bullets under “What changed”.</summary>
    private static string[] Changes(Grains.Releases.FrozenRelease release, params Grains.Releases.FrozenRelease[] history) =>
        [.. NewsletterDraft.Of(new ReleaseFigures(release, history), QuarterNews.None).Body.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal))];

    private static IEnumerable<string> Tokens(string body) =>
        System.Text.RegularExpressions.Regex.Matches(body, @"\{\{([^}]*)\}\}").Select(match => match.Groups[1].Value);
}
