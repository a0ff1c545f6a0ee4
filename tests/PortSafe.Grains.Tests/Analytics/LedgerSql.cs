using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PortSafe.Domain;
using PortSafe.Grains.Analytics;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Analytics;

/// <summary>The same sums by the database's own GROUP BY over the ledger's rows, sharing no code with the cube.</summary>
internal static class LedgerSql
{
    /// <summary>DOMAIN.md's table of groups.</summary>
    private const string Group = """
        CASE WHEN j.key LIKE 'insider-%' THEN 'insider'
             WHEN j.key IN ('drugs-importation', 'firearms-weapons', 'people-smuggling', 'cargo-theft', 'smuggling-tax', 'fraud-corruption') THEN 'organised-crime'
             WHEN j.key IN ('hostile-reconnaissance', 'trespass-damage', 'cyber', 'other-security') THEN 'security'
             ELSE 'other' END
        """;

    private const string Quarter = "substr(s.month, 1, 4) || 'Q' || CAST((CAST(substr(s.month, 6, 2) AS INTEGER) + 2) / 3 AS TEXT)";

    /// <summary>By row and column, without zeros: <c>Wales/cyber 2026Q3</c>.</summary>
    public static async Task<Dictionary<string, long>> SumAsync(TestDatabase database, ExactQuery query)
    {
        var key = $"{Of(query.By)}{(query.Split is { } split ? $" || '/' || {Of(split)}" : "")} || ' ' || {Column(query)}";
        var sql = $"""
            SELECT {key} AS cell, SUM(CAST(j.value AS BIGINT)) AS reports
            FROM report_counts c
            JOIN statements s ON s.id = c.statement
            JOIN port_status p ON p.locode = c.port
            CROSS JOIN {(database.Location.IsPostgres ? "LATERAL json_each_text(c.counts)" : "json_each(c.counts)")} j
            WHERE s.revision = (SELECT MAX(o.revision) FROM statements o WHERE o.source = s.source AND o.month = s.month)
              AND s.month BETWEEN '{Bounds(query).First}' AND '{Bounds(query).Last}' {Filter(query)}
            GROUP BY 1 HAVING SUM(CAST(j.value AS BIGINT)) > 0
            """;
        return (await RowsAsync(database, sql)).ToDictionary(row => row[0], row => long.Parse(row[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    /// <summary>Each month and source that is missing, in ordinal order.</summary>
    public static async Task<IEnumerable<string>> MissingAsync(TestDatabase database, ExactQuery query)
    {
        var missing = new List<string>();
        for (var month = Month.Parse(Bounds(query).First); month <= Month.Parse(Bounds(query).Last); month = month.Next)
        {
            var expected = await RowsAsync(database, $"SELECT source, COUNT(CASE WHEN month = '{month}' THEN 1 END) FROM statements GROUP BY source HAVING MIN(month) <= '{month}'");
            if (expected.Count == 0)
                missing.Add($"{month} ");
            missing.AddRange(expected.Where(row => row[1] == "0").Select(row => $"{month} {row[0]}"));
        }
        return missing.Order(StringComparer.Ordinal);
    }

    private static string Of(ExactDimension dimension) => dimension.Code switch
    {
        "nation" => "'nation'",
        "region" => "p.region",
        "size" => "p.size",
        "port" => "c.port",
        "group" => Group,
        _ => "j.key",
    };

    private static string Column(ExactQuery query) => query.Columns switch
    {
        ExactPeriod.Month => "s.month",
        ExactPeriod.Quarter => Quarter,
        _ => "substr(s.month, 1, 4)",
    };

    private static string Filter(ExactQuery query) =>
        (query.Region is { } region ? $" AND p.region = '{region}'" : "")
        + (query.Size is { } size ? $" AND p.size = '{size}'" : "")
        + (query.Port is { } port ? $" AND c.port = '{port}'" : "")
        + (query.Group is { } group ? $" AND {Group} = '{group}'" : "")
        + (query.Category is { } category ? $" AND j.key = '{category}'" : "");

    /// <summary>A year's column has all of its months.</summary>
    private static (string First, string Last) Bounds(ExactQuery query) =>
        query.Columns == ExactPeriod.Year ? ($"{query.From.Year}-01", $"{query.To.Year}-12") : (query.From.ToString(), query.To.ToString());

    private static async Task<List<string[]>> RowsAsync(TestDatabase database, string sql)
    {
        await using var db = database.CreateContext();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!)]);
        return rows;
    }
}
