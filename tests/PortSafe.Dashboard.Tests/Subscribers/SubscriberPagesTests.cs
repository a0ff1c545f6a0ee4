using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Dashboard.Tests.Subscribers;

/// <summary>Changes who is subscribed, so it has a site of its own.</summary>
public sealed class SubscriberPagesTests(EmptySite site) : IClassFixture<EmptySite>
{
    private const string Header = "email,topics,consent_source,consented_on\n";

    [Fact]
    public async Task An_administrator_imports_finds_downloads_unsubscribes_and_wipes_a_subscriber()
    {
        using var client = await site.SignInAsync(EmptySite.Admin);
        Assert.Contains("Nobody is on the list yet", (await client.ReadAsync("/subscribers")).Text("main"), StringComparison.Ordinal);

        using var check = await SendAsync(client, "/subscribers/import", $"{Header}one@port.example,quarterly,Conference,2026-09-30\n");
        var page = await check.ParseAsync();
        Assert.Contains("1 address would be added", page.Text("main"), StringComparison.Ordinal);
        using (var done = await ConfirmAsync(client, page))
            Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var list = await client.ReadAsync("/subscribers?q=ONE");
        Assert.Equal("1 address is added.", list.Text(".ps-done"));
        var one = ((IHtmlAnchorElement)list.QuerySelector("tbody a")!).PathName;

        using (var export = await client.PostFormAsync(one, [], $"{one}?handler=Export"))
            Assert.Equal("one@port.example", JsonDocument.Parse(await export.Content.ReadAsStringAsync()).RootElement.GetProperty("subscriber").GetProperty("email").GetString());
        (await client.PostFormAsync($"{one}/unsubscribe", [])).Dispose();
        page = await client.ReadAsync(one);
        Assert.Equal(("The address is unsubscribed.", "Unsubscribed"), (page.Text(".ps-done"), page.Text(".ps-lead")));
        Assert.Contains("Unsubscribed a subscriber", page.Text(".ps-timeline"), StringComparison.Ordinal);

        (await client.PostFormAsync($"{one}/wipe", [])).Dispose();
        Assert.Contains("This address is not on the list. It was wiped", (await client.ReadAsync("/subscribers?q=one@port.example")).Text("main"), StringComparison.Ordinal);
        using var gone = await client.GetAsync(new Uri(one, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("Wiped a subscriber’s address", (await client.ReadAsync("/audit-log")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_fault_is_refused_with_its_line()
    {
        using var client = await site.SignInAsync(EmptySite.Admin);
        using var answer = await SendAsync(client, "/subscribers/import", $"{Header}nobody,quarterly,Conference,2026-09-30\n");
        Assert.Equal("Line 2|email|nobody", string.Join('|', (await answer.ParseAsync()).QuerySelectorAll("tbody tr").Single().Children.Take(3).Select(cell => cell.TextContent.Trim())));
    }

    [Fact]
    public async Task A_bounce_that_is_uploaded_makes_an_address_undeliverable_until_an_administrator_says_otherwise()
    {
        const string Bounce = "Date: Mon, 5 Oct 2099 09:14:02 +0000\nContent-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; back@port.example\nAction: failed\nStatus: 5.1.1\n\n--b--\n";
        await site.Services.GetRequiredService<SubscriberList>().AddAsync("back@port.example", SubscriptionBasis.Consent, "test", default);
        using var client = await site.SignInAsync(EmptySite.Admin);
        var today = site.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddHours(1).ToString("d MMM yyyy HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        using (var taken = await SendAsync(client, "/subscribers/bounces", Bounce.Replace("Mon, 5 Oct 2099 09:14:02", today, StringComparison.Ordinal)))
            Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        var bounces = await client.ReadAsync("/subscribers/bounces");
        Assert.Equal("1 message read: 1 new entry, 0 known before. 1 address is undeliverable now, and 0 unsubscribed for good.", bounces.Text(".ps-done"));
        var one = ((IHtmlAnchorElement)bounces.QuerySelector("tbody a")!).PathName;
        Assert.Equal("Undeliverable", (await client.ReadAsync(one)).Text(".ps-lead"));

        (await client.PostFormAsync($"{one}/try-again", [])).Dispose();
        Assert.Equal("Receiving", (await client.ReadAsync(one)).Text(".ps-lead"));
        using var nothing = await SendAsync(client, "/subscribers/bounces", "");
        Assert.Equal(["Choose a mailbox file or a message."], (await nothing.ParseAsync()).Problems());
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string file)
    {
        using var form = await FormAsync(client, path);
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", "file.csv");
        return await client.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    private static async Task<HttpResponseMessage> ConfirmAsync(HttpClient client, AngleSharp.Dom.IDocument page)
    {
        using var form = await FormAsync(client, "/subscribers/import");
        foreach (var name in new[] { "content", "seen" })
            form.Add(new StringContent(((IHtmlInputElement)page.QuerySelector($"input[name={name}]")!).Value), name);
        return await client.PostAsync(new Uri("/subscribers/import", UriKind.Relative), form);
    }

    private static async Task<MultipartFormDataContent> FormAsync(HttpClient client, string path)
    {
        var token = (IHtmlInputElement)(await client.ReadAsync(path)).QuerySelector("main input[name=__RequestVerificationToken]")!;
        return new MultipartFormDataContent { { new StringContent(token.Value), token.Name! } };
    }
}
