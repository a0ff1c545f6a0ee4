using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Data.Subscribers;
using PortSafe.Grains;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Sending;
using PortSafe.Grains.Subscribers;
using PortSafe.Testing.Mail;

namespace PortSafe.Dashboard.Tests.Newsletters;

/// <summary>A mail scanner opens every link of every message before its reader does. It is not to decide anything for them.</summary>
public sealed class MailScannerTests(SampleSite site) : IClassFixture<SampleSite>
{
    private const string Reader = "scanned@port.example";

    [Fact]
    public async Task Opening_every_link_of_a_newsletter_unsubscribes_nobody_and_a_mail_program_s_button_does()
    {
        var mail = await DeliverAsync();
        var before = await StateAsync();
        var token = await TokenAsync();
        Assert.Contains(mail.Headers, header => header.StartsWith("List-Unsubscribe: ", StringComparison.Ordinal) && header.Contains(token, StringComparison.Ordinal));

        var opened = await ScanAsync(mail);

        Assert.Contains(opened, path => path.StartsWith("/newsletters/", StringComparison.Ordinal));
        Assert.Equal(2, opened.Count(path => path.Contains(token, StringComparison.Ordinal)));
        Assert.Equal(before, await StateAsync());

        using var program = site.CreateClient();
        using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var answer = await program.PostAsync(new Uri(opened.Single(path => path.StartsWith("/unsubscribe/", StringComparison.Ordinal)), UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(before, await StateAsync());
    }

    /// <summary>Asks for every address of the message on this site in every way that is said to change nothing.</summary>
    /// <returns>The paths.</returns>
    private async Task<IReadOnlyList<string>> ScanAsync(DeliveredMail mail)
    {
        var home = site.Services.GetRequiredService<PublicSite>().Address;
        var paths = mail.Addresses.Where(address => address.StartsWith(home, StringComparison.Ordinal)).Select(address => address[home.Length..].Split('#')[0]).Distinct().ToList();
        using var scanner = site.CreateClient();
        foreach (var path in paths.SelectMany(path => new[] { path, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}handler=Confirm&confirmed=true&List-Unsubscribe=One-Click" }))
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Options })
            {
                using var request = new HttpRequestMessage(method, path);
                request.Headers.UserAgent.ParseAdd("LinkScanner/1.0");
                request.Headers.Add("Sec-Purpose", "prefetch;prerender");
                request.Headers.Add("Purpose", "prefetch");
                using var answer = await scanner.SendAsync(request);
                Assert.True((int)answer.StatusCode < 500, $"{method} {path}: {answer.StatusCode}");
            }
        }
        return paths;
    }

    /// <summary>Sends an issue through every step, and reads the copy of one subscriber.</summary>
    private async Task<DeliveredMail> DeliverAsync()
    {
        await site.Services.GetRequiredService<SubscriberList>().AddAsync(Reader, SubscriptionBasis.Consent, "test", default);
        var (editor, approver) = (await site.ActorAsync(SampleSite.Editor), await site.ActorAsync(SampleSite.Approver));
        var issue = site.Grains.Get<IIssueGrain>("2026Q2");
        var draft = (await issue.CompileAsync(editor, default)).Value!;
        Assert.Null((await issue.SubmitAsync(draft.Revision, editor, default)).Error);
        Assert.Null((await issue.ApproveAsync(draft.Revision, approver, default)).Error);
        Assert.Null((await issue.StartAsync(approver, default)).Error);
        Assert.Null((await site.Services.GetRequiredService<IssueDispatch>().SendAsync(draft.Id, default)).Error);
        return DeliveredMail.Read(Path.Combine(site.Database.Directory, "outbox", $"2026Q2-{(await RowAsync()).Id:D}.eml"));
    }

    private async Task<string> TokenAsync() => (await RowAsync()).Token;

    /// <summary>All that a link could change.</summary>
    private async Task<string> StateAsync() => JsonSerializer.Serialize(await RowAsync());

    private async Task<SubscriberRow> RowAsync()
    {
        await using var db = site.Database.CreateContext();
        return await db.Subscribers.AsNoTracking().SingleAsync(row => row.Email == Reader);
    }
}
