using System.Net.Http.Headers;
using PortSafe.Domain.Accounts;

namespace PortSafe.Dashboard.Tests.Access;

/// <summary>Ports to ask about: the sample manager's own, and one that is not theirs.</summary>
internal static class Asked
{
    public const string OwnPort = "GBFXT";
    public const string OtherPort = "GBDVR";

    /// <summary>What only a page about the other port would say.</summary>
    public static IReadOnlyList<string> OtherFacts { get; } = ["Dover"];
}

/// <summary>Somebody, something or nobody who asks, with the cookies that a browser of theirs would send.</summary>
/// <param name="Role">Null for keys and for nobody.</param>
/// <param name="Scope">Null for people and for nobody.</param>
/// <param name="Secret">The key itself.</param>
internal sealed class Asker(string name, SampleSite site, string? email, Role? role, string? scope = null, string? secret = null)
{
    private string _session = "";

    public string Name => name;

    public Role? Role => role;

    public string? Scope => scope;

    public bool IsNobody => role is null && scope is null;

    /// <summary>The token of the forms that this browser is shown.</summary>
    public string FormToken { get; private set; } = "";

    /// <summary>The cookie that belongs to that token.</summary>
    public string FormCookie { get; private set; } = "";

    public async Task PrepareAsync(HttpClient client)
    {
        if (secret is not null)
            return;
        using var request = new HttpRequestMessage(HttpMethod.Get, email is null ? "/sign-in" : "/how-to-read");
        _session = await StartSessionAsync();
        if (_session.Length > 0)
            request.Headers.Add("Cookie", _session);
        using var answer = await client.SendAsync(request);
        FormToken = SiteClient.TokenIn(await answer.Content.ReadAsStringAsync());
        FormCookie = answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.First().Split(';')[0] : "";
    }

    /// <summary>Makes a request theirs.</summary>
    /// <param name="isFresh">Whether it is made in a session that was started for it, because it may end the session.</param>
    /// <param name="formCookie">Of somebody else's browser; their own when null.</param>
    public async Task SignAsync(HttpRequestMessage request, bool isFresh = false, string? formCookie = null)
    {
        if (secret is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
            return;
        }
        var session = isFresh ? await StartSessionAsync() : _session;
        var cookies = string.Join("; ", new[] { session, formCookie ?? FormCookie }.Where(cookie => cookie.Length > 0));
        if (cookies.Length > 0)
            request.Headers.Add("Cookie", cookies);
    }

    private async Task<string> StartSessionAsync() => email is null ? "" : await site.SessionCookieAsync(email);
}
