using Microsoft.EntityFrameworkCore;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Faults.Tests;

/// <summary>Watches a database grow while another process writes to it, so that the process can be killed half-way through a transaction.</summary>
internal static class DatabaseSize
{
    /// <summary>Bytes of the database and its log, what is not committed included.</summary>
    public static async Task<long> OfAsync(TestDatabase database)
    {
        if (!database.Location.IsPostgres)
            return new[] { "", "-wal" }.Select(ending => new FileInfo(database.Location.SqliteFile + ending)).Where(file => file.Exists).Sum(file => file.Length);
        await using var db = database.CreateContext();
        return await db.Database.SqlQuery<long>($"SELECT pg_database_size(current_database()) AS \"Value\"").SingleAsync();
    }

    /// <summary>Kills the process once the database holds so many bytes; a process that ends before is left alone.</summary>
    /// <returns>Whether it was killed.</returns>
    public static async Task<bool> KillAtAsync(TestDatabase database, long bytes, RunningProcess process)
    {
        while (!process.HasExited)
        {
            if (await OfAsync(database) >= bytes)
            {
                process.Kill();
                await process.ExitAsync();
                return true;
            }
            await Task.Yield();
        }
        return false;
    }
}
