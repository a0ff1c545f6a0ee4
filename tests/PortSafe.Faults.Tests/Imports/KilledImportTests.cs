using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Faults.Tests.Imports;

/// <summary>An import whose process is killed is there whole or not at all, and can be run again.</summary>
public sealed class KilledImportTests
{
    private const string Admin = "admin@jmsc.example";
    private static readonly string Register = Repository.PathTo("scripts", "sample-data", "uk-ports.csv");

    [Theory]
    [BothDatabases(1)]
    [BothDatabases(2)]
    [BothDatabases(3)]
    public async Task A_killed_import_is_there_whole_or_not_at_all_and_the_next_run_completes_it_once(DatabaseKind kind, int seed)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var installation = new Installation(database);
        await installation.AddPersonAsync(Admin, "jmsc-admin");
        await installation.AnswerAsync("import", "ports", Register, "--as", Admin);
        var file = Path.Combine(database.Directory, "reports.csv");
        var rows = await LargeStatement.WriteAsync(file, Register);
        var (before, growth) = (await DatabaseSize.OfAsync(database), await GrowthAsync(database, file));

        await using var import = installation.Start("import", "reports", file, "--source", "crimestoppers", "--as", Admin);
        var killed = await DatabaseSize.KillAtAsync(database, before + (long)(growth * new Random(seed).NextDouble()), import);
        Assert.True(killed, $"It ended before it could be killed.{Environment.NewLine}{import.Output}{import.Errors}");

        var whole = await database.CountAsync("imports") == 2;
        Assert.Equal(whole ? LargeStatement.Months : 0, await database.CountAsync("statements"));
        var again = await installation.AnswerAsync("import", "reports", file, "--source", "crimestoppers", "--as", Admin);
        Assert.Equal((rows, rows, whole), (again.GetProperty("rows").GetInt32(), again.GetProperty("total").GetInt32(), again.GetProperty("alreadyImported").GetBoolean()));
        Assert.Equal((2, LargeStatement.Months), (await database.CountAsync("imports"), await database.CountAsync("statements")));
    }

    /// <summary>By how many bytes a database grows that takes the file in undisturbed.</summary>
    private static async Task<long> GrowthAsync(TestDatabase database, string file)
    {
        await using var other = await database.CopyAsync();
        var before = await DatabaseSize.OfAsync(other);
        await new Installation(other).AnswerAsync("import", "reports", file, "--source", "crimestoppers", "--as", Admin);
        return await DatabaseSize.OfAsync(other) - before;
    }
}
