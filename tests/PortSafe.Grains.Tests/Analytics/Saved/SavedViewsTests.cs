using PortSafe.Domain.Accounts;
using PortSafe.Grains.Analytics.Saved;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Analytics.Saved;

public sealed class SavedViewsTests
{
    [Theory, BothDatabases]
    public async Task A_view_is_kept_renamed_put_in_order_and_deleted(DatabaseKind kind)
    {
        await using var desk = await ViewDesk.CreateAsync(kind);
        var first = (await desk.Saved.SaveAsync(ViewDesk.View("measure=line-known"), " The line ", "", desk.Reader, default)).Value!;
        var second = await desk.SaveAsync("measure=staff-reached&by=region");

        Assert.Equal(("The line", null, "measure=line-known", false), (first.Name, first.Title, first.Query, first.IsMailed));
        Assert.Equal([first.Id, second.Id], (await desk.Saved.ListAsync(desk.Reader, default)).Select(view => view.Id));
        Assert.Null((await desk.Saved.RaiseAsync(second.Id, desk.Reader, default)).Error);
        Assert.Equal([second.Id, first.Id], (await desk.Saved.ListAsync(desk.Reader, default)).Select(view => view.Id));
        var changed = (await desk.Saved.ChangeAsync(first.Id, "Line", "Two in three know it", true, desk.Reader, default)).Value!;
        Assert.Equal(("Line", "Two in three know it", true), (changed.Name, changed.Title, changed.IsMailed));
        Assert.Equal("Line", (await desk.Saved.DeleteAsync(first.Id, desk.Reader, default)).Value);
        Assert.Equal([second.Id], (await desk.Saved.ListAsync(desk.Reader, default)).Select(view => view.Id));
    }

    [Fact]
    public async Task Nobody_sees_or_touches_what_another_keeps()
    {
        await using var desk = await ViewDesk.CreateAsync();
        var view = await desk.SaveAsync("measure=line-known");
        var key = Actor.Key(Guid.Empty, []);

        foreach (var by in new[] { desk.Other, key })
        {
            Assert.Empty(await desk.Saved.ListAsync(by, default));
            Assert.Equal("saved-view-not-found", (await desk.Saved.FindAsync(view.Id, by, default)).Error?.Code);
            Assert.Equal("saved-view-not-found", (await desk.Saved.ChangeAsync(view.Id, "Mine", null, false, by, default)).Error?.Code);
            Assert.Equal("saved-view-not-found", (await desk.Saved.RaiseAsync(view.Id, by, default)).Error?.Code);
            Assert.Equal("saved-view-not-found", (await desk.Saved.DeleteAsync(view.Id, by, default)).Error?.Code);
        }
        Assert.Equal("not-allowed", (await desk.Saved.SaveAsync(ViewDesk.View("measure=line-known"), "A", null, key, default)).Error?.Code);
    }

    [Theory]
    [InlineData(null, null, "saved-view-name")]
    [InlineData("  ", null, "saved-view-name")]
    [InlineData("a\nb", null, "saved-view-name")]
    [InlineData("a", "b\u0007", "saved-view-title")]
    public async Task A_name_is_needed_and_both_are_of_one_line(string? name, string? title, string code)
    {
        await using var desk = await ViewDesk.CreateAsync();
        Assert.Equal(code, (await desk.Saved.SaveAsync(ViewDesk.View("measure=line-known"), name, title, desk.Reader, default)).Error?.Code);
    }

    [Fact]
    public async Task A_person_keeps_fifty_and_no_more()
    {
        await using var desk = await ViewDesk.CreateAsync();
        for (var i = 0; i < SavedViews.Most; i++)
            await desk.SaveAsync("measure=line-known");

        Assert.Equal("saved-views-too-many", (await desk.Saved.SaveAsync(ViewDesk.View("measure=line-known"), "One more", null, desk.Reader, default)).Error?.Code);
        Assert.NotNull(await desk.SaveAsync("measure=line-known", desk.Other));
    }

    [Theory, BothDatabases]
    public async Task Of_several_that_save_the_last_one_at_once_one_does(DatabaseKind kind)
    {
        await using var desk = await ViewDesk.CreateAsync(kind);
        for (var i = 1; i < SavedViews.Most; i++)
            await desk.SaveAsync("measure=line-known");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => desk.Saved.SaveAsync(ViewDesk.View("measure=line-known"), "The last", null, desk.Reader, default))));

        Assert.Single(answers, answer => answer.Error is null);
        Assert.Equal(SavedViews.Most, (await desk.Saved.ListAsync(desk.Reader, default)).Count);
    }
}
