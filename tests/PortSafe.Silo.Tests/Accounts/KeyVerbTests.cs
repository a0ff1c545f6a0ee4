using PortSafe.Silo.Tests.CommandLine;

namespace PortSafe.Silo.Tests.Accounts;

public sealed class KeyVerbTests
{
    private const string Boss = "boss@jmsc.example";

    [Fact]
    public async Task A_key_is_made_listed_and_revoked_and_printed_only_when_it_is_made()
    {
        await using var desk = await OpenAsync();

        var made = (await desk.RunAsync(Boss, "key", "add", "--name", "Annual report", "--scope", "read:released", "--scope", "read:ports", "--days", "30", "--json")).Succeeded();
        var (text, id) = (made.Json.GetProperty("key").GetString()!, made.Json.GetProperty("id").GetString()!);
        Assert.Matches("^ps_[A-Za-z0-9_-]{43}$", text);

        var listed = (await desk.RunAsync(Boss, "key", "list", "--json")).Succeeded();
        var key = Assert.Single(listed.Json.GetProperty("keys").EnumerateArray());
        Assert.Equal((id, "active", text[^4..]), (key.GetProperty("id").GetString(), key.GetProperty("state").GetString(), key.GetProperty("hint").GetString()));
        Assert.DoesNotContain(text, listed.Output, StringComparison.Ordinal);

        (await desk.RunAsync(Boss, "key", "revoke", id)).Succeeded();
        Assert.Contains("revoked", (await desk.RunAsync(Boss, "key", "revoke", id)).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("Revoked", (await desk.RunAsync(Boss, "key", "list")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_keys_the_list_says_so()
    {
        await using var desk = await OpenAsync();

        Assert.Contains("There are no keys.", (await desk.RunAsync(Boss, "key", "list")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_does_not_administer_has_no_keys_to_give()
    {
        await using var desk = await OpenAsync();
        (await desk.RunAsync(Boss, "user", "add", "writer@jmsc.example", "--role", "editor")).Succeeded();

        Assert.Equal(1, (await desk.RunAsync("writer@jmsc.example", "key", "add", "--name", "Mine", "--scope", "read:ports")).Code);
        Assert.Equal(1, (await desk.RunAsync("writer@jmsc.example", "key", "list")).Code);
        Assert.Equal(1, (await desk.RunAsync("writer@jmsc.example", "key", "revoke", Guid.Empty.ToString())).Code);
        Assert.Equal(1, (await desk.RunAsync(Boss, "key", "revoke", Guid.Empty.ToString())).Code);
        Assert.Equal(1, (await desk.RunAsync(Boss, "key", "add", "--name", "Too long", "--scope", "read:ports", "--days", "366")).Code);
        Assert.Equal(0, await desk.Database.CountAsync("api_keys"));
    }

    private static async Task<VerbDesk> OpenAsync()
    {
        var desk = await VerbDesk.OpenAsync();
        (await desk.RunAsync(null, "user", "add", Boss, "--role", "jmsc-admin")).Succeeded();
        return desk;
    }
}
