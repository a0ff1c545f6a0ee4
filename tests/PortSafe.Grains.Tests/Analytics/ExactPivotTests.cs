using System.Globalization;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Grains.Analytics;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Analytics;

/// <summary>Whatever is imported, corrected and asked for, a pivot is what the database itself sums up from the rows of the ledger.</summary>
public sealed class ExactPivotTests
{
    private const int Imports = 6;
    private const int QueriesAfterEach = 8;

    [Theory]
    [BothDatabases(1)]
    [BothDatabases(2)]
    [BothDatabases(3)]
    public async Task A_pivot_equals_what_SQL_sums_up_from_the_ledger(DatabaseKind kind, int seed)
    {
        await using var desk = await ExactDesk.CreateAsync(kind);
        var random = new Random(seed);
        for (var import = 0; import < Imports; import++)
        {
            await desk.ImportAsync(random);
            for (var query = 0; query < QueriesAfterEach; query++)
                await AssertSameAsync(desk, Query(random));
        }
    }

    private static async Task AssertSameAsync(ExactDesk desk, ExactQuery query)
    {
        var pivot = (await desk.Sector.ReadAsync(query, TestActors.JmscAnalyst, default)).Value!;
        var (sums, missing) = (await LedgerSql.SumAsync(desk.Database, query), await LedgerSql.MissingAsync(desk.Database, query));

        var shown = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in pivot.Rows)
        {
            for (var column = 0; column < pivot.Columns.Count; column++)
            {
                if (row.Cells[column].Count.Reports != 0)
                    shown[$"{string.Join('/', row.Labels.Select(label => label.Code))} {pivot.Columns[column].Code}"] = row.Cells[column].Count.Reports;
            }
            Assert.Equal(row.Cells.Sum(cell => cell.Count.Reports), row.Total.Count.Reports);
        }
        Assert.Equal(pivot.Found, pivot.Rows.Count);
        Assert.Equal(sums.OrderBy(item => item.Key, StringComparer.Ordinal), shown.OrderBy(item => item.Key, StringComparer.Ordinal));
        for (var column = 0; column < pivot.Columns.Count; column++)
            Assert.Equal(sums.Where(item => item.Key.EndsWith($" {pivot.Columns[column].Code}", StringComparison.Ordinal)).Sum(item => item.Value), pivot.Totals.Cells[column].Count.Reports);
        Assert.Equal(sums.Values.Sum(), pivot.Totals.Total.Count.Reports);
        Assert.Equal(missing, pivot.Missing.Select(item => $"{item.Month} {item.Source}").Order(StringComparer.Ordinal));
    }

    private static ExactQuery Query(Random random)
    {
        var first = ExactDesk.First.Add(random.Next(-1, 6));
        var last = first.Add(random.Next(0, 5));
        var by = Any(random, ExactDimension.All);
        var split = random.Next(2) == 0 ? null : Any(random, ExactDimension.All);
        var category = Any(random, ReportCategory.All);
        return new ExactQuery(first.Months[0], last.Months[^1])
        {
            By = by,
            Split = split == by ? null : split,
            Columns = (ExactPeriod)random.Next(3),
            Region = random.Next(4) == 0 ? Any(random, PublicationPlan.Current.Regions) : null,
            Size = random.Next(4) == 0 ? Any(random, PortSize.All) : null,
            Port = random.Next(6) == 0 ? Any(random, ExactDesk.Ports) : null,
            Group = random.Next(4) == 0 ? category.Group : null,
            Category = random.Next(6) == 0 ? category : null,
            Rows = int.MaxValue,
        };
    }

    private static T Any<T>(Random random, IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
