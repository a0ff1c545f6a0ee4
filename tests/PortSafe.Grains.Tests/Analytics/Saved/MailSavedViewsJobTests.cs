using Microsoft.EntityFrameworkCore;
using PortSafe.Grains.Tests.Newsletters;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Analytics.Saved;

public sealed class MailSavedViewsJobTests
{
    [Theory, BothDatabases]
    public async Task Who_asked_gets_one_message_a_release_with_the_figures_and_the_address_of_the_chart(DatabaseKind kind)
    {
        await using var desk = await ViewDesk.CreateAsync(kind);
        var view = await AskAsync(desk, "measure=staff-reached&by=region");
        await desk.SaveAsync("measure=line-known", desk.Other);

        await desk.MailAsync();
        await desk.MailAsync();

        var mail = Assert.Single(await desk.MailsAsync());
        Assert.Equal(("reader@people.example", $"saved-view:{view}:2026Q3"), (mail.Recipient, mail.Key));
        Assert.Contains("Wales: **22%**", mail.Body, StringComparison.Ordinal);
        Assert.Matches(@"https://portsafe\.example/views/[0-9a-f]{20}", mail.Body);
        Assert.Contains($"https://portsafe.example/explore/saved/{view:D}", mail.Body, StringComparison.Ordinal);

        desk.Clock.Advance(TimeSpan.FromDays(100));
        await ReleaseBuilder.Whole(ViewDesk.Quarter.Next).FreezeAsync(desk.Database);
        await desk.MailAsync();
        Assert.Equal(2, (await desk.MailsAsync()).Count);
    }

    [Fact]
    public async Task Of_regions_set_beside_an_earlier_quarter_each_has_both_figures()
    {
        await using var desk = await ViewDesk.CreateAsync();
        await AskAsync(desk, "measure=staff-reached&by=region&compare=previous");

        await desk.MailAsync();

        var lines = Assert.Single(await desk.MailsAsync()).Body.Split('\n');
        Assert.Equal("- Wales: July to September 2026 **22%**, April to June 2026 **22%**", Assert.Single(lines, line => line.StartsWith("- Wales", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task In_place_of_an_empty_chart_it_says_why()
    {
        await using var desk = await ViewDesk.CreateAsync();
        await AskAsync(desk, "measure=line-known&by=region");

        await desk.MailAsync();

        var mail = Assert.Single(await desk.MailsAsync());
        Assert.Contains("This time there is no chart, because no figure is published for its period", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("/views/", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_view_that_can_no_longer_be_read_is_told_about_too()
    {
        await using var desk = await ViewDesk.CreateAsync();
        var view = await AskAsync(desk, "measure=line-known");
        await using (var db = desk.Database.CreateContext())
            await db.Database.ExecuteSqlAsync($"UPDATE saved_views SET query = 'measure=gone' WHERE id = {view}");

        await desk.MailAsync();

        Assert.Contains("the view can no longer be read", Assert.Single(await desk.MailsAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_left_who_stopped_it_and_who_asked_after_the_release_get_none()
    {
        await using var desk = await ViewDesk.CreateAsync();
        var stopped = await AskAsync(desk, "measure=line-known");
        await desk.Saved.ChangeAsync(stopped, "A view", null, false, desk.Reader, default);
        var left = await desk.SaveAsync("measure=line-known", desk.Other);
        await desk.Saved.ChangeAsync(left.Id, "A view", null, true, desk.Other, default);
        await using (var db = desk.Database.CreateContext())
            await db.Users.Where(person => person.Id == desk.Other.PersonId).ExecuteUpdateAsync(set => set.SetProperty(person => person.RevokedAt, desk.Clock.GetUtcNow()));
        desk.Clock.Advance(TimeSpan.FromDays(30));
        await AskAsync(desk, "measure=line-known");

        await desk.MailAsync();

        Assert.Empty(await desk.MailsAsync());
    }

    private static async Task<Guid> AskAsync(ViewDesk desk, string query)
    {
        var view = await desk.SaveAsync(query);
        return (await desk.Saved.ChangeAsync(view.Id, "A *view*", null, true, desk.Reader, default)).Value!.Id;
    }
}
