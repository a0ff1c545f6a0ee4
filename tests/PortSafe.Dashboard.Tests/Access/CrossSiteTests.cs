using System.Net;
using PortSafe.Domain.Accounts;
using Xunit.Abstractions;

namespace PortSafe.Dashboard.Tests.Access;

/// <summary>What another site could have somebody's browser send, to everything that changes something. None of it may be taken.</summary>
[Collection(MatrixCollection.Name)]
public sealed class CrossSiteTests(MatrixSite matrix, ITestOutputHelper output)
{
    private static readonly string[] ContentTypes = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "", "text/html", "application/xml"];

    private static readonly HttpStatusCode[] Refusals = [HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.UnsupportedMediaType];

    [Fact]
    public async Task A_form_is_taken_only_with_the_token_that_its_reader_was_shown()
    {
        var own = matrix.Asker(Role.JmscAdmin.Code);
        var (other, nobody) = (matrix.Asker(Role.Editor.Code), matrix.Asker("nobody"));
        var elsewhere = new Asker("the same person in another browser", matrix.Site, SampleSite.Admin, Role.JmscAdmin);
        await elsewhere.PrepareAsync(matrix.Client);
        (string What, string Token, string? Cookie, string? Site)[] attempts =
        [
            ("no token", "", null, null),
            ("no token, no cookie", "", "", null),
            ("a made-up token", new string('A', 155), null, null),
            ("another person’s token", other.FormToken, null, null),
            ("another person’s token and cookie", other.FormToken, other.FormCookie, null),
            ("a stranger’s token and cookie", nobody.FormToken, nobody.FormCookie, null),
            ("the token of another browser", elsewhere.FormToken, null, null),
            ("a token without its cookie", own.FormToken, "", null),
            ("sent from another site", own.FormToken, null, "cross-site"),
            ("sent from a sibling site", own.FormToken, null, "same-site"),
        ];
        var before = await StateAsync();
        List<string> taken = [];
        var forms = matrix.Entries.Where(entry => entry.DemandsToken && entry.IsKnownMethod && !entry.IsPublic).ToList();
        foreach (var form in forms)
        {
            foreach (var (what, token, cookie, site) in attempts)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, form.Path());
                request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("confirmed", "true")]);
                await Note(taken, $"{form}, {what}", request, own, cookie, site);
            }
        }
        Report(forms.Count * attempts.Length, taken);
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task A_form_that_strangers_send_needs_a_token_too()
    {
        var nobody = matrix.Asker("nobody");
        var other = matrix.Asker(Role.Editor.Code);
        List<string> taken = [];
        var forms = matrix.Entries.Where(entry => entry.DemandsToken && entry.IsKnownMethod && entry.IsPublic).ToList();
        foreach (var form in forms)
        {
            foreach (var (what, token, cookie, site) in new (string, string, string?, string?)[]
            {
                ("no token", "", null, null), ("another’s token", other.FormToken, null, null), ("another’s token and cookie", other.FormToken, other.FormCookie, null),
                ("no cookie", nobody.FormToken, "", null), ("sent from another site", nobody.FormToken, null, "cross-site"),
            })
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, form.Path());
                request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
                await Note(taken, $"{form}, {what}", request, nobody, cookie, site);
            }
        }
        Report(forms.Count * 5, taken);
    }

    [Fact]
    public async Task A_command_is_taken_only_as_a_type_that_no_form_can_send_and_from_this_site()
    {
        var own = matrix.Asker(Role.JmscAdmin.Code);
        var before = await StateAsync();
        List<string> taken = [];
        var count = 0;
        foreach (var command in matrix.Entries.Where(entry => entry.IsApi && !entry.IsRead))
        {
            foreach (var type in ContentTypes)
            {
                using var request = new HttpRequestMessage(new HttpMethod(command.Method), command.Path()) { Content = Body("{}", type) };
                await Note(taken, $"{command} as {type}", request, own, null, null);
                count++;
            }
            foreach (var site in (string[])["cross-site", "same-site"])
            {
                using var request = new HttpRequestMessage(new HttpMethod(command.Method), command.Path()) { Content = Body("{}", command.ContentType) };
                await Note(taken, $"{command} from {site}", request, own, null, site);
                count++;
            }
        }
        Report(count, taken);
        Assert.Equal(before, await StateAsync());
    }

    private static StringContent Body(string text, string type)
    {
        var content = new StringContent(text);
        content.Headers.Remove("Content-Type");
        if (type.Length > 0)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private async Task Note(List<string> taken, string what, HttpRequestMessage request, Asker asker, string? formCookie, string? site)
    {
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        await asker.SignAsync(request, formCookie: formCookie);
        using var answer = await matrix.Client.SendAsync(request);
        Shield.Check(answer);
        if (!Refusals.Contains(answer.StatusCode))
            taken.Add($"{what}: {(int)answer.StatusCode}");
    }

    private void Report(int count, List<string> taken)
    {
        output.WriteLine($"{count} attempts, {taken.Count} taken.");
        Assert.True(taken.Count == 0, string.Join(Environment.NewLine, taken));
    }

    /// <summary>What attempts could have changed.</summary>
    private async Task<(int, int, int)> StateAsync() => (
        await matrix.Site.Database.CountAsync("port_events"),
        (await matrix.Site.Database.RowsAsync("sessions")).Count(row => !row.Contains("ended_at: null", StringComparison.Ordinal)),
        (await matrix.Site.Database.RowsAsync("audit_log")).Count(row => row.Contains("outcome: done", StringComparison.Ordinal) && !row.Contains("signed-in", StringComparison.Ordinal)));
}
