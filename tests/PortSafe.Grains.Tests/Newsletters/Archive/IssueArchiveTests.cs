using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Newsletters;
using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Newsletters.Archive;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Newsletters;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Newsletters.Archive;

public sealed class IssueArchiveTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory, BothDatabases]
    public async Task It_holds_what_was_approved_once_it_has_begun_to_leave(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.SubscribeAsync(1);
        await desk.CompileAsync();
        Assert.Empty(await desk.Archive.ListAsync(default));
        Assert.Null(await desk.Archive.FindAsync(NewsletterDesk.Key, default));

        await desk.SendAsync();

        var listed = Assert.Single(await desk.Archive.ListAsync(default));
        Assert.Equal((NewsletterDesk.Key, "July to September 2026: two in three staff know the line"), (listed.Key, listed.Title));
        var issue = (await desk.Archive.FindAsync(NewsletterDesk.Key, default))!;
        Assert.Contains("<h1 class=\"govuk-heading-xl\">Two in three staff know the line</h1>", issue.Web((id, quarter, _) => $"/{id}/{quarter}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IssueState.Draft, false)]
    [InlineData(IssueState.InReview, false)]
    [InlineData(IssueState.Approved, false)]
    [InlineData(IssueState.Scheduled, false)]
    [InlineData(IssueState.Cancelled, false)]
    [InlineData(IssueState.Sending, true)]
    [InlineData(IssueState.Paused, true)]
    [InlineData(IssueState.Sent, true)]
    public async Task An_issue_is_there_from_when_it_begins_to_leave(string state, bool isThere)
    {
        await using var desk = await NewsletterDesk.CreateEmptyAsync(DatabaseKind.Sqlite, fixture);
        await desk.Database.PutIssueAsync("alerts-2026-1", "Drones over quays", "# Drones", Noon, state);

        var edition = await desk.Archive.ReadAsync(default);

        Assert.Equal(isThere, edition.Find(IssueKey.Parse("alerts-2026-1")) is not null);
        Assert.Equal(isThere ? 1 : 0, edition.Search(ArchiveQuery.Parse("drones").Value!, 1).Found);
        Assert.Equal(0, edition.Search(ArchiveQuery.Parse("aardvark").Value!, 1).Found);
    }

    [Theory, BothDatabases]
    public async Task An_issue_that_was_stopped_is_there_only_where_somebody_has_a_copy(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateEmptyAsync(kind, fixture);
        await desk.SubscribeAsync(1);
        var id = await desk.Database.PutIssueAsync("toolkit-2026-1", "New posters", "# Posters", Noon, IssueState.Stopped);
        await PutCopyAsync(desk, id, DeliveryState.Excluded);
        Assert.Empty(await desk.Archive.ListAsync(default));

        await using var db = desk.Database.CreateContext();
        await db.Deliveries.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, DeliveryState.Uncertain));

        Assert.Equal("New posters", Assert.Single(await desk.Archive.ListAsync(default)).Title);
    }

    [Fact]
    public async Task What_is_kept_is_read_again_when_an_issue_is_added_and_not_before()
    {
        await using var desk = await NewsletterDesk.CreateEmptyAsync(DatabaseKind.Sqlite, fixture);
        await desk.Database.PutIssueAsync("alerts-2026-1", "Drones over quays", "# Drones", Noon);
        var first = await desk.Archive.ReadAsync(default);
        Assert.Same(first, await desk.Archive.ReadAsync(default));

        await desk.Database.PutIssueAsync("alerts-2026-2", "Drones again", "# Drones", Noon.AddDays(1));

        var second = await desk.Archive.ReadAsync(default);
        Assert.Equal(["alerts-2026-2", "alerts-2026-1"], second.Issues.Select(item => item.Issue.Key.ToString()));
        Assert.Equal("alerts-2026-2", second.Latest?.Key.ToString());
        Assert.Equal(Noon.AddDays(1), second.ChangedAt);
    }

    [Fact]
    public async Task Figures_are_found_as_they_are_shown_and_addresses_of_links_are_not()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        await desk.Database.PutIssueAsync("2026Q3", "A quarter", "# Title\n\nThere were {{stat:reports}} reports, [as told](https://hidden.example).\n\n{{table:reports-by-region}}\n\n{{chart:staff-reached}}");
        var edition = await desk.Archive.ReadAsync(default);

        Assert.Equal("There were [540] to [544] reports, as told.", Line(edition, "540 544"));
        Assert.Equal("[Northern] [Ireland] [Fewer] than 10 [Fewer] than 10", Line(edition, "\"northern ireland\" fewer"));
        Assert.Equal(0, edition.Search(ArchiveQuery.Parse("hidden").Value!, 1).Found);
        Assert.Equal(1, edition.Search(ArchiveQuery.Parse("july september 2026").Value!, 1).Found);
    }

    [Fact]
    public async Task Nothing_of_an_issue_whose_release_was_withdrawn_is_found_or_shown()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        await desk.Database.PutIssueAsync("2026Q2", "Walruses", "# Walruses\n\nSeen {{stat:reports}} times.", Noon.AddMonths(-3));
        await desk.Database.PutIssueAsync("2026Q3", "Narwhals", "# Narwhals\n\nUp from {{stat:reports period=2026Q2}}.", Noon);
        Assert.Equal(1, (await desk.Archive.ReadAsync(default)).Search(ArchiveQuery.Parse("walruses").Value!, 1).Found);
        Assert.Equal(2, (await desk.Archive.ReadAsync(default)).Search(ArchiveQuery.Parse("520").Value!, 1).Found);

        await WithdrawAsync(desk, ReleaseId.Of(NewsletterDesk.Quarter.Previous));

        var edition = await desk.Archive.ReadAsync(default);
        Assert.Equal(0, edition.Search(ArchiveQuery.Parse("walruses").Value!, 1).Found);
        Assert.Equal(0, edition.Search(ArchiveQuery.Parse("520").Value!, 1).Found);
        Assert.Equal("Up from a figure that was [withdrawn].", Line(edition, "withdrawn narwhals"));
        var tombstone = edition.Find(IssueKey.Parse("2026Q2"))!;
        Assert.Null(tombstone.Text);
        Assert.Equal("Newsletter for April to June 2026, withdrawn", tombstone.Issue.Title);
        Assert.Equal("2026Q3", edition.Latest?.Key.ToString());
        Assert.Null(await desk.Archive.FindAsync(IssueKey.Parse("2026Q2"), default));
    }

    [Fact]
    public async Task Issues_beside_one_are_of_its_topic()
    {
        await using var desk = await NewsletterDesk.CreateEmptyAsync(DatabaseKind.Sqlite, fixture);
        foreach (var (key, day) in new[] { ("alerts-2026-1", 1), ("toolkit-2026-1", 2), ("alerts-2026-2", 3), ("alerts-2026-3", 4) })
            await desk.Database.PutIssueAsync(key, key, "Text", Noon.AddDays(day));
        var edition = await desk.Archive.ReadAsync(default);

        Assert.Equal(("alerts-2026-1", "alerts-2026-3"), Beside("alerts-2026-2"));
        Assert.Equal((null, "alerts-2026-2"), Beside("alerts-2026-1"));
        Assert.Equal((null, null), Beside("toolkit-2026-1"));

        (string?, string?) Beside(string key)
        {
            var (earlier, later) = edition.Beside(edition.Find(IssueKey.Parse(key))!.Issue);
            return (earlier?.Key.ToString(), later?.Key.ToString());
        }
    }

    [Fact]
    public async Task What_is_found_comes_in_pages()
    {
        await using var desk = await NewsletterDesk.CreateEmptyAsync(DatabaseKind.Sqlite, fixture);
        for (var number = 1; number <= 12; number++)
            await desk.Database.PutIssueAsync($"alerts-2026-{number}", $"Alert {number}", "About drones.", Noon.AddDays(number));
        var edition = await desk.Archive.ReadAsync(default);
        var query = ArchiveQuery.Parse("drones").Value!;

        var (first, last) = (edition.Search(query, 1), edition.Search(query, 9));

        Assert.Equal((12, 2, 1, 10), (first.Found, first.Pages, first.Page, first.Hits.Count));
        Assert.Equal(["alerts-2026-2", "alerts-2026-1"], last.Hits.Select(hit => hit.Issue.Key.ToString()));
        Assert.Equal(1, edition.Search(query, -1).Page);
    }

    private static string Line(ArchiveEdition edition, string query) =>
        string.Concat(Assert.Single(edition.Search(ArchiveQuery.Parse(query).Value!, 1).Hits).Line.Select(part => part.IsMatch ? $"[{part.Text}]" : part.Text));

    private static async Task PutCopyAsync(NewsletterDesk desk, Guid issue, string state)
    {
        await using var db = desk.Database.CreateContext();
        db.Deliveries.Add(new DeliveryRow { IssueId = issue, SubscriberId = await db.Subscribers.Select(row => row.Id).SingleAsync(), State = state, ChangedAt = Noon });
        await db.SaveChangesAsync();
    }

    private static async Task WithdrawAsync(NewsletterDesk desk, ReleaseId release)
    {
        await using var db = desk.Database.CreateContext();
        var (state, reason) = (ReleaseState.Withdrawn.Code, WithdrawalReason.SourceWrong.Code);
        var withdrawn = db.Releases.Where(row => row.Id == release);
        await withdrawn.ExecuteUpdateAsync(set => set
            .SetProperty(row => row.WithdrawalAskedBy, TestActors.Admin.Id)
            .SetProperty(row => row.WithdrawalAskedAt, Noon)
            .SetProperty(row => row.WithdrawalNote, "A test file")
            .SetProperty(row => row.WithdrawalReason, reason));
        await withdrawn.ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, state)
            .SetProperty(row => row.WithdrawnBy, TestActors.SecondAdmin.Id)
            .SetProperty(row => row.WithdrawnAt, Noon));
    }
}
