using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PortSafe.Testing.Databases;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>The exact counts of a database, and all else that nobody outside JMSC may learn of, read past the product.</summary>
/// <param name="Counts">By month, port and category, as the statements in force have them.</param>
internal sealed record Truth(IReadOnlyDictionary<(string Month, string Port, string Category), long> Counts, long LedgerVersion, int Statements, string LastFile, string LastImportAt)
{
    public long Total => Counts.Values.Sum();

    /// <summary>How many there were of a port in a quarter such as 2026Q3.</summary>
    public long Of(string port, string quarter) => Counts.Where(pair => pair.Key.Port == port && QuarterOf(pair.Key.Month) == quarter).Sum(pair => pair.Value);

    public long In(string quarter) => Counts.Where(pair => QuarterOf(pair.Key.Month) == quarter).Sum(pair => pair.Value);

    public long Of(IEnumerable<string> ports, string quarter) => ports.Sum(port => Of(port, quarter));

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
        var file = (await RowsAsync(db, "SELECT content_hash, imported_at FROM imports WHERE kind = 'reports' ORDER BY imported_at DESC, id DESC LIMIT 1"))[0];
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
