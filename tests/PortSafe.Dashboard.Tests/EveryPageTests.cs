using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using PortSafe.Domain.Toolkit;

namespace PortSafe.Dashboard.Tests;

[Collection(SiteCollection.Name)]
public sealed class EveryPageTests(SampleSite site)
{
    public static TheoryData<string, string> Pages => new()
    {
        { SampleSite.Admin, "/" },
        { SampleSite.Admin, "/ports" },
        { SampleSite.Admin, "/ports/GBFXT" },
        { SampleSite.Admin, "/ports?sort=-score&stage=active" },
        { SampleSite.Admin, "/ports?q=nothing-like-it" },
        { SampleSite.JmscAnalyst, "/ports/quiet" },
        { SampleSite.JmscAnalyst, "/ports/GBFXT/exact" },
        { SampleSite.JmscAnalyst, "/exact" },
        { SampleSite.JmscAnalyst, "/exact?by=category&split=region&columns=month&from=2026Q1&to=2026Q4" },
        { SampleSite.JmscAnalyst, "/exact?by=nothing&from=2027Q1&to=2026Q1&port=!" },
        { SampleSite.JmscAnalyst, "/exact?from=2019Q1&to=2019Q4" },
        { SampleSite.JmscAnalyst, "/exact/engagement" },
        { SampleSite.Admin, "/ports/add" },
        { SampleSite.Admin, "/ports/GBFXT/rename" },
        { SampleSite.Admin, "/ports/GBFXT/pack" },
        { SampleSite.Admin, "/ports/GBBIF/application" },
        { SampleSite.Admin, "/ports/GBFXT/facilities" },
        { SampleSite.Admin, "/ports/GBFXT/standing/withdraw" },
        { SampleSite.Admin, "/imports" },
        { SampleSite.Admin, "/imports/schemes" },
        { SampleSite.Admin, "/imports/ports" },
        { SampleSite.Admin, "/releases" },
        { SampleSite.Admin, "/releases/2026Q3" },
        { SampleSite.Admin, "/releases/2026Q2" },
        { SampleSite.Admin, "/releases/2026Q2/exact" },
        { SampleSite.Admin, "/releases/2026Q2/withdraw" },
        { SampleSite.Admin, "/releases/2026Q3/abandon" },
        { SampleSite.PortManager, "/releases/2026Q2" },
        { SampleSite.Admin, "/newsletters" },
        { SampleSite.Admin, "/applications" },
        { SampleSite.Admin, "/applications?state=approved&page-number=2" },
        { SampleSite.Admin, "/ports/GBFXT/people" },
        { SampleSite.PortManager, "/ports/GBFXT/people" },
        { SampleSite.PortManager, "/ports/GBFXT/people/ask?successor=true" },
        { SampleSite.PortManager, "/ports/GBFXT/people/hand-over" },
        { SampleSite.PortManager, "/ports/GBFXT/people/name?part=deputy" },
        { "", "/join" },
        { "", "/join/role" },
        { "", "/join/continue/token" },
        { SampleSite.Admin, "/people" },
        { SampleSite.Admin, "/people?q=nobody-at-all" },
        { SampleSite.Admin, "/people/invite" },
        { SampleSite.Admin, "/account" },
        { SampleSite.PortManager, "/account" },
        { SampleSite.PortManager, "/account/data" },
        { SampleSite.PortManager, "/account/sign-out-everywhere" },
        { SampleSite.Admin, "/newsletters/2026Q2/edit" },
        { SampleSite.Admin, "/newsletters/2026Q2/images" },
        { SampleSite.Admin, "/contacts" },
        { SampleSite.Admin, "/contacts/add" },
        { SampleSite.Approver, "/newsletters/2026Q2/edit" },
        { SampleSite.Admin, "/audit-log" },
        { SampleSite.Admin, "/audit-log?who=nobody&from=nonsense" },
        { SampleSite.Admin, "/audit-log/verify" },
        { SampleSite.Admin, "/api-keys" },
        { SampleSite.Admin, "/api-keys/new" },
        { "", "/api/docs" },
        { SampleSite.PortManager, "/ports/GBFXT" },
        { SampleSite.PortManager, "/ports/GBFXT/history" },
        { SampleSite.Admin, "/ports/GBFXT/history?kind=decisions" },
        { SampleSite.PortManager, "/ports/GBFXT/history/6/mistake" },
        { SampleSite.PortManager, "/ports/GBFXT/contact" },
        { SampleSite.PortManager, "/ports/GBFXT/print" },
        { SampleSite.PortManager, "/ports/GBFXT/milestones/lead-named/withdraw" },
        { SampleSite.PortManager, "/ports/GBFXT/briefings/new" },
        { SampleSite.PortManager, "/ports/GBFXT/milestones/new" },
        { SampleSite.PortManager, "/ports/GBFXT/quarter-figures/new" },
        { SampleSite.PortManager, "/ports/GBFXT/quarter-figures/new?quarter=2026Q3" },
        { SampleSite.PortManager, "/ports/quarter-figures/upload" },
        { SampleSite.PortManager, "/releases" },
        { SampleSite.PortManager, "/nowhere" },
        { SampleSite.PortManager, "/set-up" },
        { SampleSite.PortManager, "/set-up/passkey" },
        { SampleSite.PortManager, "/set-up/password" },
        { SampleSite.PortManager, "/set-up/recovery-codes" },
        { "", "/sign-in" },
        { "", "/recover" },
        { "", "/recover/token" },
        { "", "/invitation/token" },
        { "", "/report-a-concern" },
        { "", "/how-to-read" },
        { "", "/what-is-measured" },
        { SampleSite.Analyst, "/what-is-measured" },
        { SampleSite.Analyst, "/explore" },
        { SampleSite.PortManager, "/explore?measure=line-known&region=east" },
        { SampleSite.Analyst, "/explore?measure=reports&by=size" },
        { "", "/how-we-protect-reporters" },
        { "", "/newsletters" },
        { "", "/newsletters?q=%22%22" },
        { "", "/newsletters?kind=alerts&year=2020" },
        { "", "/unsubscribe/token" },
        { "", "/unsubscribe/view/0192d8a5-0000-7000-8000-000000000001/token" },
        { "", "/subscribe" },
        { "", "/subscribe/token" },
        { SampleSite.Admin, "/subscribers" },
        { SampleSite.Admin, "/subscribers?q=nobody-at-all" },
        { SampleSite.Admin, "/subscribers/import" },
        { SampleSite.Admin, "/subscribers/bounces" },
        { "", "/error/500" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_has_the_reporting_line_and_leaves_no_trace_of_who_follows_it(string email, string path)
    {
        var page = await OpenAsync(email, path);

        var line = page.Text("header .ps-line");
        Assert.Contains($"{ReportingLine.Operator} {ReportingLine.Telephone}", line, StringComparison.Ordinal);
        Assert.Contains($"Emergency {ReportingLine.Emergency}", line, StringComparison.Ordinal);
        Assert.All(
            page.QuerySelectorAll($"a[href='{ReportingLine.OnlineForm}']"),
            link => Assert.Contains("noreferrer", link.GetAttribute("rel"), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_holds_no_script_and_no_style_of_its_own(string email, string path)
    {
        var page = await OpenAsync(email, path);

        Assert.Empty(page.QuerySelectorAll("[style], style"));
        Assert.All(page.Scripts, script => Assert.True(script.Type == "application/json" || script.Source is { Length: > 0 }, script.OuterHtml));
        Assert.DoesNotContain(page.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_fetches_nothing_from_elsewhere(string email, string path)
    {
        var page = await OpenAsync(email, path);

        var fetched = page.QuerySelectorAll("[src], link[href], [srcset], form[action]")
            .SelectMany(element => new[] { element.GetAttribute("src"), element.GetAttribute("srcset"), element.GetAttribute("action"), element is IHtmlLinkElement ? element.GetAttribute("href") : null })
            .OfType<string>();
        Assert.All(fetched, address => Assert.StartsWith("/", address, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_form_that_changes_something_carries_its_own_token(string email, string path)
    {
        var page = await OpenAsync(email, path);

        Assert.All(page.QuerySelectorAll("form[method=post]"), form => Assert.Single(form.QuerySelectorAll("input[name=__RequestVerificationToken]")));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_names_itself_once_and_every_id_once(string email, string path)
    {
        var page = await OpenAsync(email, path);

        Assert.EndsWith(" – PortSafe", page.Title, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll("main h1"));
        Assert.Empty(page.QuerySelectorAll("[id]").GroupBy(element => element.Id).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Theory]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    [InlineData("/", HttpStatusCode.Redirect)]
    [InlineData("/error/404", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/ports", HttpStatusCode.Unauthorized)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/portsafe.css", HttpStatusCode.OK)]
    public async Task Every_answer_carries_the_headers_that_keep_others_out(string path, HttpStatusCode expected)
    {
        using var client = site.CreateClient();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(expected, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("frame-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    private async Task<IHtmlDocument> OpenAsync(string email, string path)
    {
        using var client = email.Length == 0 ? site.CreateClient() : await site.SignInAsync(email);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.NotEqual(HttpStatusCode.Redirect, answer.StatusCode);
        return await answer.ParseAsync();
    }
}
