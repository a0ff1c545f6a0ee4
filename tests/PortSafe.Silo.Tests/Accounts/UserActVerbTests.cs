using System.Text.Json;
using PortSafe.Silo.Tests.CommandLine;

namespace PortSafe.Silo.Tests.Accounts;

public sealed class UserActVerbTests
{
    private const string Boss = "boss@jmsc.example";
    private const string Writer = "writer@paper.example";

    [Fact]
    public async Task People_are_listed_with_role_and_state()
    {
        await using var desk = await OpenAsync();

        var listed = (await desk.RunAsync(Boss, "user", "list", "--search", "WRITER", "--json")).Succeeded();

        var person = Assert.Single(listed.Json.GetProperty("people").EnumerateArray().ToList());
        Assert.Equal((Writer, "editor", "invited"), (person.GetProperty("email").GetString(), person.GetProperty("role").GetString(), person.GetProperty("state").GetString()));
        Assert.Contains($"{Boss}  jmsc-admin  invited", (await desk.RunAsync(Boss, "user", "list")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_only_administrator_who_is_locked_out_invites_themselves()
    {
        await using var desk = await OpenAsync();

        var invited = (await desk.RunAsync(Boss, "user", "invite", Boss, "--json")).Succeeded();

        Assert.Matches("^http://localhost:5080/invitation/[A-Za-z0-9_-]{43}$", invited.Json.GetProperty("invitation").GetString()!);
        Assert.Contains(await desk.Database.RowsAsync("audit_log"), row => row.Contains("person-reset", StringComparison.Ordinal) && row.Contains("origin: command-line", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_revoked_administrator_can_do_nothing_any_more()
    {
        await using var desk = await OpenAsync();
        (await desk.RunAsync(Boss, "user", "add", "second@jmsc.example", "--role", "jmsc-admin")).Succeeded();
        (await desk.RunAsync(Boss, "user", "revoke", "second@jmsc.example", "--reason", "Left")).Succeeded();

        var refused = await desk.RunAsync("second@jmsc.example", "user", "list", "--json");

        Assert.Equal(1, refused.Code);
        Assert.Equal("person-unknown", refused.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Somebody_is_wiped_after_revocation_and_confirmation_alone()
    {
        await using var desk = await OpenAsync();

        Assert.Equal(1, (await desk.RunAsync(Boss, "user", "wipe", Writer, "--yes")).Code);
        (await desk.RunAsync(Boss, "user", "revoke", Writer, "--reason", "Left the paper")).Succeeded();
        Assert.Equal(2, (await desk.RunAsync(Boss, "user", "wipe", Writer)).Code);
        (await desk.RunAsync(Boss, "user", "wipe", Writer, "--yes")).Succeeded();

        Assert.DoesNotContain(await desk.Database.RowsAsync("people"), row => row.Contains("writer", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(1, (await desk.RunAsync(Boss, "user", "export", Writer)).Code);
    }

    [Fact]
    public async Task What_is_held_on_somebody_is_printed_as_one_document()
    {
        await using var desk = await OpenAsync();

        var exported = (await desk.RunAsync(Boss, "user", "export", Writer)).Succeeded();

        using var document = JsonDocument.Parse(exported.Output);
        Assert.Equal(Writer, document.RootElement.GetProperty("person").GetProperty("email").GetString());
        Assert.Equal("Your invitation to PortSafe", document.RootElement.GetProperty("mail")[0].GetProperty("subject").GetString());
    }

    [Theory]
    [InlineData("user", "revoke", Boss, "--reason", "No")]
    [InlineData("user", "invite", Boss)]
    [InlineData("user", "export", Boss)]
    [InlineData("user", "list")]
    public async Task Only_an_administrator_may(params string[] arguments)
    {
        await using var desk = await OpenAsync();

        var refused = await desk.RunAsync(Writer, arguments);

        Assert.Equal(1, refused.Code);
        Assert.Contains("do not have permission", refused.Errors, StringComparison.Ordinal);
    }

    private static async Task<VerbDesk> OpenAsync()
    {
        var desk = await VerbDesk.OpenAsync();
        (await desk.RunAsync(null, "user", "add", Boss, "--role", "jmsc-admin")).Succeeded();
        (await desk.RunAsync(Boss, "user", "add", Writer, "--role", "editor")).Succeeded();
        return desk;
    }
}
