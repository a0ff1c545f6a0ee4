using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PortSafe.Testing;
using PortSafe.Testing.Databases;

namespace PortSafe.Faults.Tests;

/// <summary>
/// Holds a process up in the middle of a transaction, so that it can be killed there however fast or slow the machine is: on the
/// row that meets a condition, SQLite counts without end and PostgreSQL waits for a lock. Gone when disposed.
/// </summary>
internal sealed class Barrier : IAsyncDisposable
{
    private const int Key = 20_241_231;
    private const int SqliteBusy = 5;

    private readonly TestDatabase _database;
    private readonly PortSafe.Data.PortSafeDb _holder;

    private Barrier(TestDatabase database) => (_database, _holder) = (database, database.CreateContext());

    /// <param name="operation"><c>INSERT</c> or <c>UPDATE</c>.</param>
    /// <param name="condition">An SQL condition on <c>NEW</c> that both databases understand.</param>
    public static async Task<Barrier> RaiseAsync(TestDatabase database, string operation, string table, string condition)
    {
        var barrier = new Barrier(database);
        if (database.Location.IsPostgres)
        {
            await database.ExecuteAsync($"""
                CREATE FUNCTION barrier() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN IF {condition} THEN PERFORM pg_advisory_xact_lock({Key}); END IF; RETURN NEW; END $$;
                CREATE TRIGGER barrier BEFORE {operation} ON {table} FOR EACH ROW EXECUTE FUNCTION barrier();
                """);
            await barrier._holder.Database.OpenConnectionAsync();
            await barrier._holder.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({Key})");
        }
        else
        {
            await database.ExecuteAsync($"""
                CREATE VIEW endless AS WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers) SELECT n FROM numbers;
                CREATE TRIGGER barrier BEFORE {operation} ON {table} WHEN {condition} BEGIN SELECT count(*) FROM endless; END;
                """);
        }
        return barrier;
    }

    /// <summary>Waits until a process is in a transaction that it cannot finish.</summary>
    public Task ReachedAsync() => Until.TrueAsync(IsReachedAsync, "a process in the middle of its transaction");

    public async ValueTask DisposeAsync()
    {
        if (_database.Location.IsPostgres)
        {
            await _holder.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Key})");
            await _database.ExecuteAsync("DROP FUNCTION barrier() CASCADE");
        }
        else
        {
            await _database.ExecuteAsync("DROP TRIGGER barrier; DROP VIEW endless");
        }
        await _holder.DisposeAsync();
    }

    private async Task<bool> IsReachedAsync()
    {
        if (_database.Location.IsPostgres)
        {
            return await _holder.Database.SqlQuery<bool>(
                $"SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = {Key} AND NOT granted) AS \"Value\"").SingleAsync();
        }
        return IsLockedForASecond();
    }

    /// <summary>Whether the database's one writer keeps its lock, and does not just commit something short.</summary>
    private bool IsLockedForASecond()
    {
        using var connection = new SqliteConnection($"{_database.Location.ConnectionString};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandTimeout = 1;
        command.CommandText = "BEGIN IMMEDIATE; ROLLBACK";
        try
        {
            command.ExecuteNonQuery();
            return false;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == SqliteBusy)
        {
            return true;
        }
    }
}
