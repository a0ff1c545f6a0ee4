using System.Text.RegularExpressions;
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
        Assert.Equal("reader@people.example", mail.Recipient);
        Assert.Matches($"^saved-view:{view}:2026Q3:[0-9a-f]{{20}}$", mail.Key);
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

    [Theory, BothDatabases]
    public async Task Whoever_was_sent_figures_of_a_release_that_was_withdrawn_is_told_so_once(DatabaseKind kind)
    {
        await using var desk = await ViewDesk.CreateAsync(kind);
        var kept = await AskAsync(desk, "measure=staff-reached&by=region");
        var deleted = await AskAsync(desk, "measure=staff-reached&region=wales");
        await AskAsync(desk, $"measure=staff-reached&by=region&period={ViewDesk.Quarter.Previous}");
        await AskAsync(desk, "measure=line-known&by=region");
        await desk.MailAsync();
        await desk.Saved.DeleteAsync(deleted, desk.Reader, default);

        await desk.WithdrawAsync(ViewDesk.Quarter);
        await desk.MailAsync();
        await desk.MailAsync();

        var told = (await desk.MailsAsync()).Where(mail => mail.Key.StartsWith("saved-view-withdrawn:", StringComparison.Ordinal)).ToList();
        var bodies = told.ToDictionary(mail => mail.Key, mail => mail.Body);
        Assert.Equal(2, told.Count);
        Assert.All(told, mail => Assert.Equal("reader@people.example", mail.Recipient));
        Assert.All(told, mail => Assert.Contains("The counts it was compiled from were wrong.", mail.Body, StringComparison.Ordinal));
        Assert.Contains("Your saved view “A \\*view\\*” that was sent to you", bodies[$"saved-view-withdrawn:{kept:D}:2026Q3:2026Q3"], StringComparison.Ordinal);
        Assert.Contains("A saved view that was sent to you", bodies[$"saved-view-withdrawn:{deleted:D}:2026Q3:2026Q3"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_fails_holds_up_no_other_and_the_job_fails_at_the_end()
    {
        await using var desk = await ViewDesk.CreateAsync();
        await desk.Saved.ChangeAsync((await desk.SaveAsync("measure=staff-reached", desk.Other)).Id, "A view", null, true, desk.Other, default);
        var later = await AskAsync(desk, "measure=staff-reached");
        await using (var db = desk.Database.CreateContext())
            await db.Users.Where(person => person.Id == desk.Other.PersonId).ExecuteUpdateAsync(set => set.SetProperty(person => person.Role, "gone"));

        var failure = await Assert.ThrowsAsync<AggregateException>(desk.MailAsync);

        Assert.IsType<FormatException>(Assert.Single(failure.InnerExceptions));
        Assert.StartsWith($"saved-view:{later:D}", Assert.Single(await desk.MailsAsync()).Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_in_a_message_stops_that_view_alone_and_no_other_link_does()
    {
        await using var desk = await ViewDesk.CreateAsync();
        var (view, other) = (await AskAsync(desk, "measure=staff-reached"), await AskAsync(desk, "measure=adoption-rate"));
        await desk.MailAsync();
        var link = (await desk.MailsAsync()).Select(mail => Regex.Match(mail.Body, $"/unsubscribe/view/{view:D}/([0-9a-f]{{64}})")).Single(match => match.Success).Groups[1].Value;

        await desk.Mails.StopAsync($"{other:D}", link, default);
        await desk.Mails.StopAsync($"{view:D}", new string('0', 64), default);
        await desk.Mails.StopAsync("nothing", link, default);
        Assert.All(await desk.Saved.ListAsync(desk.Reader, default), kept => Assert.True(kept.IsMailed));

        await desk.Mails.StopAsync($"{view:D}", link, default);
        Assert.Equal([(view, false), (other, true)], (await desk.Saved.ListAsync(desk.Reader, default)).Select(kept => (kept.Id, kept.IsMailed)));
    }

    private static async Task<Guid> AskAsync(ViewDesk desk, string query)
    {
        var view = await desk.SaveAsync(query);
        return (await desk.Saved.ChangeAsync(view.Id, "A *view*", null, true, desk.Reader, default)).Value!.Id;
    }
}
