using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using PortSafe.Data;
using PortSafe.Data.Schema;

namespace PortSafe.Testing.Databases;

/// <summary>A real database of a test's own, with the product's schema, and the folder beside it for the outbox. Gone when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<TestDatabase>> SqliteTemplate = new(() => CreateTemplateAsync(DatabaseKind.Sqlite));
    private static readonly Lazy<Task<TestDatabase>> PostgresTemplate = new(() => CreateTemplateAsync(DatabaseKind.Postgres));

    private TestDatabase(DatabaseLocation location)
    {
        Location = location;
        Contexts = new PooledDbContextFactory<PortSafeDb>(OptionsFor(location));
    }

    public DatabaseLocation Location { get; }

    public DatabaseKind Kind => Location.IsPostgres ? DatabaseKind.Postgres : DatabaseKind.Sqlite;

    /// <summary>The data folder: for the outbox, and on SQLite the database.</summary>
    public string Directory => Location.Directory;

    public IDbContextFactory<PortSafeDb> Contexts { get; }

    public PortSafeDb CreateContext() => Contexts.CreateDbContext();

    /// <summary>A database with the schema that this program knows, and no rows but those of the scripts.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        var directory = NewDirectory();
        if (kind == DatabaseKind.Postgres)
        {
            var template = await PostgresTemplate.Value;
            return new TestDatabase(new DatabaseLocation(directory, await PostgresServer.CreateDatabaseAsync(PostgresServer.NameOf(template.Location.ConnectionString))));
        }
        var location = new DatabaseLocation(directory, null);
        File.Copy((await SqliteTemplate.Value).Location.SqliteFile, location.SqliteFile);
        return new TestDatabase(location);
    }

    /// <summary>A database without any table.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(DatabaseKind kind) =>
        new(new DatabaseLocation(NewDirectory(), kind == DatabaseKind.Postgres ? await PostgresServer.CreateDatabaseAsync() : null));

    /// <summary>A database and folder that begin as a copy of this one, which no process may have open.</summary>
    public async Task<TestDatabase> CopyAsync()
    {
        var directory = NewDirectory();
        CloseConnections();
        foreach (var file in System.IO.Directory.EnumerateFiles(Directory, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(directory, Path.GetRelativePath(Directory, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return new TestDatabase(new DatabaseLocation(
            directory, Location.PostgresConnection is { } connection ? await PostgresServer.CreateDatabaseAsync(PostgresServer.NameOf(connection)) : null));
    }

    /// <summary>Runs statements as they stand, past the model: for facts that the product's own code would refuse to write.</summary>
    /// <returns>How many rows they changed.</returns>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var db = CreateContext();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Makes the database itself refuse every insert and update of a table, as a full disk would, until what is returned is disposed of.</summary>
    public async Task<IAsyncDisposable> BreakAsync(string table)
    {
        await ExecuteAsync(Location.IsPostgres
            ? $"""
              CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'A fault.'; END $$;
              CREATE TRIGGER fault BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION fault();
              """
            : $"""
              CREATE TRIGGER fault_insert BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'A fault.'); END;
              CREATE TRIGGER fault_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'A fault.'); END;
              """);
        return new Repair(() => ExecuteAsync(Location.IsPostgres ? "DROP FUNCTION fault() CASCADE" : "DROP TRIGGER fault_insert; DROP TRIGGER fault_update"));
    }

    /// <summary>How many rows a table holds.</summary>
    public async Task<int> CountAsync(string table) => (await RowsAsync(table)).Count;

    /// <summary>A table's rows as they are stored, a line each with every column by name, in ordinal order.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string table)
    {
        await using var db = CreateContext();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM {table}";
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(column => $"{reader.GetName(column)}: {Text(reader.GetValue(column))}")));
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        CloseConnections();
        if (Location.PostgresConnection is { } connection)
            await PostgresServer.DropDatabaseAsync(connection);
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static string Text(object value) => value switch
    {
        DBNull => "null",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        IFormattable number => number.ToString(value is DateTime ? "O" : null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static async Task<TestDatabase> CreateTemplateAsync(DatabaseKind kind)
    {
        var template = await CreateEmptyAsync(kind);
        var upgrade = new SchemaUpgrade(template.Contexts, template.Location, TimeProvider.System);
        Assert.Null((await upgrade.ApplyAsync(default)).Error);
        template.CloseConnections();
        if (kind == DatabaseKind.Sqlite)
            AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.Directory.Delete(template.Directory, recursive: true);
        return template;
    }

    /// <summary>Closes the pooled connections; on SQLite the last one to close folds the log into the file.</summary>
    private void CloseConnections()
    {
        using var postgres = Location.IsPostgres ? new NpgsqlConnection(Location.ConnectionString) : null;
        using var sqlite = Location.IsPostgres ? null : new SqliteConnection(Location.ConnectionString);
        if (postgres is not null)
            NpgsqlConnection.ClearPool(postgres);
        else
            SqliteConnection.ClearPool(sqlite!);
    }

    private static DbContextOptions<PortSafeDb> OptionsFor(DatabaseLocation location)
    {
        var options = new DbContextOptionsBuilder<PortSafeDb>();
        options.UseDatabase(location).EnableDetailedErrors();
        return options.Options;
    }

    private static string NewDirectory() => System.IO.Directory.CreateTempSubdirectory("portsafe-test-").FullName;

    private sealed class Repair(Func<Task<int>> repair) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await repair();
    }
}
