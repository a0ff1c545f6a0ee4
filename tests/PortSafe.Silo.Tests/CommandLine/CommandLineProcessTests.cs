using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Silo.Tests.CommandLine;

/// <summary>The real program's help, and what it makes of lines that it cannot read.</summary>
public sealed class CommandLineProcessTests
{
    [Fact]
    public async Task Help_names_every_verb_and_needs_no_installation()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);
        var help = (await new Installation(database).RunAsync("--help")).Succeeded();

        Assert.All(
            ["serve", "migrate", "import", "release", "newsletter", "rebuild", "user", "subscriber", "--data", "--as", "--json"],
            word => Assert.Contains(word, help.Output, StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(database.Directory));
    }

    [Fact]
    public async Task A_withdrawal_is_asked_for_or_confirmed_and_never_both()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);
        var outcome = await new Installation(database).RunAsync("release", "withdraw", "2026Q3", "--confirm", "--reason", "source-wrong");

        Assert.Equal(2, outcome.Code);
        Assert.Contains("Give --reason and --note to ask for a withdrawal", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_says_where_to_look()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);
        var outcome = await new Installation(database).RunAsync("release", "show", "2026Q9", "--json");

        Assert.Equal(2, outcome.Code);
        Assert.Equal("usage", outcome.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("“2026Q9” is not a release. Write it like 2026Q3 or 2025-revised. See “portsafe release show --help”.", outcome.Errors.Trim());
    }
}
