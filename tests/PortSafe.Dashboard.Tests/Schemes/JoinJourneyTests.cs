using System.Net;
using PortSafe.Dashboard.Tests.Accounts;

namespace PortSafe.Dashboard.Tests.Schemes;

public sealed class JoinJourneyTests(JoinSite site) : IClassFixture<JoinSite>
{
    [Fact]
    public async Task From_the_first_question_to_the_account_without_a_script()
    {
        const string Email = "pat.obrien@fleetwood.example";
        using var client = site.CreateClient();
        Assert.Equal("/join/role", (await client.ReadAsync("/join")).QuerySelector("main a.govuk-button")!.GetAttribute("href"));
        var company = await client.FollowAsync("/join/role", [new("role", "registered-business")]);
        Assert.Equal("What is your company number?", company.Text("h1"));
        await client.FollowAsync("/join/company-number", [new("company-number", "sc 123456")]);
        await client.FollowAsync("/join/you", [new("name", "Pat O’Brien"), new("email", Email), new("telephone", "01394 604 500")]);
        var found = await client.ReadAsync("/join/port?q=fleet");
        Assert.Equal(["GBFLE", "unlisted"], found.QuerySelectorAll("input[name=port]").Select(input => input.GetAttribute("value")));
        await client.FollowAsync("/join/port?q=fleet", [new("port", "GBFLE")], "/join/port");
        var check = await client.FollowAsync("/join/evidence", [new("evidence", "Ask the harbour office.")]);
        Assert.Equal(
            ["Business registered at Companies House", "SC123456", "Pat O’Brien", Email, "01394 604 500", "Fleetwood (GBFLE)", "Ask the harbour office."],
            check.QuerySelectorAll(".ps-answers dd:not(.ps-answers__change)").Select(answer => answer.TextContent.Trim()));
        var again = await client.FollowAsync("/join/you?change=true", [new("name", "Pat O’Brien"), new("email", Email), new("telephone", "")]);
        Assert.Equal("Check your answers", again.Text("h1"));
        var sent = await client.FollowAsync("/join/declaration", [new("declared", "yes")]);
        var reference = JoinSite.ReferenceIn(sent);
        Assert.Contains(reference, await site.LastLetterAsync(Email), StringComparison.Ordinal);

        using var officer = await site.SignInAsync(EmptySite.Admin);
        var queue = await officer.ReadAsync("/applications");
        Assert.Contains(reference, queue.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim()));
        var approve = await officer.ReadAsync($"/applications/{reference}/approve");
        var revision = approve.QuerySelector("input[name=revision]")!.GetAttribute("value")!;
        var approved = await officer.FollowAsync($"/applications/{reference}/approve", [new("revision", revision), new("version", "2026-11")]);
        Assert.Contains("Approved. We have written to Pat O’Brien.", approved.Text(".ps-done"), StringComparison.Ordinal);
        Assert.Contains("Pack issued", approved.Text(".ps-summary"), StringComparison.Ordinal);

        var letters = await site.LettersAsync(Email);
        var invitation = JoinSite.LinkIn(letters.Single(letter => letter.Contains("/invitation/", StringComparison.Ordinal)), "/invitation/");
        Assert.Contains(letters, letter => letter.Contains("is approved", StringComparison.Ordinal));
        using var accepting = site.CreateClient();
        using var accepted = await accepting.PostFormAsync(invitation, []);
        Assert.Equal("/set-up", accepted.Headers.Location?.OriginalString);
        Assert.Contains(await site.Database.RowsAsync("subscribers"), row => row.Contains($"email: {Email} | basis: membership | source: invitation", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_JMSC_asks_is_answered_by_the_mailed_link_and_what_they_decide_is_mailed()
    {
        const string Email = "ask@lancaster.example";
        var reference = await site.ApplyAsync(Email, "GBLAN");
        using var officer = await site.SignInAsync(EmptySite.Admin);
        await DecideAsync(officer, reference, "ask", "Who is <b>your</b> harbour master?");

        var link = JoinSite.LinkIn(await site.LastLetterAsync(Email), "/join/continue/");
        using var client = site.CreateClient();
        Assert.DoesNotContain("harbour master", (await client.ReadAsync(link)).Body!.TextContent, StringComparison.Ordinal);
        var status = await client.FollowAsync(link, []);
        Assert.Equal("Who is <b>your</b> harbour master?", status.Text(".govuk-inset-text"));
        Assert.Equal(["Enter your answer."], (await client.StayAsync("/join/application", [new("answer", " ")])).Problems());
        Assert.Equal("JMSC has your application", (await client.FollowAsync("/join/application", [new("answer", "Captain Example.")])).Text("h1"));

        Assert.Contains("Captain Example.", (await officer.ReadAsync($"/applications/{reference}")).Body!.TextContent, StringComparison.Ordinal);
        await DecideAsync(officer, reference, "reject", "The port does not know you.");
        Assert.Contains("The port does not know you.", await site.LastLetterAsync(Email), StringComparison.Ordinal);
        Assert.Equal("This link cannot be used", (await site.CreateClient().ReadAsync(link)).Text("h1"));
    }

    [Fact]
    public async Task Of_two_officers_who_decide_the_second_is_told()
    {
        var reference = await site.ApplyAsync("two@macduff.example", "GBMCD");
        using var first = await site.SignInAsync(EmptySite.Admin);
        using var second = await site.SignInAsync(JoinSite.SecondAdmin);
        var approving = await first.ReadAsync($"/applications/{reference}/approve");
        var revision = approving.QuerySelector("input[name=revision]")!.GetAttribute("value")!;
        await DecideAsync(second, reference, "ask", "When did you start?");

        var told = await first.FollowAsync($"/applications/{reference}/approve", [new("revision", revision), new("version", "2026-11")]);

        Assert.StartsWith("Somebody else has changed this application meanwhile.", told.Text(".ps-done"), StringComparison.Ordinal);
        Assert.Contains("Waiting for the applicant", told.Text(".ps-lead"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_not_listed_is_chosen_by_JMSC()
    {
        const string Name = "Fleetwood <script>alert(1)</script>";
        using var client = await site.AnswerAsync("unlisted@harbour.example", "GBIRL");
        Assert.Equal("/join/port-name?change=true", (await client.PostFormAsync("/join/port?change=true&q=zzz", [new("port", "unlisted")], "/join/port?change=true")).Headers.Location?.OriginalString);
        await client.FollowAsync("/join/port-name?change=true", [new("port-name", Name)]);
        var reference = JoinSite.ReferenceIn(await client.FollowAsync("/join/declaration", [new("declared", "yes")]));
        Assert.DoesNotContain("alert", await site.LastLetterAsync("unlisted@harbour.example"), StringComparison.Ordinal);
        using var officer = await site.SignInAsync(EmptySite.Admin);
        var page = await officer.ReadAsync($"/applications/{reference}");
        Assert.Equal(Name, page.Text("h1"));
        Assert.DoesNotContain(page.QuerySelectorAll("a"), link => link.GetAttribute("href")?.EndsWith("/approve", StringComparison.Ordinal) == true);

        var revision = (await officer.ReadAsync($"/applications/{reference}/ask")).QuerySelector("input[name=revision]")!.GetAttribute("value")!;
        var chosen = await officer.FollowAsync($"/applications/{reference}/port?q=irlam", [new("port", "GBIRL"), new("revision", revision)], $"/applications/{reference}/port");

        Assert.Equal("Irlam", chosen.Text("h1"));
    }

    private static async Task DecideAsync(HttpClient officer, string reference, string act, string words)
    {
        var page = $"/applications/{reference}/{act}";
        var revision = (await officer.ReadAsync(page)).QuerySelector("input[name=revision]")!.GetAttribute("value")!;
        var done = await officer.FollowAsync(page, [new("revision", revision), new("words", words)]);
        Assert.NotNull(done.QuerySelector(".ps-done"));
    }
}
