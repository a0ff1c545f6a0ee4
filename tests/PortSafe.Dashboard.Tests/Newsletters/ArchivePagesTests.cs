using System.Net;
using AngleSharp.Html.Dom;
using PortSafe.Testing.Newsletters;

namespace PortSafe.Dashboard.Tests.Newsletters;

/// <summary>The archive as everyone reads it.</summary>
public sealed class ArchivePagesTests(ArchiveSite site) : IClassFixture<ArchiveSite>
{
    [Fact]
    public async Task Issues_are_listed_by_year_and_say_of_what_kind_they_are()
    {
        using var client = site.CreateClient();
        var page = await client.ReadAsync("/newsletters");

        Assert.Equal(["2026", "2025"], page.QuerySelectorAll(".ps-year > h2").Take(2).Select(heading => heading.TextContent));
        Assert.Equal(
            ["New posters|Toolkit update|2 November 2026", "Lines & quays|April to June 2026|9 July 2026", "Drones over quays|Urgent alert|2 March 2026"],
            page.QuerySelectorAll("[aria-labelledby=year-2026] li").Select(item => string.Join('|', item.QuerySelectorAll("a, .ps-issues__kind, .ps-issues__date").Select(part => part.TextContent.Trim()))));
        Assert.NotNull(page.QuerySelector("a[href='/subscribe']"));
        Assert.DoesNotContain(PublishedIssues.NeverPublished, page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_years_and_single_kinds_have_addresses_of_their_own()
    {
        using var client = site.CreateClient();
        var all = await client.ReadAsync("/newsletters");
        var older = Assert.IsAssignableFrom<IHtmlAnchorElement>(all.QuerySelector("nav[aria-labelledby=years] a"));
        Assert.Equal("2024", older.TextContent);

        Assert.Equal(["2024"], Headings(await client.ReadAsync(older.GetAttribute("href")!)));
        Assert.Equal(["Drones over quays"], Titles(await client.ReadAsync("/newsletters?kind=alerts&year=2026")));
        Assert.Equal("Toolkit updates", (await client.ReadAsync("/newsletters?kind=toolkit")).Text("[aria-label='Kinds of issue'] [aria-current]"));
        Assert.Contains("in 1999", (await client.ReadAsync("/newsletters?year=1999")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_are_found_and_marked_in_a_line_of_the_text()
    {
        using var client = site.CreateClient();
        var page = await client.ReadAsync("/newsletters?q=Ddewi+hwyl");

        Assert.Equal("1 issue says “Ddewi hwyl”", page.Text(".ps-count"));
        Assert.Equal(["Lines & quays"], Titles(page));
        Assert.Equal(["Ddewi", "hwylio"], page.QuerySelectorAll(".ps-issues__line mark").Select(mark => mark.TextContent));
        Assert.Equal("Ddewi hwyl", page.QuerySelector("input[name=q]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_is_found_does_not_become_markup()
    {
        using var client = site.CreateClient();
        var page = await client.ReadAsync("/newsletters?q=%3Cscript%3Ealert");

        Assert.Equal("1 issue says “<script>alert”", page.Text(".ps-count"));
        Assert.Contains("<script>alert(1)</script>", page.Text(".ps-issues__line"), StringComparison.Ordinal);
        Assert.DoesNotContain(page.Scripts, script => script.Source is null);
    }

    [Theory]
    [InlineData("zebra", "Nothing that was published says “zebra”.")]
    [InlineData("Aardvark", "Nothing that was published says “Aardvark”.")]
    public async Task A_search_that_finds_nothing_says_what_to_try(string query, string sentence)
    {
        using var client = site.CreateClient();
        var page = await client.ReadAsync($"/newsletters?q={query}");

        Assert.Equal(sentence, page.Text("[role=status]"));
        Assert.NotNull(page.QuerySelector("main li a[href='/newsletters']"));
    }

    [Theory]
    [InlineData("%22%22", "Enter a word or a number to search for.")]
    [InlineData("1+2+3+4+5+6+7+8+9+10+11", "Search for 10 words or fewer.")]
    [InlineData(null, "Search for 100 characters or fewer.")]
    public async Task A_search_that_cannot_be_made_says_why_and_leads_to_its_field(string? query, string problem)
    {
        using var client = site.CreateClient();
        var page = await client.ReadAsync($"/newsletters?q={query ?? new string('a', 101)}");

        Assert.Equal([problem], page.Problems());
        Assert.NotNull(page.QuerySelector(page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href")!));
        Assert.NotEmpty(Titles(page));
    }

    [Fact]
    public async Task What_is_found_on_several_pages_leads_from_one_to_the_next()
    {
        using var client = site.CreateClient();
        var first = await client.ReadAsync("/newsletters?q=tide");
        Assert.Equal($"{ArchiveSite.IssuesOf2024} issues say “tide”, page 1 of 3", first.Text(".ps-count"));

        var second = await client.ReadAsync(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal($"{ArchiveSite.IssuesOf2024} issues say “tide”, page 2 of 3", second.Text(".ps-count"));
        Assert.Empty(Titles(first).Intersect(Titles(second)));
    }

    [Fact]
    public async Task An_issue_leads_to_those_beside_it_and_its_address_to_share_is_its_own()
    {
        using var client = site.CreateClient();
        var page = await client.ReadAsync("/newsletters/2026Q2?from=somewhere");

        Assert.Equal("/newsletters/2025Q2", page.QuerySelector("nav a[rel=prev]")?.GetAttribute("href"));
        Assert.Null(page.QuerySelector("nav a[rel=next]"));
        Assert.EndsWith("/newsletters/2026Q2", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("Newsletter for April to June 2026, published on 9 July 2026", page.Text("main .ps-lead"));
    }

    [Fact]
    public async Task The_latest_issue_has_an_address_that_stays()
    {
        using var client = site.CreateClient();
        using var answer = await client.GetAsync(new Uri("/newsletters/latest", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Found, "/newsletters/toolkit-2026-1"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    private static IEnumerable<string> Headings(IHtmlDocument page) => page.QuerySelectorAll(".ps-year > h2[id^=year-]").Select(heading => heading.TextContent);

    private static IReadOnlyList<string> Titles(IHtmlDocument page) => [.. page.QuerySelectorAll(".ps-issues__title").Select(link => link.TextContent)];
}
