using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Tests.Accounts.Account;

[Collection(SiteCollection.Name)]
public sealed class OwnAccountTests(SampleSite site)
{
    [Fact]
    public async Task It_says_who_one_is_and_what_is_in_one_s_care()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);

        var page = await client.ReadAsync("/account");

        Assert.Contains("S. Lead", page.Text(".ps-summary"), StringComparison.Ordinal);
        Assert.Contains("Felixstowe (GBFXT)", page.Text(".ps-summary"), StringComparison.Ordinal);
        Assert.Equal("/account", page.QuerySelector(".ps-bar__person a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Another_device_is_signed_out_and_this_one_stays()
    {
        var person = await site.AddPersonAsync(Role.Editor);
        using var here = await site.SignInAsync(person.Email);
        using var there = await site.SignInAsync(person.Email);
        await there.ReadAsync("/account");
        var page = await here.ReadAsync("/account");
        var session = page.QuerySelector("input[name=session]")!.GetAttribute("value")!;

        await here.FollowAsync("/account", [new("session", session)], "/account?handler=signout");

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(there));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(here));
    }

    [Fact]
    public async Task Nobody_signs_somebody_else_out()
    {
        var (one, other) = (await site.AddPersonAsync(Role.Editor), await site.AddPersonAsync(Role.Editor));
        using var theirs = await site.SignInAsync(other.Email);
        using var mine = await site.SignInAsync(one.Email);
        var session = Assert.Single((await site.DetailsAsync(other.Id)).Sessions).Id;

        await mine.FollowAsync("/account", [new("session", $"{session}")], "/account?handler=signout");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(theirs));
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session()
    {
        var person = await site.AddPersonAsync(Role.Editor);
        using var here = await site.SignInAsync(person.Email);
        using var there = await site.SignInAsync(person.Email);
        await there.ReadAsync("/account");

        using var answer = await here.PostFormAsync("/account/sign-out-everywhere", []);

        Assert.Equal("/sign-in", answer.Headers.Location!.OriginalString);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (await StatusAsync(here), await StatusAsync(there)));
    }

    [Fact]
    public async Task A_passkey_is_renamed_and_removed_but_never_the_last_way_in()
    {
        var person = await site.AddPersonAsync(Role.Editor);
        var (laptop, phone) = (await AddPasskeyAsync(person.Id, "Laptop"), await AddPasskeyAsync(person.Id, "Phone"));
        using var client = await site.SignInAsync(person.Email);

        Assert.Equal(["Enter a name of 1 to 60 characters."], (await client.StayAsync($"/account/passkeys/{laptop}/rename", [new("name", "")])).Problems());
        var renamed = await client.FollowAsync($"/account/passkeys/{laptop}/rename", [new("name", "Work laptop")]);
        Assert.Contains("Work laptop", renamed.Text("table"), StringComparison.Ordinal);
        var removed = await client.FollowAsync($"/account/passkeys/{phone}/remove", []);
        Assert.Equal("Passkey removed.", removed.Text(".ps-done"));

        Assert.Equal(["This is your only way to sign in. Add another one first."], (await client.StayAsync($"/account/passkeys/{laptop}/remove", [])).Problems());
        Assert.Equal("Work laptop", Assert.Single((await site.DetailsAsync(person.Id)).WaysIn).Name);
    }

    [Fact]
    public async Task A_passkey_is_left_alone_until_whoever_signed_in_long_ago_signs_in_again()
    {
        var person = await site.AddPersonAsync(Role.Editor);
        var (laptop, _) = (await AddPasskeyAsync(person.Id, "Laptop"), await AddPasskeyAsync(person.Id, "Phone"));
        using var client = await site.SignInAsync(person.Email);
        await site.Database.ExecuteAsync($"UPDATE sessions SET created_at = '{TimeProvider.System.GetUtcNow().AddMinutes(-11):yyyy-MM-dd HH:mm:ss}' WHERE upper(person_id) = upper('{person.Id:D}')");
        site.Forget(person);

        foreach (var act in (string[])["rename", "remove"])
        {
            var path = $"/account/passkeys/{laptop}/{act}";
            await Newcomer.LeadsToAsync($"/sign-in?from={Uri.EscapeDataString(path)}", client.GetAsync(new Uri(path, UriKind.Relative)));
        }
    }

    [Fact]
    public async Task Another_person_s_passkey_is_not_there()
    {
        var (one, other) = (await site.AddPersonAsync(Role.Editor), await site.AddPersonAsync(Role.Editor));
        var theirs = await AddPasskeyAsync(other.Id, "Theirs");
        using var client = await site.SignInAsync(one.Email);

        using var answer = await client.GetAsync(new Uri($"/account/passkeys/{theirs}/remove", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task What_is_held_on_oneself_comes_as_a_file()
    {
        var person = await site.AddPersonAsync(Role.Analyst, "Curious Person");
        using var client = await site.SignInAsync(person.Email);

        using var answer = await client.PostFormAsync("/account/data", []);

        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(person.Email, document.RootElement.GetProperty("person").GetProperty("email").GetString());
        Assert.Contains((await site.DetailsAsync(person.Id)).History, act => act.Action == "person-exported" && act.By == "Curious Person");
    }

    private async Task<string> AddPasskeyAsync(Guid person, string name)
    {
        var id = Guid.CreateVersion7().ToByteArray();
        await using var db = site.Database.CreateContext();
        db.UserPasskeys.Add(new IdentityUserPasskey<Guid>
        {
            UserId = person,
            CredentialId = id,
            Data = new IdentityPasskeyData { Name = name, CreatedAt = DateTimeOffset.UnixEpoch, PublicKey = [1], AttestationObject = [1], ClientDataJson = [1], Transports = [] },
        });
        await db.SaveChangesAsync();
        return Base64Url.EncodeToString(id);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/account", UriKind.Relative));
        return answer.StatusCode;
    }
}
