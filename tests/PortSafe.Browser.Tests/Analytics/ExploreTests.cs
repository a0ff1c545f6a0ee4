using Microsoft.Playwright;

namespace PortSafe.Browser.Tests.Analytics;

/// <summary>Explore as people use it: with the keyboard alone, in a hurry, and without scripts.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ExploreTests(BrowserSite site)
{
    private const int MostClicks = 6;

    private static readonly string[] FieldsInOrder = ["measure", "by", "period", "compare", "region", "size", "chart", "sort"];

    [Fact]
    public async Task A_measure_and_a_period_are_chosen_read_and_taken_away_without_a_mouse()
    {
        await using var context = await site.OpenAsync("Analyst");
        var page = await context.NewPageAsync();
        var keyboard = new Keyboard(page);
        await page.GotoAsync("/explore");

        Assert.Equal(FieldsInOrder, await keyboard.TabAsync(page.Locator("#measure"), FieldsInOrder.Length));
        await keyboard.SelectAsync("Measure", "Staff reached");
        await keyboard.SelectAsync("Period", "The last 8 quarters");
        await keyboard.SelectAsync("Region", "Wales");
        await keyboard.PressAsync("Show");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("measure=staff-reached&period=last-8&region=wales$"));
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("In Wales, the share of staff briefed");

        var drawing = page.Locator("figure .chart-drawing");
        await keyboard.ReachAsync(drawing);
        await page.Keyboard.PressAsync("End");
        var read = await page.Locator("figure .chart-reading").InnerTextAsync();
        await keyboard.ReachAsync(page.GetByRole(AriaRole.Tab, new() { Name = "Chart" }));
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(drawing).ToBeHiddenAsync();
        var last = page.Locator("figure tbody tr").Last;
        await Assertions.Expect(last).ToBeVisibleAsync();
        Assert.Equal($"{await last.Locator("th").InnerTextAsync()}: {await page.Locator("figure thead th").Last.InnerTextAsync()} {await last.Locator("td").InnerTextAsync()}", read);

        await keyboard.ReachAsync(page.Locator("figure").GetByRole(AriaRole.Link, new() { Name = "CSV" }));
        var file = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        Assert.Contains(await page.Locator("h1").InnerTextAsync(), await File.ReadAllTextAsync(await file.PathAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newcomer_takes_the_picture_of_the_region_that_knows_the_line_least_in_few_clicks()
    {
        await using var context = await site.OpenAsync("Analyst");
        var page = await context.NewPageAsync();
        var clicks = 0;
        async Task ClickAsync(ILocator link)
        {
            clicks++;
            await link.ClickAsync();
            await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        }

        await page.GotoAsync("/");
        await ClickAsync(page.Locator("#chart-line-known").GetByRole(AriaRole.Link, new() { Name = "Explore" }));
        await ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "By region", Exact = true }));
        var finding = await page.Locator("h1").InnerTextAsync();
        var least = finding[(finding.IndexOf("least in ", StringComparison.Ordinal) + "least in ".Length)..finding.LastIndexOf(" (", StringComparison.Ordinal)].Replace("the ", "", StringComparison.Ordinal);
        await ClickAsync(page.GetByRole(AriaRole.Navigation, new() { Name = "Look closer" }).GetByRole(AriaRole.Link, new() { Name = least, Exact = true }));
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex($"^In .*{least}, the share of staff surveyed who know the reporting line (rose|fell|stands)"));
        clicks++;
        var picture = await page.RunAndWaitForDownloadAsync(() => page.Locator("figure").GetByRole(AriaRole.Link, new() { Name = "PNG" }).ClickAsync());

        Assert.EndsWith(".png", picture.SuggestedFilename, StringComparison.Ordinal);
        Assert.InRange(clicks, 1, MostClicks);
    }

    [Fact]
    public async Task Without_scripts_the_form_works_and_the_table_and_the_picture_are_there()
    {
        await using var context = await site.OpenAsync("Analyst", scripts: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/explore");
        await page.GetByLabel("Measure", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Ports with an active scheme" });
        await page.GetByLabel("Drawn as", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Map of the regions" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("measure=adoption-rate&by=region&chart=map$"));
        await Assertions.Expect(page.Locator("figure tbody tr")).ToHaveCountAsync(11);
        await Assertions.Expect(page.Locator("figure tbody tr").First).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.True(await page.Locator("figure img").EvaluateAsync<bool>("picture => picture.complete && picture.naturalWidth > 0 && picture.currentSrc.includes('.svg')"));
    }
}
