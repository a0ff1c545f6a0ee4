using PortSafe.Silo.Tests.CommandLine;

namespace PortSafe.Silo.Tests.Accounts;

public sealed class UserVerbTests
{
    private const string Boss = "boss@jmsc.example";

    [Fact]
    public async Task The_first_administrator_needs_nobody_and_gets_an_invitation()
    {
        await using var desk = await VerbDesk.OpenAsync();

        var added = (await desk.RunAsync(null, "user", "add", Boss, "--role", "jmsc-admin", "--name", "The Boss", "--json")).Succeeded();

        Assert.Equal(Boss, added.Json.GetProperty("email").GetString());
        Assert.Equal("jmsc-admin", added.Json.GetProperty("role").GetString());
        Assert.Matches("^http://localhost:5080/invitation/[A-Za-z0-9_-]{43}$", added.Json.GetProperty("invitation").GetString()!);
        Assert.Contains(await desk.Database.RowsAsync("audit_log"), row => row.Contains("job:first-administrator", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_comes_next_needs_an_administrator()
    {
        await using var desk = await VerbDesk.OpenAsync();
        (await desk.RunAsync(null, "user", "add", Boss, "--role", "jmsc-admin")).Succeeded();

        Assert.Equal(2, (await desk.RunAsync(null, "user", "add", "second@jmsc.example", "--role", "jmsc-admin")).Code);
        (await desk.RunAsync(Boss, "user", "add", "writer@jmsc.example", "--role", "editor")).Succeeded();
        var refused = await desk.RunAsync("writer@jmsc.example", "user", "add", "third@jmsc.example", "--role", "editor");

        Assert.Equal(1, refused.Code);
        Assert.Contains("do not have permission", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(2, await desk.Database.CountAsync("people"));
    }

    [Fact]
    public async Task The_first_account_of_all_must_be_an_administrator()
    {
        await using var desk = await VerbDesk.OpenAsync();
        Assert.Equal(2, (await desk.RunAsync(null, "user", "add", "writer@jmsc.example", "--role", "editor")).Code);
        Assert.Equal(0, await desk.Database.CountAsync("people"));
    }

    [Fact]
    public async Task A_port_manager_has_ports_of_the_register()
    {
        await using var desk = await VerbDesk.OpenAsync();
        (await desk.RunAsync(null, "user", "add", Boss, "--role", "jmsc-admin")).Succeeded();
        (await desk.RunAsync(Boss, "import", "ports", "scripts/sample-data/uk-ports.csv")).Succeeded();

        var added = await desk.RunAsync(Boss, "user", "add", "lead@port.example", "--role", "port-manager", "--port", "GBFXT", "--port", "GBDVR", "--json");
        var unknown = await desk.RunAsync(Boss, "user", "add", "other@port.example", "--role", "port-manager", "--port", "GBQQQ");

        Assert.Equal(["GBDVR", "GBFXT"], added.Succeeded().Json.GetProperty("ports").EnumerateArray().Select(port => port.GetString()!).Order());
        Assert.Equal(1, unknown.Code);
    }
}
