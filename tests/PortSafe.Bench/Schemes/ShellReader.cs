using System.Diagnostics;
using PortSafe.Testing.Databases;

namespace PortSafe.Bench.Schemes;

/// <summary>The database's own shell, which only reads the events that a rebuild reads, in the same order.</summary>
internal static class ShellReader
{
    private const string Rows = "SELECT stream, sequence, type, version, at, data FROM port_events ORDER BY stream, sequence";

    public static string NameOf(TestDatabase database) => database.Location.IsPostgres ? "psql" : "sqlite3";

    /// <summary>Null where the shell is not installed, or for a server.</summary>
    public static async Task<TimeSpan?> TimeAsync(TestDatabase database)
    {
        if (database.Location.IsPostgres)
            return null;
        var watch = Stopwatch.StartNew();
        try
        {
            using var shell = Process.Start(new ProcessStartInfo("sqlite3", [FileOf(database), Rows]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            await shell.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            await shell.WaitForExitAsync();
            return shell.ExitCode == 0 ? watch.Elapsed : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string FileOf(TestDatabase database) => Directory.EnumerateFiles(database.Directory, "*.db").Single();
}
