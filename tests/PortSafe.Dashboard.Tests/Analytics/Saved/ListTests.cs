using Microsoft.Extensions.DependencyInjection;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Analytics.Saved;

namespace PortSafe.Dashboard.Tests.Analytics.Saved;

[Collection(SiteCollection.Name)]
public sealed class ListTests(SampleSite site)
{
    [Fact]
    public async Task A_view_is_moved_up_by_the_button_beside_it()
    {
        var (person, saved) = (await site.ActorAsync(SampleSite.Approver), site.Services.GetRequiredService<SavedViews>());
        foreach (var name in new[] { "The first", "The second" })
            await saved.SaveAsync(SectorViewText.Parse("measure=line-known").Read().Value!, name, null, person, default);
        using var client = await site.SignInAsync(SampleSite.Approver);
        var list = await client.ReadAsync(Links.SavedViews);
        var button = Assert.Single(list.QuerySelectorAll("button[name=view]"));
        var token = button.Closest("form")!.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var form = new FormUrlEncodedContent([new("view", button.GetAttribute("value")!), new("__RequestVerificationToken", token)]);
        using var answer = await client.PostAsync(new Uri(Links.RaiseSavedView, UriKind.Relative), form);

        Assert.Equal(Links.SavedViews, answer.Headers.Location?.OriginalString);
        Assert.Equal(["The second", "The first"], (await saved.ListAsync(person, default)).Select(view => view.Name));
    }
}
