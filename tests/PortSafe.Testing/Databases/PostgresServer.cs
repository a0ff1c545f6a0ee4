using Npgsql;
using PortSafe.Testing.Processes;

namespace PortSafe.Testing.Databases;

/// <summary>
/// The PostgreSQL server that this test process uses: the one that <c>PORTSAFE_TEST_POSTGRES</c> names, else a throw-away one of
/// its own, which ends with the process however that ends.
/// </summary>
public static class PostgresServer
{
    /// <summary>Holds an Npgsql connection string of a throw-away server, for a role that may create databases.</summary>
    public const string Variable = "PORTSAFE_TEST_POSTGRES";

    private static readonly Lazy<Task<string>> Server = new(StartAsync);

    /// <summary>Makes a database and gives its connection string.</summary>
    /// <param name="template">The database to copy, which nobody may be connected to; null for an empty one.</param>
    public static async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"portsafe_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template ?? "template0"}");
        return new NpgsqlConnectionStringBuilder(await Server.Value) { Database = name, MaxPoolSize = 40 }.ConnectionString;
    }

    /// <summary>Removes a database, whoever is connected to it.</summary>
    public static Task DropDatabaseAsync(string connectionString) =>
        ExecuteAsync($"DROP DATABASE IF EXISTS {NameOf(connectionString)} WITH (FORCE)");

    internal static string NameOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await Server.Value);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return given;
        // Not disposed: it ends when the pipe to its standard input closes, which is when this process does.
        var server = RunningProcess.Start("bash", [Repository.PathTo("scripts", "throwaway-postgres")]);
        return await server.LineAsync(line => line.StartsWith("Host=", StringComparison.Ordinal));
    }
}
