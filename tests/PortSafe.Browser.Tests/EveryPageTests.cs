using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PortSafe.Testing;
using Xunit.Abstractions;

namespace PortSafe.Browser.Tests;

/// <summary>Walks every link that a person finds, from the first page on, and looks at one page of each kind.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class EveryPageTests(BrowserSite site, ITestOutputHelper output)
{
    private const int Wide = 1280;
    private const int Narrow = 375;

    /// <summary>Those who between them see every kind of page, and how wide the window is in which most of them read it.</summary>
    private static readonly Dictionary<string, int> SeeTheMost = new() { [""] = Narrow, ["JMSC administrator"] = Wide, ["Port manager"] = Narrow };

    private static readonly AxeRunOptions Wcag22AA = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        // The frame of a mail runs no script, so that axe would wait for it for ever.
        Iframes = false,
    };

    public static TheoryData<string, string> Walks => new()
    {
        { "", "/sign-in" },
        { "JMSC administrator", "/" },
        { "JMSC analyst", "/" },
        { "Editor", "/" },
        { "Approver", "/" },
        { "Analyst", "/" },
        { "Port manager", "/" },
    };

    [Theory]
    [MemberData(nameof(Walks))]
    public async Task Every_page_that_a_person_can_reach_fits_its_window_is_accessible_and_says_nothing_in_the_console(string role, string first)
    {
        await using var context = await site.OpenAsync(role);
        var page = await context.NewPageAsync();
        var faults = new List<string>();
        page.Console += (_, message) => faults.Add($"{page.Url}: {message.Type}: {message.Text}");
        page.PageError += (_, message) => faults.Add($"{page.Url}: {message}");

        var (seen, waiting) = (new HashSet<string>(StringComparer.Ordinal) { KindOf(first) }, new Queue<string>([first]));
        while (waiting.TryDequeue(out var path))
        {
            var answer = await page.GotoAsync(path);
            if (answer is not { Ok: true })
            {
                faults.Add($"{path}: answered {answer?.Status}");
                continue;
            }
            foreach (var link in await LinksAsync(page))
            {
                if (seen.Add(KindOf(link)))
                    waiting.Enqueue(link);
            }
            foreach (var width in SeeTheMost.ContainsKey(role) ? new[] { Wide, Narrow } : [Wide])
                faults.AddRange(await LookAsync(page, path, width, checksAccess: SeeTheMost.TryGetValue(role, out var usual) && width == usual));
        }
        output.WriteLine($"{seen.Count} kinds of page: {string.Join(' ', seen.Order(StringComparer.Ordinal))}");
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("Analyst", "/", 8)]
    [InlineData("Port manager", "/ports/GBFXT", 4)]
    public async Task Charts_are_drawn_with_scripts_and_shown_as_pictures_without(string role, string path, int charts)
    {
        await using var scripted = await site.OpenAsync(role);
        var page = await scripted.NewPageAsync();
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await Assertions.Expect(page.Locator("figure canvas")).ToHaveCountAsync(charts);

        await using var plain = await site.OpenAsync(role, scripts: false);
        var bare = await plain.NewPageAsync();
        await bare.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.InRange(await bare.Locator("figure picture, figure img").CountAsync(), charts, int.MaxValue);
    }

    private static async Task<IEnumerable<string>> LookAsync(IPage page, string path, int width, bool checksAccess)
    {
        await page.SetViewportSizeAsync(width, 900);
        var violations = checksAccess ? (await page.RunAxe(Wcag22AA)).Violations : [];
        var faults = violations.Select(violation => $"{path} at {width}: {violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}").ToList();
        if (!await FitsAsync(page))
            faults.Add($"{path} at {width}: wider than its window");
        return faults;
    }

    /// <summary>Whether the page needs no sideways scrolling, once its charts are drawn anew for the window's width.</summary>
    private static async Task<bool> FitsAsync(IPage page)
    {
        try
        {
            // The page's own policy lets no expression be evaluated in it again and again from within.
            await Until.TrueAsync(
                () => page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "the page fits its window", TimeSpan.FromSeconds(5));
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static async Task<IEnumerable<string>> LinksAsync(IPage page)
    {
        var links = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('a[href]')].filter(a => a.origin === location.origin && !a.hasAttribute('download') && !a.type).map(a => a.pathname + a.search)");
        return links.Where(link => !link.StartsWith("/api/v1/", StringComparison.Ordinal) && !link.StartsWith("/openapi/", StringComparison.Ordinal) && !File().IsMatch(link));
    }

    /// <summary>Pages that differ only in what they are about, or in what is chosen on them, are of one kind.</summary>
    private static string KindOf(string link)
    {
        var parts = link.Split('?');
        var path = Subject().Replace(parts[0], "/*");
        var names = parts.Skip(1).SelectMany(query => query.Split('&')).Select(pair => pair.Split('=')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return $"{path}?{string.Join('&', names)}";
    }

    [GeneratedRegex(@"\.(csv|json|jsonl|txt|svg|png|xlsx|pdf|zip)(\?|$)|/(export|download)(\?|/|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex File();

    [GeneratedRegex(@"/(GB[A-Z0-9]{3}|\d{4}(Q\d)?|\d{1,3}|(?<=/milestones/)(?!new)[a-z-]+|[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9_-]{43})(?=/|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Subject();
}
