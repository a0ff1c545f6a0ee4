using System.Net;
using System.Text.Json;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Tests.Accounts.Administration;

[Collection(SiteCollection.Name)]
public sealed class PersonTests(SampleSite site)
{
    [Fact]
    public async Task Role_and_ports_are_changed_after_a_check_and_hold_where_the_person_is_signed_in()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        var person = await site.AddPersonAsync(Role.Analyst);
        var path = $"/people/{person.Id}/role";

        Assert.Equal("Which ports?", (await client.StayAsync(path, [new("role", "port-manager")], $"{path}?handler=role")).Text("h1"));
        var check = await client.StayAsync(path, [new("role", "port-manager"), new("ports", "GBDVR")], $"{path}?handler=ports");
        Assert.Contains("Dover (GBDVR)", check.Text(".ps-summary"), StringComparison.Ordinal);
        var done = await client.FollowAsync(path, [new("role", "port-manager"), new("ports", "GBDVR")], $"{path}?handler=save");

        Assert.Equal("Role and ports changed.", done.Text(".ps-done"));
        Assert.Contains("Role changed from Analyst to Port manager of GBDVR", done.Text(".ps-timeline"), StringComparison.Ordinal);
        Assert.Equal(Role.PortManager, (await site.DetailsAsync(person.Id)).Role);
    }

    [Fact]
    public async Task Somebody_is_revoked_restored_and_wiped_each_with_a_reason()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        var person = await site.AddPersonAsync(Role.Editor, "Short Stay");
        var path = $"/people/{person.Id}";

        Assert.Equal(["Give a reason in 1 to 500 characters."], (await client.StayAsync($"{path}/revoke", [new("reason", " ")])).Problems());
        var revoked = await client.FollowAsync($"{path}/revoke", [new("reason", "Left the paper")]);
        Assert.Contains("Account revoked: Left the paper", revoked.Text(".ps-timeline"), StringComparison.Ordinal);
        Assert.Contains("Wipe this person", revoked.Text(".ps-aside"), StringComparison.Ordinal);
        var restored = await client.FollowAsync($"{path}/restore", [new("reason", "Came back")]);
        Assert.DoesNotContain("Wipe this person", restored.Text(".ps-aside"), StringComparison.Ordinal);
        await client.FollowAsync($"{path}/revoke", [new("reason", "Left again")]);
        var wiped = await client.FollowAsync($"{path}/wipe", [new("reason", "Asked for it")]);

        Assert.Equal(PersonWiping.NeutralName, wiped.Text("h1"));
        Assert.DoesNotContain("Left", wiped.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(person.Email, wiped.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_revoked_is_out_in_another_browser()
    {
        var person = await site.AddPersonAsync(Role.Editor);
        using var theirs = await site.SignInAsync(person.Email);
        await theirs.ReadAsync("/account");
        using var client = await site.SignInAsync(SampleSite.Admin);

        await client.FollowAsync($"/people/{person.Id}/revoke", [new("reason", "Left")]);

        using var answer = await theirs.GetAsync(new Uri("/account", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task One_s_own_page_offers_nothing_that_is_refused_and_refuses_it_all_the_same()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        var self = (await site.PersonAsync(SampleSite.Admin)).Id;

        Assert.Empty((await client.ReadAsync($"/people/{self}")).QuerySelectorAll(".ps-aside li a"));
        var refused = await client.StayAsync($"/people/{self}/revoke", [new("reason", "Leaving")]);

        Assert.Equal(["You cannot do this to your own account. Ask another administrator."], refused.Problems());
    }

    [Fact]
    public async Task All_that_is_held_comes_as_a_file()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        var person = await site.AddPersonAsync(Role.Editor, "Held Person");

        using var answer = await client.PostFormAsync($"/people/{person.Id}", [], $"/people/{person.Id}?handler=export");

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("Held Person", document.RootElement.GetProperty("person").GetProperty("name").GetString());
    }

    [Fact]
    public async Task An_invitation_is_sent_again_and_sessions_are_ended()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        var person = await site.AddPersonAsync(Role.Editor);

        Assert.Equal("Another invitation is on its way.", (await client.FollowAsync($"/people/{person.Id}/invite-again", [])).Text(".ps-done"));
        using var theirs = await site.SignInAsync(person.Email);
        Assert.Equal("Signed out everywhere.", (await client.FollowAsync($"/people/{person.Id}/end-sessions", [])).Text(".ps-done"));
        using var answer = await theirs.GetAsync(new Uri("/account", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Nobody_is_found_by_an_id_that_is_nobody_s()
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        using var answer = await client.GetAsync(new Uri($"/people/{Guid.CreateVersion7()}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_role_form_of_somebody_who_is_no_administrator_is_refused()
    {
        var person = await site.AddPersonAsync(Role.Editor);
        using var client = await site.SignInAsync(person.Email);

        foreach (var path in new[] { "/people/invite?handler=send", $"/people/{person.Id}/role?handler=save", $"/people/{person.Id}/revoke", $"/people/{person.Id}?handler=export" })
        {
            using var answer = await client.PostFormAsync("/account", [new("role", "jmsc-admin"), new("reason", "x"), new("name", "x"), new("email", "x@y.example")], path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
        Assert.Equal(Role.Editor, (await site.DetailsAsync(person.Id)).Role);
    }
}
