using System.Text.Json;
using PortSafe.Domain;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Faults.Tests.Imports;

/// <summary>An import whose process is killed before it commits is not there at all, and can be run again.</summary>
public sealed class KilledImportTests(KilledImportTests.Prepared prepared) : IClassFixture<KilledImportTests.Prepared>
{
    private static readonly ReportStatement Statement = new(Month.Parse("2022-01"), Month.Parse("2024-12"));

    [Theory]
    [BothDatabases(1)]
    [BothDatabases(2)]
    [BothDatabases(3)]
    public async Task A_killed_import_leaves_nothing_and_the_next_run_takes_the_file_in_once(DatabaseKind kind, int seed)
    {
        await using var database = await prepared.CopyAsync(kind);
        var installation = new Installation(database);
        var random = new Random(seed);
        var (month, port) = (Statement.Months[random.Next(Statement.Months.Count)], prepared.Ports[random.Next(prepared.Ports.Count)]);

        await using (var barrier = await Barrier.RaiseAsync(
            database, "INSERT", "report_counts", $"NEW.port = '{port}' AND NEW.statement = (SELECT id FROM statements WHERE month = '{month}')"))
        {
            await using var import = installation.Start("import", "reports", Prepared.FileIn(database), "--source", "crimestoppers", "--as", PreparedInstallation.Admin);
            await barrier.ReachedAsync();
            import.Kill();
            await import.ExitAsync();
        }
        Assert.Equal((1, 0, 0), (await database.CountAsync("imports"), await database.CountAsync("statements"), await database.CountAsync("report_counts")));

        AssertTaken(await ImportAsync(installation, database), alreadyImported: false);
        AssertTaken(await ImportAsync(installation, database), alreadyImported: true);
        Assert.Equal(
            (2, Statement.Months.Count, Statement.Months.Count * prepared.Ports.Count),
            (await database.CountAsync("imports"), await database.CountAsync("statements"), await database.CountAsync("report_counts")));
    }

    private static Task<JsonElement> ImportAsync(Installation installation, TestDatabase database) =>
        installation.AnswerAsync("import", "reports", Prepared.FileIn(database), "--source", "crimestoppers", "--as", PreparedInstallation.Admin);

    private void AssertTaken(JsonElement answer, bool alreadyImported) => Assert.Equal(
        (prepared.Rows, prepared.Rows, alreadyImported),
        (answer.GetProperty("rows").GetInt32(), answer.GetProperty("total").GetInt32(), answer.GetProperty("alreadyImported").GetBoolean()));

    public sealed class Prepared : PreparedInstallation
    {
        /// <summary>How many data rows the file has.</summary>
        public int Rows { get; private set; }

        public IReadOnlyList<string> Ports { get; private set; } = [];

        public static string FileIn(TestDatabase database) => Path.Combine(database.Directory, "reports.csv");

        protected override async Task PrepareAsync(TestDatabase database, Installation installation)
        {
            Ports = await ReportStatement.PortsAsync(Register);
            Rows = await Statement.WriteAsync(FileIn(database), Register);
        }
    }
}
