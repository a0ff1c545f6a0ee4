using Microsoft.Playwright;

namespace PortSafe.Browser.Tests;

/// <summary>Somebody who has no mouse: whatever is used must be reached with the tab key.</summary>
internal sealed class Keyboard(IPage page)
{
    private const int MostTabs = 250;

    /// <summary>Follows a link, and waits for the page that it leads to.</summary>
    public Task FollowAsync(string name) => FollowAsync(page.GetByRole(AriaRole.Link, new() { Name = name }).First);

    public async Task FollowAsync(ILocator link)
    {
        await ReachAsync(link);
        await LoadAsync("Enter");
    }

    /// <summary>Presses a button that leads to another page, or to the same with what is wrong.</summary>
    public async Task PressAsync(string name)
    {
        await ReachAsync(page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }));
        await LoadAsync("Enter");
    }

    /// <summary>Types into a field, in place of what is there.</summary>
    public async Task TypeAsync(string label, string text)
    {
        await ReachAsync(page.GetByLabel(label, new() { Exact = true }));
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Chooses one of several radio buttons: the tab key finds the group, the arrow keys the choice.</summary>
    public async Task ChooseAsync(string choice)
    {
        var wanted = page.GetByRole(AriaRole.Radio, new() { Name = choice });
        var name = await wanted.GetAttributeAsync("name");
        var group = page.Locator($"input[type=radio][name='{name}']");
        await ReachAsync(group, isOneOf: true);
        for (var step = await group.CountAsync(); step > 0 && !await HasFocusAsync(wanted); step--)
            await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(wanted).ToBeCheckedAsync();
    }

    /// <summary>Chooses from a list that drops down, with the arrow keys.</summary>
    public async Task SelectAsync(string label, string choice)
    {
        var list = page.GetByLabel(label, new() { Exact = true });
        await ReachAsync(list);
        var steps = await list.EvaluateAsync<int>("(list, choice) => [...list.options].findIndex(option => option.text.trim() === choice) - list.selectedIndex", choice);
        for (var step = Math.Abs(steps); step > 0; step--)
            await page.Keyboard.PressAsync(steps > 0 ? "ArrowDown" : "ArrowUp");
        Assert.Equal(choice, await list.EvaluateAsync<string>("list => list.selectedOptions[0].text.trim()"));
    }

    /// <summary>The ids of so many elements that the tab key reaches one after another, from one on.</summary>
    public async Task<IReadOnlyList<string>> TabAsync(ILocator first, int count)
    {
        await ReachAsync(first);
        var ids = new List<string>();
        while (ids.Count < count)
        {
            ids.Add(await page.EvaluateAsync<string>("document.activeElement.id"));
            await page.Keyboard.PressAsync("Tab");
        }
        return ids;
    }

    public async Task TickAsync(string label)
    {
        var box = page.GetByRole(AriaRole.Checkbox, new() { Name = label });
        await ReachAsync(box);
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(box).ToBeCheckedAsync();
    }

    /// <summary>Opens or closes what is folded away.</summary>
    public async Task UnfoldAsync(ILocator summary)
    {
        await ReachAsync(summary);
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task LoadAsync(string key)
    {
        await page.RunAndWaitForResponseAsync(
            () => page.Keyboard.PressAsync(key), answer => answer.Request.IsNavigationRequest && answer.Status is < 300 or >= 400);
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
    }

    /// <summary>Tabs on until the element, or one of several, has the focus, and whoever looks can see that it has.</summary>
    public async Task ReachAsync(ILocator target, bool isOneOf = false)
    {
        if (!isOneOf)
            await Assertions.Expect(target).ToHaveCountAsync(1);
        for (var tab = 0; tab < MostTabs; tab++)
        {
            if (await HasFocusAsync(target))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"{page.Url}: the tab key does not reach {target}.");
    }

    private static Task<bool> HasFocusAsync(ILocator target) => target.EvaluateAllAsync<bool>("all => all.includes(document.activeElement)");
}
