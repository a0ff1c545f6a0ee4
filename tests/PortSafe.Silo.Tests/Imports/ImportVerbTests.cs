using PortSafe.Silo.Tests.CommandLine;
using PortSafe.Testing;

namespace PortSafe.Silo.Tests.Imports;

public sealed class ImportVerbTests : IAsyncLifetime
{
    private static readonly string Reports = Repository.PathTo("scripts", "sample-data", "reports-2023-2026.csv");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portsafe-import-");
    private VerbDesk _desk = null!;

    public async Task InitializeAsync()
    {
        _desk = await VerbDesk.OpenAsync("Development");
        (await _desk.RunAsync(null, "import", "ports", "scripts/sample-data/uk-ports.csv")).Succeeded();
    }

    public async Task DisposeAsync()
    {
        await _desk.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_same_file_twice_is_taken_in_once()
    {
        var first = (await _desk.RunAsync(null, "import", "reports", Reports, "--source", "crimestoppers", "--json")).Succeeded();
        var before = await _desk.Database.CountAsync("audit_log");
        var again = (await _desk.RunAsync(null, "import", "reports", Reports, "--source", "crimestoppers", "--json")).Succeeded();

        Assert.Equal("""{"rows":4975,"total":6114,"alreadyImported":false}""", first.Output.Trim());
        Assert.Equal("""{"rows":4975,"total":6114,"alreadyImported":true}""", again.Output.Trim());
        Assert.Equal(45, await _desk.Database.CountAsync("statements"));
        Assert.Equal(before, await _desk.Database.CountAsync("audit_log"));
    }

    [Fact]
    public async Task One_bad_line_refuses_the_file_and_is_named()
    {
        var lines = await File.ReadAllLinesAsync(Reports);
        lines[2499] = "2024-06,GBDVR,gossip,1";
        var file = await WriteAsync("bad.csv", lines);

        var outcome = await _desk.RunAsync(null, "import", "reports", file, "--source", "crimestoppers", "--json");

        Assert.Equal(1, outcome.Code);
        var error = Assert.Single(outcome.Json.GetProperty("errors").EnumerateArray());
        Assert.Equal(2500, error.GetProperty("line").GetInt32());
        Assert.Equal("category", error.GetProperty("column").GetString());
        Assert.Equal("gossip", error.GetProperty("value").GetString());
        Assert.Contains("line 2500, category: “gossip”", outcome.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await _desk.Database.CountAsync("statements"));
        Assert.Equal(0, await _desk.Database.CountAsync("report_counts"));
    }

    [Fact]
    public async Task A_later_statement_says_what_it_changes_and_waits_for_a_yes()
    {
        var first = await WriteAsync("first.csv", ["month,locode,category,count", "2026-05,GBDVR,other-crime,3"]);
        var second = await WriteAsync("second.csv", ["month,locode,category,count", "2026-05,GBDVR,other-crime,4"]);
        (await _desk.RunAsync(null, "import", "reports", first, "--source", "crimestoppers")).Succeeded();

        var asked = await _desk.RunAsync(null, "import", "reports", second, "--source", "crimestoppers", "--json");
        Assert.Equal(1, asked.Code);
        Assert.True(asked.Json.GetProperty("needsConfirmation").GetBoolean());
        Assert.Contains("May 2026: 1 port differs, as revision 2", asked.Errors, StringComparison.Ordinal);
        Assert.Equal(1, await _desk.Database.CountAsync("statements"));

        (await _desk.RunAsync(null, "import", "reports", second, "--source", "crimestoppers", "--yes")).Succeeded();
        Assert.Equal(2, await _desk.Database.CountAsync("statements"));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named_in_full()
    {
        var outcome = await _desk.RunAsync(null, "import", "schemes", "nowhere.csv");

        Assert.Equal(2, outcome.Code);
        Assert.Contains(Repository.PathTo("nowhere.csv"), outcome.Errors, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task An_editor_imports_nothing()
    {
        var outcome = await _desk.RunAsync("d.editor@jmsc.example", "import", "reports", Reports, "--source", "crimestoppers", "--json");

        Assert.Equal(1, outcome.Code);
        Assert.Equal("not-allowed", outcome.Json.GetProperty("error").GetProperty("code").GetString());
    }

    private async Task<string> WriteAsync(string name, string[] lines)
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(path, string.Join('\n', lines) + '\n');
        return path;
    }
}
