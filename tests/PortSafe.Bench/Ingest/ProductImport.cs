using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Ports;
using PortSafe.Data.Reports;
using PortSafe.Data.Schema;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Imports;

namespace PortSafe.Bench.Ingest;

/// <summary>The product's own import, into a database made for it.</summary>
internal sealed class ProductImport(string name, Func<string, Task<DatabaseLocation>> createDatabase) : IContender
{
    private static readonly Actor Administrator = Actor.Person(new Guid(1, 0, 0, new byte[8]), Role.JmscAdmin);

    public string Name => name;

    /// <summary>How long the last round took to read and check the file, before it wrote anything.</summary>
    public TimeSpan Reading { get; private set; }

    public async Task<TimeSpan> RunAsync(GeneratedReports reports, string folder)
    {
        var location = await createDatabase(folder);
        var options = new DbContextOptionsBuilder<PortSafeDb>();
        options.UseDatabase(location);
        var contexts = new PooledDbContextFactory<PortSafeDb>(options.Options);
        Check((await new SchemaUpgrade(contexts, location, TimeProvider.System).ApplyAsync(default)).Error is null, "the schema");
        var audit = new AuditLog(new NodeName("bench"), location, TimeProvider.System);
        var files = new ImportFiles(
            contexts, new EventStore(contexts, TimeProvider.System), new StatementLedger(contexts, audit, TimeProvider.System), audit, TimeProvider.System,
            NullLogger<ImportFiles>.Instance);
        var ports = await files.ImportAsync(ImportRequest.OfFile(ImportKind.Ports, reports.PortsFile, ImportLimits.CommandLine), Administrator, null, default);
        Check(ports is ImportOutcome.Imported, "the ports");

        var request = ImportRequest.OfFile(ImportKind.Reports, reports.ReportsFile, ImportLimits.CommandLine, "bench");
        var clock = Stopwatch.StartNew();
        var outcome = await files.ImportAsync(request, Administrator, new LastRead(clock, time => Reading = time), default);
        clock.Stop();
        Check(outcome is ImportOutcome.Imported { Rows: GeneratedReports.Rows } imported && imported.Total == reports.Total, "the reports");
        return clock.Elapsed;
    }

    private static void Check(bool isDone, string what)
    {
        if (!isDone)
            throw new InvalidOperationException($"The import of {what} did not end as it should.");
    }

    private sealed class LastRead(Stopwatch clock, Action<TimeSpan> tell) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.RowsWritten == 0)
                tell(clock.Elapsed);
        }
    }
}
