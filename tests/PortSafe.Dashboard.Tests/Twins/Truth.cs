using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PortSafe.Testing;
using PortSafe.Testing.Databases;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>The exact counts of a database, and all else that nobody outside JMSC may learn of, read past the product.</summary>
/// <param name="Counts">By month, port and category, as the statements in force have them.</param>
/// <param name="Files">The hashes of all files that were taken in.</param>
internal sealed record Truth(IReadOnlyDictionary<(string Month, string Port, string Category), long> Counts, long LedgerVersion, int Statements, string Files, string LastImportAt)
{
    private static readonly Lazy<IReadOnlyList<string[]>> Register = new(() =>
        [.. File.ReadLines(Repository.PathTo("scripts", "sample-data", "uk-ports.csv")).Skip(1).Select(line => line.Split(','))]);

    public long Total => Counts.Values.Sum();

    /// <summary>How many there were of a port in a quarter such as 2026Q3.</summary>
    public long Of(string port, string quarter) => Counts.Where(pair => pair.Key.Port == port && QuarterOf(pair.Key.Month) == quarter).Sum(pair => pair.Value);

    public long In(string quarter) => Counts.Where(pair => QuarterOf(pair.Key.Month) == quarter).Sum(pair => pair.Value);

    /// <summary>How many there were of a region’s ports.</summary>
    public long OfRegion(string region, string quarter) => Register.Value.Where(port => port[2] == region).Sum(port => Of(port[0], quarter));

    public static async Task<Truth> OfAsync(TestDatabase database)
    {
        await using var db = database.CreateContext();
        await db.Database.OpenConnectionAsync();
        var counts = new Dictionary<(string, string, string), long>();
        foreach (var row in await RowsAsync(db, """
            SELECT s.month, c.port, j.key, j.value FROM report_counts c JOIN statements s ON s.id = c.statement JOIN json_each(c.counts) j
            WHERE s.revision = (SELECT max(o.revision) FROM statements o WHERE o.source = s.source AND o.month = s.month)
            """))
            counts[(row[0], row[1], row[2])] = long.Parse(row[3], CultureInfo.InvariantCulture);
        var ledger = Assert.Single(await RowsAsync(db, "SELECT max(version), (SELECT count(*) FROM statements) FROM ledger_versions WHERE ledger = 'reports'"));
        var file = Assert.Single(await RowsAsync(db, "SELECT group_concat(content_hash, '-' ORDER BY content_hash), max(imported_at) FROM imports WHERE kind = 'reports'"));
        return new Truth(counts, long.Parse(ledger[0], CultureInfo.InvariantCulture), int.Parse(ledger[1], CultureInfo.InvariantCulture), file[0], file[1]);
    }

    private static string QuarterOf(string month) => $"{month[..4]}Q{(int.Parse(month.AsSpan(5, 2), CultureInfo.InvariantCulture) + 2) / 3}";

    private static async Task<List<string[]>> RowsAsync(DbContext db, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<string[]> rows = [];
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!)]);
        return rows;
    }
}
