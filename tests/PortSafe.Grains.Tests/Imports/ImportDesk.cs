using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using PortSafe.Data.Audit;
using PortSafe.Data.Ports;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Imports;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Imports;

/// <summary>A database of its own, and everything that it takes to import files into it.</summary>
public sealed class ImportDesk : IAsyncDisposable
{
    private ImportDesk(TestDatabase database)
    {
        Database = database;
        var audit = new AuditLog(new NodeName("test"), database.Location, Clock);
        Store = new EventStore(database.Contexts, Clock);
        Ledger = new ReportLedger(database.Contexts, audit);
        Files = new ImportFiles(
            database.Contexts, Store, new StatementLedger(database.Contexts, audit, Clock), audit, Clock, NullLogger<ImportFiles>.Instance);
    }

    public TestDatabase Database { get; }

    public TestClock Clock { get; } = new();

    public EventStore Store { get; }

    public ReportLedger Ledger { get; }

    public ImportFiles Files { get; }

    /// <summary>An empty database.</summary>
    public static async Task<ImportDesk> CreateAsync(DatabaseKind kind) => new(await TestDatabase.CreateAsync(kind));

    /// <summary>A database with the ports of the sample data in its register.</summary>
    public static async Task<ImportDesk> WithPortsAsync(DatabaseKind kind)
    {
        var desk = await CreateAsync(kind);
        Assert.IsType<ImportOutcome.Imported>(await desk.ImportAsync(ImportKind.Ports, Sample("uk-ports.csv")));
        return desk;
    }

    public static byte[] Sample(string name) => File.ReadAllBytes(Repository.PathTo("scripts", "sample-data", name));

    public Task<ImportOutcome> ImportAsync(
        ImportKind kind, byte[] content, string? source = null, bool isConfirmed = false, Actor? by = null, ImportLimits? limits = null, CancellationToken ct = default) =>
        Files.ImportAsync(
            new ImportRequest(kind, () => new MemoryStream(content), limits ?? ImportLimits.Web, source, isConfirmed), by ?? TestActors.Admin, null, ct);

    public Task<ImportOutcome> ImportReportsAsync(string rows, string source = "crimestoppers", bool isConfirmed = false) =>
        ImportAsync(ImportKind.Reports, Encoding.UTF8.GetBytes($"month,locode,category,count\n{rows}"), source, isConfirmed);

    /// <summary>The sum of the exact counts of some months.</summary>
    public async Task<long> ReportsAsync(Month first, Month last)
    {
        var months = new List<Month>();
        for (var month = first; month <= last; month = month.Next)
            months.Add(month);
        var reading = (await Ledger.ReadAsync(months, TestActors.Admin, default)).Value!;
        return reading.Counts.Values.Sum(count => count.Reports);
    }

    public async Task<IReadOnlyList<PortEvent>> EventsOfAsync(string locode) => (await Store.LoadAsync(Locode.Parse(locode), default)).Events;

    /// <summary>How many rows an import could have left behind, but for the register's.</summary>
    public async Task<long> RowsAsync()
    {
        var rows = 0L;
        foreach (var table in new[] { "imports", "report_sources", "statements", "report_counts", "ledger_versions", "audit_log", "port_events", "port_status", "port_quarter" })
            rows += await Database.CountAsync(table);
        return rows;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
