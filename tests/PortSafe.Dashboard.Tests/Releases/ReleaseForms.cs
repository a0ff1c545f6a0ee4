using System.Net;

namespace PortSafe.Dashboard.Tests.Releases;

internal static class ReleaseForms
{
    /// <summary>Sends the form of that step as the page has it: to its own address, with its hidden fields.</summary>
    public static async Task PressAsync(this HttpClient client, string page, string handler, bool confirmed = false)
    {
        var form = (await client.ReadAsync(page)).QuerySelectorAll("form[method=post]").Single(form => form.GetAttribute("action")!.EndsWith($"?handler={handler}", StringComparison.Ordinal));
        var hidden = form.QuerySelectorAll("input[type=hidden]:not([name^=__])").Select(input => new KeyValuePair<string, string>(input.GetAttribute("name")!, input.GetAttribute("value")!));
        using var answer = await client.PostFormAsync(page, [.. hidden, new("confirmed", confirmed ? "true" : "false")], form.GetAttribute("action"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
