using System.Net;
using AngleSharp.Html.Dom;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Tests.Accounts;

/// <summary>People for one test alone, on the site that tests share.</summary>
internal static class PeopleSite
{
    /// <summary>Somebody new whom an administrator has added; their address is nobody else's.</summary>
    public static async Task<KnownPerson> AddPersonAsync(this SampleSite site, Role role, string name = "New Person")
    {
        var (by, email) = (await site.ActorAsync(SampleSite.Admin), $"p{Guid.CreateVersion7():N}@people.example");
        return (await site.InScopeAsync<People, Domain.Result<KnownPerson>>(people => people.AddAsync(new NewPerson(name, email, role), by, default))).Value!;
    }

    public static Task<PersonDetails> DetailsAsync(this SampleSite site, Guid person) =>
        site.InScopeAsync<PersonRecords, PersonDetails>(async records => (await records.GetAsync(person, await site.ActorAsync(SampleSite.Admin), 100, default)).Value!);

    /// <summary>Sends a form that must lead on, and opens the page that it leads to.</summary>
    public static async Task<IHtmlDocument> FollowAsync(this HttpClient client, string page, IEnumerable<KeyValuePair<string, string>> fields, string? action = null)
    {
        using var answer = await client.PostFormAsync(page, fields, action);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return await client.ReadAsync(answer.Headers.Location!.OriginalString);
    }

    /// <summary>Sends a form that must come back as a page.</summary>
    public static async Task<IHtmlDocument> StayAsync(this HttpClient client, string page, IEnumerable<KeyValuePair<string, string>> fields, string? action = null)
    {
        using var answer = await client.PostFormAsync(page, fields, action);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.ParseAsync();
        Assert.All(html.QuerySelectorAll("form[method=post]"), form => Assert.Single(form.QuerySelectorAll("input[name=__RequestVerificationToken]")));
        return html;
    }
}
