using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Data.Analytics;

/// <summary>Makes cubes from the ledger. Only months whose statements in force are others than in the cube before are read.</summary>
internal sealed class CubeReader(IDbContextFactory<PortSafeDb> contexts)
{
    private const string State =
        $"SELECT COALESCE((SELECT version FROM ledger_versions WHERE ledger = '{LedgerVersionRow.Reports}'), 0), (SELECT COUNT(*) FROM port_status)";

    private const string CountsOf = "SELECT port, counts FROM report_counts WHERE statement = @statement";

    private static readonly Dictionary<(Region Region, PortSize Size), int> ClassOf =
        ReportCube.Classes.Select((item, index) => (item, index)).ToDictionary(pair => pair.item, pair => pair.index);

    /// <summary>What the database holds now, in one round trip. Needs an open transaction.</summary>
    public static async Task<CubeState> StateAsync(PortSafeDb db, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = State;
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new CubeState(reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <param name="before">Whose months are taken over where they still hold.</param>
    /// <exception cref="InvalidDataException">A stored count is not one that this program knows, or there are more than fit.</exception>
    public async Task<ReportCube> ReadAsync(ReportCube before, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (state, statements, ports) = await OutlineAsync(db, before, ct);
        var inForce = statements.GroupBy(row => row.Month)
            .ToDictionary(month => month.Key, month => (IReadOnlyList<long>)[.. month.GroupBy(row => row.Source).Select(source => source.MaxBy(row => row.Revision)!.Id).Order()]);
        if ((long)inForce.Count * ports.Count * ReportCube.Categories > ReportCube.MaxCells)
            throw new InvalidDataException("The ledger holds more months and ports than the exact figures can be shown of.");

        // What a statement counts never changes, so it is read after the transaction, in which everybody else would wait.
        var months = new Dictionary<int, CubeMonth>();
        var places = ports.Select((port, index) => (port, index)).ToDictionary(pair => pair.port.Locode.ToString(), pair => pair.index, StringComparer.Ordinal);
        await db.Database.OpenConnectionAsync(ct);
        foreach (var (month, ids) in inForce)
        {
            var index = ReportedCounts.MonthIndex(month);
            months[index] = before.Months.GetValueOrDefault(index) is { } known && known.Statements.SequenceEqual(ids) ? known : await MonthAsync(db, ids, ports, places, ct);
        }
        return new ReportCube(state, ports, months, Sources(statements));
    }

    private sealed record Statement(long Id, string Source, Month Month, int Revision);

    private static async Task<(CubeState State, List<Statement> Statements, IReadOnlyList<CubePort> Ports)> OutlineAsync(PortSafeDb db, ReportCube before, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var state = await StateAsync(db, ct);
        var statements = await db.Statements.AsNoTracking().Select(row => new Statement(row.Id, row.Source, row.Month, row.Revision)).ToListAsync(ct);
        if (state.Ports == before.Ports.Count)
            return (state, statements, before.Ports);
        var rows = await db.PortStatus.AsNoTracking().Select(row => new { row.Locode, row.Region, row.Size }).ToListAsync(ct);
        var known = before.Ports.Select(port => port.Locode).ToHashSet();
        return (state, statements, [.. before.Ports, .. rows.Where(row => !known.Contains(row.Locode)).Select(row => new CubePort(row.Locode, row.Region, PortSize.Parse(row.Size)))]);
    }

    private static async Task<CubeMonth> MonthAsync(
        PortSafeDb db, IReadOnlyList<long> statements, IReadOnlyList<CubePort> ports, Dictionary<string, int> places, CancellationToken ct)
    {
        var (byPort, byClass, counts) = (new int[ports.Count * ReportCube.Categories], new long[ReportCube.Classes.Count * ReportCube.Categories], new int[ReportCube.Categories]);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = CountsOf;
        var statement = command.CreateParameter();
        statement.ParameterName = "@statement";
        command.Parameters.Add(statement);
        foreach (var id in statements)
        {
            statement.Value = id;
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                Add(reader, id);
        }
        return new CubeMonth(statements, byPort, byClass);

        void Add(DbDataReader reader, long id)
        {
            if (!places.TryGetValue(reader.GetString(0), out var port))
                throw new InvalidDataException($"Statement {id} counts reports of a port that is not in the register.");
            CountsJson.Read(reader.GetString(1), counts);
            var (first, ofClass) = (port * counts.Length, ClassOf[(ports[port].Region, ports[port].Size)] * counts.Length);
            for (var category = 0; category < counts.Length; category++)
            {
                byPort[first + category] = checked(byPort[first + category] + counts[category]);
                byClass[ofClass + category] += counts[category];
            }
        }
    }

    private static List<SourceSpan> Sources(List<Statement> statements) =>
        [.. statements.GroupBy(row => row.Source).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new SourceSpan(group.Key, group.Min(row => row.Month), group.Select(row => row.Month).ToHashSet()))];
}
