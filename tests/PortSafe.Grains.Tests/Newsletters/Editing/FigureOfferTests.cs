using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Newsletters.Editing;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Newsletters.Editing;

public sealed class FigureOfferTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    [Fact]
    public async Task Everything_that_is_offered_can_be_quoted_and_reads_as_it_was_offered()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        var offered = (await new FigureOffer(desk.Compiler, new SectorCharts(desk.Releases)).ListAsync(NewsletterDesk.Key, default)).Value!;

        Assert.True(offered.Count > 20);
        Assert.Equal(offered.Count, offered.Select(figure => figure.Token).Distinct().Count());
        var issue = await desk.Compiler.CompileAsync(NewsletterDesk.Key, "Subject", string.Join("\n\n", offered.Select(figure => figure.Token)), default);
        Assert.Null(issue.Error);
        var text = issue.Value!.Email().BodyText.ReplaceLineEndings(" ");
        Assert.All(offered.Where(figure => figure.Kind == PortSafe.Grains.Newsletters.Tokens.FigureKind.Stat), figure => Assert.Contains(figure.Value, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_issue_outside_the_quarters_is_offered_nothing()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        Assert.Empty((await new FigureOffer(desk.Compiler, new SectorCharts(desk.Releases)).ListAsync(IssueKey.Of(Topic.Alerts, 2026, 1), default)).Value!);
    }
}
