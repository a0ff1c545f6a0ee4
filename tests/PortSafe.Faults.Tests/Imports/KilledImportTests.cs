using System.Collections.Concurrent;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Faults.Tests.Imports;

/// <summary>An import whose process is killed is there whole or not at all, and can be run again.</summary>
public sealed class KilledImportTests(KilledImportTests.Prepared prepared) : IClassFixture<KilledImportTests.Prepared>
{
    [Theory]
    [BothDatabases(1)]
    [BothDatabases(2)]
    [BothDatabases(3)]
    public async Task A_killed_import_is_there_whole_or_not_at_all_and_the_next_run_completes_it_once(DatabaseKind kind, int seed)
    {
        await using var database = await prepared.CopyAsync(kind);
        var installation = new Installation(database);
        var threshold = await DatabaseSize.OfAsync(database) + (long)(prepared.Growth[kind] * (0.1 + (0.7 * new Random(seed).NextDouble())));

        await using var import = installation.Start("import", "reports", Prepared.FileIn(database), "--source", "crimestoppers", "--as", PreparedInstallation.Admin);
        var killed = await DatabaseSize.KillAtAsync(database, threshold, import);
        Assert.True(killed, $"It ended before it could be killed.{Environment.NewLine}{import.Output}{import.Errors}");

        var whole = await database.CountAsync("imports") == 2;
        Assert.Equal(whole ? LargeStatement.Months : 0, await database.CountAsync("statements"));
        var again = await Prepared.ImportAsync(database);
        Assert.Equal(
            (prepared.Rows, prepared.Rows, whole),
            (again.GetProperty("rows").GetInt32(), again.GetProperty("total").GetInt32(), again.GetProperty("alreadyImported").GetBoolean()));
        Assert.Equal((2, LargeStatement.Months), (await database.CountAsync("imports"), await database.CountAsync("statements")));
    }

    public sealed class Prepared : PreparedInstallation
    {
        /// <summary>How many data rows the file has.</summary>
        public int Rows { get; private set; }

        /// <summary>By how many bytes a database grows that takes the file in undisturbed.</summary>
        public ConcurrentDictionary<DatabaseKind, long> Growth { get; } = new();

        public static string FileIn(TestDatabase database) => Path.Combine(database.Directory, "reports.csv");

        public static Task<System.Text.Json.JsonElement> ImportAsync(TestDatabase database) =>
            new Installation(database).AnswerAsync("import", "reports", FileIn(database), "--source", "crimestoppers", "--as", Admin);

        protected override async Task PrepareAsync(TestDatabase database, Installation installation)
        {
            Rows = await LargeStatement.WriteAsync(FileIn(database), Register);
            await using var undisturbed = await database.CopyAsync();
            var before = await DatabaseSize.OfAsync(undisturbed);
            await ImportAsync(undisturbed);
            Growth[database.Kind] = await DatabaseSize.OfAsync(undisturbed) - before;
        }
    }
}
