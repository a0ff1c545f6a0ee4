using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Dashboard.Tests.Subscribers;

[Collection(SiteCollection.Name)]
public sealed class UnsubscribeTests(SampleSite site)
{
    [Fact]
    public async Task Opening_the_link_changes_nothing_and_its_button_ends_the_subscription()
    {
        var path = await SubscribeAsync("button@port.example");
        using var client = site.CreateClient();
        await client.ReadAsync(path);
        Assert.True(await IsSubscribedAsync("button@port.example"));

        using var answer = await client.PostFormAsync(path, []);

        Assert.Equal("You are unsubscribed", (await answer.ParseAsync()).Text("h1"));
        Assert.False(await IsSubscribedAsync("button@port.example"));
    }

    [Fact]
    public async Task A_mail_program_unsubscribes_its_reader_with_one_request()
    {
        var path = await SubscribeAsync("program@port.example");
        using var client = site.CreateClient();
        using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), form);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.False(await IsSubscribedAsync("program@port.example"));
    }

    private async Task<string> SubscribeAsync(string email)
    {
        await site.Services.GetRequiredService<SubscriberList>().AddAsync(email, SubscriptionBasis.Consent, "test", default);
        await using var db = site.Database.CreateContext();
        return $"/unsubscribe/{(await db.Subscribers.SingleAsync(row => row.Email == email)).Token}";
    }

    private async Task<bool> IsSubscribedAsync(string email)
    {
        await using var db = site.Database.CreateContext();
        return (await db.Subscribers.SingleAsync(row => row.Email == email)).UnsubscribedAt is null;
    }
}
