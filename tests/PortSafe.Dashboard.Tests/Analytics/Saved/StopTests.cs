using Microsoft.Extensions.DependencyInjection;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Analytics.Saved;

namespace PortSafe.Dashboard.Tests.Analytics.Saved;

[Collection(SiteCollection.Name)]
public sealed class StopTests(SampleSite site)
{
    [Fact]
    public async Task A_saved_view_s_messages_are_stopped_by_the_link_in_them_without_signing_in_and_not_by_opening_it()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var person = (await scope.ServiceProvider.GetRequiredService<People>().FindAsync(SampleSite.Analyst, default))!.Actor;
        var saved = site.Services.GetRequiredService<SavedViews>();
        var view = (await saved.SaveAsync(SectorViewText.Parse("measure=line-known").Read().Value!, "The line", null, person, default)).Value!;
        await saved.ChangeAsync(view.Id, "The line", null, isMailed: true, person, default);
        var path = await site.Services.GetRequiredService<SavedViewMails>().StopPathAsync(view.Id, default);
        using var client = site.CreateClient();

        Assert.Equal("Stop these messages", (await client.ReadAsync(path)).Text("h1"));
        Assert.True((await saved.FindAsync(view.Id, person, default)).Value!.IsMailed);

        // As a mail program does (RFC 8058): no cookie, no token of a form.
        using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), form);
        Assert.Equal("These messages are stopped", (await answer.ParseAsync()).Text("h1"));
        Assert.False((await saved.FindAsync(view.Id, person, default)).Value!.IsMailed);
    }
}
