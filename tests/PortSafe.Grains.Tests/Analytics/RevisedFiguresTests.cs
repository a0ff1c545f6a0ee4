using PortSafe.Domain;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Grains.Tests.Newsletters;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Analytics;

/// <summary>The nation's totals of 2025, published again in July 2026 with what came in late.</summary>
public sealed class RevisedFiguresTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    private static readonly Quarter Revised = new(2025, 3);

    [Fact]
    public async Task A_revised_total_replaces_the_first_one_in_charts_of_later_quarters_and_says_so()
    {
        await using var desk = await NewsletterDesk.CreateEmptyAsync(DatabaseKind.Sqlite, fixture);
        foreach (var quarter in new[] { Revised, NewsletterDesk.Quarter })
            await ReleaseBuilder.Whole(quarter).FreezeAsync(desk.Database);
        await new ReleaseBuilder(Revised).Reports(602).FreezeAsync(desk.Database, ReleaseId.RevisionOf(2025), new DateTimeOffset(2026, 7, 6, 9, 0, 0, TimeSpan.Zero));
        var charts = new SectorCharts(desk.Releases);

        var now = (await charts.FindAsync("reports-by-quarter", NewsletterDesk.Quarter, default))!;
        var then = (await charts.FindAsync("reports-by-quarter", Revised, default))!;

        Assert.Equal(["600–604 r", "540–544"], now.Series[0].Points.Select(point => point.Text));
        Assert.Contains(now.Notes, note => note.StartsWith("r: revised", StringComparison.Ordinal));
        Assert.Equal("Reports fell from 600–604 to 540–544 in a year", now.Title);
        Assert.Equal(["470–474"], then.Series[0].Points.Select(point => point.Text));
        Assert.DoesNotContain(then.Notes, note => note.Contains("revised", StringComparison.Ordinal));
        Assert.Contains("2025Q3,600–604 r", System.Text.Encoding.UTF8.GetString(ChartCsv.Write(now)), StringComparison.Ordinal);
    }
}
