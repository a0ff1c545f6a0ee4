using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Tests.Accounts;

/// <summary>Makes keys, so it has a site of its own.</summary>
public sealed class ApiKeyPagesTests(EmptySite site) : IClassFixture<EmptySite>
{
    private const string Path = "/api-keys";

    [Fact]
    public async Task A_key_is_shown_once_in_no_address_and_kept_by_no_cache()
    {
        using var client = await site.SignInAsync(EmptySite.Admin);
        using var answer = await client.PostFormAsync($"{Path}/new", [new("name", "Shown once"), new("scopes", "read:released"), new("scopes", "read:ports"), new("days", "30")]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl is { NoStore: true });
        var page = await answer.ParseAsync();
        var text = page.Text("#key");
        Assert.Matches("^ps_[A-Za-z0-9_-]{43}$", text);
        Assert.DoesNotContain(text, answer.RequestMessage!.RequestUri!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(page.QuerySelectorAll("[href], [action]"), link => link.OuterHtml.Contains(text, StringComparison.Ordinal));

        var list = await client.ReadAsync(Path);
        var row = list.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("Shown once", StringComparison.Ordinal));
        Assert.Contains($"ends in {text[^4..]}", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Active until", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("A. Officer", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(text, list.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "read:ports", "30", "#name", "Enter a name of 1 to 60 characters.")]
    [InlineData("Mine", null, "30", "#scopes", "Choose one or more things that the key may do.")]
    [InlineData("Mine", "read:ports", "0", "#days", "Enter a number of days from 1 to 365.")]
    [InlineData("Mine", "read:ports", "for ever", "#days", "Enter a number of days from 1 to 365.")]
    public async Task What_is_wrong_is_said_at_its_field_and_what_was_typed_stays(string name, string? scope, string days, string field, string message)
    {
        using var client = await site.SignInAsync(EmptySite.Admin);
        using var answer = await client.PostFormAsync(
            $"{Path}/new", [new("name", name), new("days", days), .. scope is null ? Array.Empty<KeyValuePair<string, string>>() : [new("scopes", scope)]]);
        var page = await answer.ParseAsync();

        Assert.Equal(message, Assert.Single(page.Problems()));
        Assert.Equal(field, page.QuerySelector(".govuk-error-summary__list a")!.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector(field));
        Assert.Equal(days, page.QuerySelector("#days")!.GetAttribute("value"));
        Assert.Equal(scope is null ? 0 : 1, page.QuerySelectorAll("[name=scopes][checked]").Length);
    }

    [Fact]
    public async Task A_key_is_revoked_after_a_question_and_says_so()
    {
        var admin = await site.ActorAsync(EmptySite.Admin);
        var made = (await site.Services.GetRequiredService<ApiKeys>().AddAsync(new NewApiKey("To be revoked", [KeyScope.ReadPorts]), admin, default)).Value!;
        using var client = await site.SignInAsync(EmptySite.Admin);
        var question = $"{Path}/{made.Key.Id}/revoke";
        Assert.Contains("To be revoked", (await client.ReadAsync(question)).Text("main"), StringComparison.Ordinal);

        using var answer = await client.PostFormAsync(question, []);

        Assert.Equal(Path, answer.Headers.Location!.ToString());
        var list = await client.ReadAsync(Path);
        Assert.Equal("“To be revoked” is revoked.", list.Text(".ps-done"));
        Assert.DoesNotContain(list.QuerySelectorAll("a"), link => link.GetAttribute("href") == question);
    }

    [Fact]
    public async Task A_key_that_does_not_exist_is_not_found()
    {
        using var client = await site.SignInAsync(EmptySite.Admin);
        using var answer = await client.GetAsync(new Uri($"{Path}/{Guid.Empty}/revoke", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
