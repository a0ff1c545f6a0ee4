using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using PortSafe.Data;
using PortSafe.Domain.Schemes;
using PortSafe.Testing.Accounts;

namespace PortSafe.Browser.Tests.Schemes;

/// <summary>A port's whole way from the application to an active scheme, with the keyboard alone.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class SchemeJourneyTests(BrowserSite site)
{
    private const string Password = "violet kettle over the pier";

    [Theory]
    [InlineData(true, "Burnham on Crouch", "GBBOC")]
    [InlineData(false, "Fleetwood", "GBFLE")]
    public async Task A_port_joins_and_becomes_active_without_a_mouse(bool scripts, string port, string locode)
    {
        var email = $"manager@{locode.ToLowerInvariant()}.example";
        await using var applicant = await site.OpenAsync("", scripts: scripts);
        var page = await applicant.NewPageAsync();
        var reference = await ApplyAsync(page, port, email);
        await ApproveAsync(scripts, reference);

        await AcceptAsync(page, await InvitationAsync(email));
        await page.GotoAsync("/");
        await page.GotoAsync($"/ports/{locode}");
        await Assertions.Expect(page.Locator("[aria-current=step]")).ToContainTextAsync(Stage.PackIssued.Title);
        foreach (var milestone in Milestone.Essential)
            await RecordAsync(page, milestone);

        await Assertions.Expect(page.Locator("[aria-current=step]")).ToContainTextAsync(Stage.Active.Title);
        await ExplainAsync(page);
    }

    /// <returns>The reference that the applicant is shown.</returns>
    private static async Task<string> ApplyAsync(IPage page, string port, string email)
    {
        var keyboard = new Keyboard(page);
        await page.GotoAsync("/join");
        await keyboard.PressAsync("Start now");
        await keyboard.PressAsync("Continue");
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToBeVisibleAsync();
        await keyboard.ChooseAsync("Port security manager");
        await keyboard.PressAsync("Continue");
        await keyboard.TypeAsync("Full name", "Sam Quay");
        await keyboard.TypeAsync("Work email address", email);
        await keyboard.PressAsync("Continue");
        await keyboard.TypeAsync("Search by name or LOCODE", port);
        await keyboard.PressAsync("Search");
        await keyboard.ChooseAsync(port);
        await keyboard.PressAsync("Continue");
        await keyboard.TypeAsync("What to look at, or whom to ask", "The harbour office can confirm my role.");
        await keyboard.PressAsync("Continue");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(email);
        await keyboard.PressAsync("Continue");
        await keyboard.TickAsync("What I have answered is true");
        await keyboard.PressAsync("Send the application");
        return await page.Locator(".ps-sent__reference strong").InnerTextAsync();
    }

    private async Task ApproveAsync(bool scripts, string reference)
    {
        await using var officer = await site.OpenAsync("JMSC administrator", scripts: scripts);
        var page = await officer.NewPageAsync();
        var keyboard = new Keyboard(page);
        await page.GotoAsync("/applications");
        await keyboard.FollowAsync(page.Locator("main table tr", new() { HasText = reference }).GetByRole(AriaRole.Link));
        await keyboard.PressAsync("Approve");
        await keyboard.TypeAsync("Version of the pack", "2026-11");
        await keyboard.PressAsync("Approve");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Approved");
    }

    private async Task<string> InvitationAsync(string email)
    {
        await using var db = site.Database.CreateContext();
        var mails = await db.Outbox.AsNoTracking().Where(row => row.Recipient == email).Select(row => row.Body).ToListAsync();
        return mails.Select(body => Invitation().Match(body)).Single(match => match.Success).Value;
    }

    private static async Task AcceptAsync(IPage page, string invitation)
    {
        var keyboard = new Keyboard(page);
        await page.GotoAsync(invitation);
        await keyboard.PressAsync("Accept the invitation");
        await keyboard.FollowAsync("Set up a password and an app");
        await keyboard.TypeAsync("New password", Password);
        await keyboard.PressAsync("Continue");
        await keyboard.TypeAsync("Code from the app", Totp.Code(await page.Locator(".ps-key").TextContentAsync() ?? ""));
        await keyboard.PressAsync("Continue");
        await keyboard.PressAsync("Show my recovery codes");
        await Assertions.Expect(page.Locator(".ps-codes li").First).ToBeVisibleAsync();
    }

    private static async Task RecordAsync(IPage page, Milestone milestone)
    {
        var (keyboard, today) = (new Keyboard(page), TimeProvider.System.Today());
        await keyboard.FollowAsync(page.Locator($"a[href$='/milestones/new?milestone={milestone}']").First);
        await keyboard.TypeAsync("Day", $"{today.Day}");
        await keyboard.TypeAsync("Month", $"{today.Month}");
        await keyboard.TypeAsync("Year", $"{today.Year}");
        await keyboard.PressAsync("Record the milestone");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync($"“{milestone.Title}” recorded");
    }

    /// <summary>Every part of the score says on demand where its points come from.</summary>
    private static async Task ExplainAsync(IPage page)
    {
        var keyboard = new Keyboard(page);
        var parts = page.Locator(".ps-health details");
        await Assertions.Expect(parts).ToHaveCountAsync(ScorePart.All.Count);
        await keyboard.UnfoldAsync(parts.First.Locator("summary"));
        foreach (var milestone in Milestone.Essential)
            await Assertions.Expect(parts.First).ToContainTextAsync($"{milestone.Title}: recorded on");
    }

    [GeneratedRegex("/invitation/[A-Za-z0-9_-]{43}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Invitation();
}
