using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Api.Tests.Accounts;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Api.Tests.Subscribers;

/// <summary>Changes subscribers, so it has a site of its own.</summary>
public sealed class BounceEndpointsTests(SampleSite site) : IClassFixture<SampleSite>
{
    private const string Path = "/bounces";

    [Fact]
    public async Task A_mail_provider_s_program_says_what_came_back_and_is_not_told_who_subscribes()
    {
        var list = site.Services.GetRequiredService<SubscriberList>();
        await list.AddAsync("gone@readers.example", SubscriptionBasis.Consent, "test", default);
        using var program = await site.CreateProgramAsync(KeyScope.RecordBounces);
        var at = site.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddMinutes(1);
        var command = new
        {
            bounces = new[]
            {
                new { kind = "hard", at, recipient = "gone@readers.example", status = "5.1.1" },
                new { kind = "hard", at, recipient = "nobody@readers.example", status = "5.1.1" },
            },
        };
        for (var time = 0; time < 2; time++)
        {
            using var answer = await program.SendAsync(Path, command);
            Assert.Equal((HttpStatusCode.OK, """{"received":2}"""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        }
        await using var db = site.Database.CreateContext();
        Assert.Equal(1, await db.Bounces.CountAsync());
        Assert.NotNull((await db.Subscribers.SingleAsync(row => row.Email == "gone@readers.example")).UndeliverableAt);
    }

    [Fact]
    public async Task Whoever_has_another_key_or_none_is_refused()
    {
        using var nobody = site.CreateClient();
        using var other = await site.CreateProgramAsync(KeyScope.ReadReleased);
        var command = new { bounces = new[] { new { kind = "hard", at = "2026-10-10T09:00:00+01:00", recipient = "gone@readers.example" } } };
        using var unknown = await nobody.SendAsync(Path, command);
        using var refused = await other.SendAsync(Path, command);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (unknown.StatusCode, refused.StatusCode));
    }

    [Theory]
    [InlineData("""{"bounces":[]}""", "bounces")]
    [InlineData("""{"bounces":[{"kind":"hard","at":"2026-10-10T09:00:00Z"}]}""", "bounces[0]")]
    [InlineData("""{"bounces":[{"kind":"hard","at":"2026-10-10T09:00:00Z","recipient":"a@b.example"},{"kind":"hard","at":"2026-10-10T09:00:00Z","recipient":"a@b.example","status":"five"}]}""", "bounces[1].status")]
    [InlineData("""{"bounces":[{"kind":"hard","at":"2126-10-10T09:00:00Z","recipient":"a@b.example"}]}""", "bounces[0].at")]
    [InlineData("""{"bounces":[{"kind":"bouncy","at":"2026-10-10T09:00:00Z","recipient":"a@b.example"}]}""", "bounces[0].kind")]
    public async Task What_cannot_be_taken_says_where(string body, string field)
    {
        using var program = await site.CreateProgramAsync(KeyScope.RecordBounces);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await program.PostAsync(new Uri("/api/v1/bounces", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"{field}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
