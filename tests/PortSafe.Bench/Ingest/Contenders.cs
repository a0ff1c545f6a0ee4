using System.Diagnostics;
using Npgsql;
using PortSafe.Data;

namespace PortSafe.Bench.Ingest;

/// <summary>One way to bring the file into a database.</summary>
internal interface IContender
{
    string Name { get; }

    /// <param name="folder">A new, empty folder of its own.</param>
    /// <returns>From the file to its rows being durable. Making the database is not counted.</returns>
    Task<TimeSpan> RunAsync(GeneratedReports reports, string folder);
}

/// <summary><c>psql \copy</c> into one table of the same key.</summary>
internal sealed class PsqlCopy(BenchServer server) : IContender
{
    private const string Table =
        "CREATE TABLE report_counts (month text NOT NULL, locode text NOT NULL, category text NOT NULL, count integer NOT NULL, PRIMARY KEY (month, locode, category))";

    public string Name => "psql \\copy";

    public async Task<TimeSpan> RunAsync(GeneratedReports reports, string folder)
    {
        var connection = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync(Table));
        return await BenchProcess.TimeAsync(
            "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", connection.Host!, "-U", connection.Username!, "-d", connection.Database!,
            "-c", $"\\copy report_counts FROM '{reports.ReportsFile}' WITH (FORMAT csv, HEADER true)");
    }
}

/// <summary>DuckDB's COPY into one table of the same key, in a file.</summary>
internal sealed class DuckDbCopy(string script) : IContender
{
    public string Name => "DuckDB COPY";

    public async Task<TimeSpan> RunAsync(GeneratedReports reports, string folder)
    {
        var answer = await BenchProcess.ReadAsync("node", script, Path.Combine(folder, "reports.duckdb"), reports.ReportsFile, GeneratedReports.Rows.ToString());
        return TimeSpan.FromMilliseconds(double.Parse(answer));
    }
}

/// <summary>A PostgreSQL server on which every round has a database of its own.</summary>
internal sealed class BenchServer(string connectionString)
{
    private string? _last;

    /// <summary>Makes a database, in the plain order of bytes, and removes the one before.</summary>
    public async Task<string> CreateDatabaseAsync(string? sql)
    {
        NpgsqlConnection.ClearAllPools();
        if (_last is not null)
            await ExecuteAsync(connectionString, $"DROP DATABASE {_last} WITH (FORCE)");
        _last = $"bench_{Guid.NewGuid():N}";
        await ExecuteAsync(connectionString, $"CREATE DATABASE {_last} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'");
        var database = new NpgsqlConnectionStringBuilder(connectionString) { Database = _last }.ConnectionString;
        if (sql is not null)
            await ExecuteAsync(database, sql);
        await ExecuteAsync(connectionString, "CHECKPOINT");
        return database;
    }

    public async Task<DatabaseLocation> CreateLocationAsync(string folder) => new(folder, await CreateDatabaseAsync(null));

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

internal static class BenchProcess
{
    /// <summary>How long a program takes from its start to its end.</summary>
    public static async Task<TimeSpan> TimeAsync(string program, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        await ReadAsync(program, arguments);
        return clock.Elapsed;
    }

    /// <summary>What a program prints.</summary>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public static async Task<string> ReadAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}.");
    }
}
