using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Silo.Tests.Hosting;

/// <summary>The real program, where something around it is not as it must be: one sentence, exit code 2, and nothing else.</summary>
public sealed class StartRulesTests
{
    [Theory]
    [InlineData("PORTSAFE_DATABASE", "garbage", "PORTSAFE_DATABASE")]
    [InlineData("PORTSAFE_DATABASE", "Host=127.0.0.1;Port=1;Database=x;Timeout=2", "The database cannot be reached")]
    [InlineData("PORTSAFE_PublicUrl", "nonsense", "PublicUrl")]
    [InlineData("PORTSAFE_PublicUrl", "http://portsafe.example", "https://")]
    [InlineData("PORTSAFE_Web__ForwardLimit", "99", "Web:ForwardLimit")]
    [InlineData("PORTSAFE_Web__Proxies__0", "somewhere", "Web:Proxies")]
    [InlineData("PORTSAFE_Web__RequestsPerMinute", "many", "Web:RequestsPerMinute")]
    [InlineData("PORTSAFE_Accounts__IdleMinutes", "0", "Accounts:IdleMinutes")]
    [InlineData("PORTSAFE_Accounts__KeyCertificate", "/nowhere.pfx", "Accounts:KeyCertificate")]
    [InlineData("PORTSAFE_Mail__Transport", "pigeon", "Mail:Transport")]
    [InlineData("PORTSAFE_Kestrel__Endpoints__Open__Url", "http://*:1", "Kestrel:Endpoints")]
    [InlineData("PORTSAFE_DATA", "/dev/null", "/dev/null")]
    public async Task A_setting_that_cannot_hold_is_named(string variable, string value, string part)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);
        var installation = new Installation(database, new Dictionary<string, string?> { [variable] = value });

        AssertSentence(await installation.RunAsync("serve", "--urls", "http://127.0.0.1:0"), part);
    }

    [Theory]
    [InlineData("nonsense", "nothing to listen on")]
    [InlineData("ftp://localhost:21", "nothing to listen on")]
    [InlineData("http://localhost:5080/base", "nothing to listen on")]
    [InlineData("http://unix:/tmp/portsafe-test.sock", "nothing to listen on")]
    [InlineData("https://127.0.0.1:0", "Kestrel:Certificates:Default:Path")]
    [InlineData("http://0.0.0.0:0", "PublicUrl")]
    [InlineData("http://127.0.0.1:0;http://*:0", "PublicUrl")]
    public async Task An_address_that_cannot_be_listened_on_is_refused(string urls, string part)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);

        AssertSentence(await new Installation(database).RunAsync("serve", "--urls", urls), part);
    }

    [Fact]
    public async Task A_port_in_use_is_said_to_be_so()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);
        await using var second = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);
        await using var server = await new Installation(database).ServeAsync();

        AssertSentence(await new Installation(second).RunAsync("serve", "--urls", server.Address.GetLeftPart(UriPartial.Authority)), "Another program listens");
    }

    [Fact]
    public async Task Sample_people_are_served_in_Development_to_this_machine_alone()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await database.ExecuteAsync(
            "INSERT INTO people (id, name, role, is_sample, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count) " +
            "VALUES ('01900000-0000-7000-8000-000000000001', 'A. Officer', 'jmsc-admin', 1, 0, 0, 0, 0, 0)");
        var development = new Installation(database, new Dictionary<string, string?>
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["PORTSAFE_PublicUrl"] = "https://portsafe.example",
        });

        AssertSentence(await new Installation(database).RunAsync("serve", "--urls", "http://127.0.0.1:0"), "Revoke each of them");
        AssertSentence(await development.RunAsync("serve", "--urls", "http://0.0.0.0:0"), "loopback address");
    }

    [Fact]
    public async Task A_word_that_is_no_command_is_answered_with_those_that_are()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);
        var installation = new Installation(database);

        AssertSentence(await installation.RunAsync("frobnicate"), "There are serve, migrate, import");
        Assert.Contains("[default: all]", (await installation.RunAsync("serve", "--help")).Output, StringComparison.Ordinal);
    }

    private static void AssertSentence(CommandOutcome outcome, string part)
    {
        Assert.Equal(2, outcome.Code);
        Assert.Contains(part, outcome.Errors, StringComparison.Ordinal);
        Assert.Equal("", outcome.Output);
        Assert.Single(outcome.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("   at ", outcome.Errors, StringComparison.Ordinal);
    }
}
