using System.Diagnostics;
using Npgsql;
using PortSafe.Testing.Databases;

namespace PortSafe.Bench.Analytics;

/// <summary>
/// The same sums by GROUP BY on PostgreSQL, over a flat table with a row a port, month and category, indexed by quarter: 16 connections
/// with prepared statements, and no HTTP between.
/// </summary>
internal static class GroupBySql
{
    private const int Connections = 16;

    private const string Flat = """
        CREATE UNLOGGED TABLE bench_counts AS
        SELECT p.region, p.size, substr(s.month, 1, 4)::int * 4 + (substr(s.month, 6, 2)::int - 1) / 3 AS quarter, j.key AS category, j.value::int AS reports,
          CASE WHEN j.key LIKE 'insider-%' THEN 'insider' WHEN j.key IN ('hostile-reconnaissance', 'trespass-damage', 'cyber', 'other-security') THEN 'security'
               WHEN j.key = 'other-crime' THEN 'other' ELSE 'organised-crime' END AS "group"
        FROM report_counts c JOIN statements s ON s.id = c.statement JOIN port_status p ON p.locode = c.port CROSS JOIN LATERAL json_each_text(c.counts) j;
        CREATE INDEX ON bench_counts (quarter);
        """;

    private const string Where = """
        WHERE quarter BETWEEN $1 AND $2 AND ($3::text IS NULL OR region = $3) AND ($4::text IS NULL OR size = $4) AND ($5::text IS NULL OR "group" = $5)
        """;

    private const string Sums = $"SELECT region, quarter, category, sum(reports) FROM bench_counts {Where} GROUP BY region, quarter, category";

    public static async Task<Load> RunAsync(TestDatabase database, IReadOnlyList<PivotFilter> filters, double seconds)
    {
        await database.ExecuteAsync(Flat);
        await database.ExecuteAsync("VACUUM ANALYZE bench_counts");
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.Location.ConnectionString) { MaxPoolSize = Connections, MaxAutoPrepare = 5, AutoPrepareMinUsages = 1 });
        var clock = Stopwatch.StartNew();
        var lanes = await Task.WhenAll(Enumerable.Range(0, Connections).Select(lane => Task.Run(() => LaneAsync(source, filters, lane * filters.Count / Connections, clock, seconds))));
        var elapsed = clock.Elapsed.TotalSeconds;
        var times = lanes.SelectMany(lane => lane).Order().ToList();
        return new Load(times.Count / elapsed, times[times.Count / 2], times[(int)(times.Count * 0.99)], times.Count, 0);
    }

    public static async Task<long> TotalAsync(TestDatabase database, PivotFilter filter)
    {
        await using var source = NpgsqlDataSource.Create(database.Location.ConnectionString);
        await using var command = Command(source, $"SELECT sum(reports) FROM bench_counts {Where}", filter);
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }

    private static async Task<List<double>> LaneAsync(NpgsqlDataSource source, IReadOnlyList<PivotFilter> filters, int first, Stopwatch clock, double seconds)
    {
        var times = new List<double>();
        for (var index = first; clock.Elapsed.TotalSeconds < seconds; index++)
        {
            var start = Stopwatch.GetTimestamp();
            await using var command = Command(source, Sums, filters[index % filters.Count]);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                _ = reader.GetInt64(3);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return times;
    }

    private static NpgsqlCommand Command(NpgsqlDataSource source, string sql, PivotFilter filter)
    {
        var command = source.CreateCommand(sql);
        foreach (object? value in new object?[] { Index(filter.From), Index(filter.To), filter.Region, filter.Size, filter.Group })
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = value is int ? NpgsqlTypes.NpgsqlDbType.Integer : NpgsqlTypes.NpgsqlDbType.Text });
        return command;
    }

    private static int Index(Domain.Quarter quarter) => (quarter.Year * 4) + quarter.Number - 1;
}
