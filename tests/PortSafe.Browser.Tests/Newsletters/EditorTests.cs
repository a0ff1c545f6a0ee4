using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace PortSafe.Browser.Tests.Newsletters;

/// <summary>An issue is written with the keyboard, while somebody else writes in it too.</summary>
[Collection(BrowserCollection.Name)]
public sealed class EditorTests(BrowserSite site)
{
    private const string Editor = "/newsletters/2025Q4/edit";

    private static readonly AxeRunOptions Wcag22AA = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        // No script runs in the frame of a mail, and so none that looks through it.
        Iframes = false,
    };

    [Fact]
    public async Task What_is_written_is_previewed_kept_and_saved_and_nothing_of_two_people_is_lost()
    {
        await using var first = await site.OpenAsync("Editor", 1440);
        var page = await first.NewPageAsync();
        var faults = new List<string>();
        page.Console += (_, message) => faults.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, message) => faults.Add(message);
        await page.GotoAsync(Editor);
        if (await page.GetByRole(AriaRole.Button, new() { Name = "Draft it from the release" }).CountAsync() > 0)
            await new Keyboard(page).PressAsync("Draft it from the release");

        await WriteAsync(page);
        await PickAsync(page);
        await BreakAndMendAsync(page);
        await Assertions.Expect(page.Locator("[data-status]")).ToContainTextAsync("Kept at");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#unsaved")).ToContainTextAsync("that is not saved");
        await Assertions.Expect(page.Locator(".ps-diff ins").First).ToContainTextAsync("Written by two");
        await LookAsync(page, "what was kept");
        await new Keyboard(page).FollowAsync("Go on with it");

        await SaveByAnotherAsync();
        await page.Keyboard.PressAsync("Control+S");
        await page.Locator("#conflict").WaitForAsync();
        await Assertions.Expect(page.GetByLabel("Subject", new() { Exact = true })).ToHaveValueAsync("Written by two");
        await Assertions.Expect(page.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("# A heading of our own\n\nStaff reached: {{stat:staff-reached}}\n\nThe end.");
        await LookAsync(page, "a conflict");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Save as revision 3, in place of 2") }).PressAsync("Enter");
        await Assertions.Expect(page.Locator(".ps-done")).ToHaveTextAsync("Saved as revision 3.");

        await page.GotoAsync("/newsletters/2025Q4/revisions/3?from=1");
        await Assertions.Expect(page.Locator(".ps-diff ins").First).ToContainTextAsync("Written by two");
        await LookAsync(page, "a revision");
        Assert.Empty(faults);
    }

    /// <summary>Types a subject and a heading, and sees both in the preview.</summary>
    private static async Task WriteAsync(IPage page)
    {
        var keyboard = new Keyboard(page);
        await keyboard.TypeAsync("Subject", "Written by two");
        await keyboard.TypeAsync("Text", "# A heading of our own\n\nStaff reached: ");
        await Assertions.Expect(page.Locator("[data-part=web] h1, [data-part=web] h2").First).ToHaveTextAsync("A heading of our own");
        await Assertions.Expect(page.Locator("[data-part=web]")).ToContainTextAsync("Written by two");
        await LookAsync(page, "the editor");
    }

    /// <summary>Finds a figure by typing, and puts it where the caret is.</summary>
    private static async Task PickAsync(IPage page)
    {
        await new Keyboard(page).UnfoldAsync(page.Locator("[data-figures] > summary"));
        await Assertions.Expect(page.GetByLabel("Find a figure")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("staff reached kingdom");
        await LookAsync(page, "the figures");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Text", new() { Exact = true })).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("# A heading of our own\n\nStaff reached: {{stat:staff-reached}}");
        await Assertions.Expect(page.Locator("[data-part=web]")).ToContainTextAsync("Staff reached: ");
        await Assertions.Expect(page.Locator("[data-part=web]")).ToContainTextAsync("%");
        await page.GetByRole(AriaRole.Tab, new() { Name = "E-mail", Exact = true }).PressAsync("Enter");
        await Assertions.Expect(page.FrameLocator("#preview-wide iframe:not([data-coming])").GetByText("A heading of our own")).ToBeVisibleAsync();
        await LookAsync(page, "the e-mail");
    }

    /// <summary>Writes a token that means nothing, is led to its line, and takes it out.</summary>
    private static async Task BreakAndMendAsync(IPage page)
    {
        var area = page.GetByLabel("Text", new() { Exact = true });
        await area.PressAsync("Control+End");
        await page.Keyboard.TypeAsync("\n\n{{stat:weather}}");
        await page.Locator(".ps-checks a[data-line='5']").First.PressAsync("Enter");
        await Assertions.Expect(area).ToBeFocusedAsync();
        await LookAsync(page, "a text with errors");
        await page.Keyboard.PressAsync("Shift+End");
        await page.RunAndWaitForResponseAsync(
            () => page.Keyboard.TypeAsync("The end."),
            answer => answer.Url.EndsWith("handler=Keep", StringComparison.Ordinal) && answer.Request.PostData?.Contains("The+end.", StringComparison.Ordinal) == true);
        await Assertions.Expect(page.Locator(".ps-checks a[data-line='5']")).ToHaveCountAsync(0);
    }

    /// <summary>Somebody else comes, is told of the first, and saves.</summary>
    private async Task SaveByAnotherAsync()
    {
        await using var second = await site.OpenAsync("JMSC administrator");
        var page = await second.NewPageAsync();
        await page.GotoAsync(Editor);
        await Assertions.Expect(page.Locator("[data-notices]")).ToContainTextAsync("D. Editor is writing here too");
        await page.GetByLabel("Subject", new() { Exact = true }).FillAsync("By the second");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".ps-done")).ToHaveTextAsync("Saved as revision 2.");
    }

    private static async Task LookAsync(IPage page, string what)
    {
        var violations = (await page.RunAxe(Wcag22AA)).Violations;
        Assert.True(violations.Length == 0, $"{what}: {string.Join("; ", violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"))}");
    }
}
