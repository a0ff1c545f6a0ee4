using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Analytics;
using PortSafe.Data.Audit;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Imports;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Tests.Imports;
using PortSafe.Grains.Tests.Releases;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Analytics;

/// <summary>A database with the sample's ports, into which statements are imported, and the exact figures of one node.</summary>
internal sealed class ExactDesk : IAsyncDisposable
{
    /// <summary>The first quarter that anybody states.</summary>
    public static readonly Quarter First = new(2024, 3);

    private static readonly string[] Sources = ["border-force", "crimestoppers", "police-desk"];

    private readonly ImportDesk _desk;

    private ExactDesk(ImportDesk desk)
    {
        _desk = desk;
        Sector = NewNode();
    }

    public static IReadOnlyList<Locode> Ports { get; } = [Locode.Parse("GBFXT"), Locode.Parse("GBDVR"), Locode.Parse("GBABD"), Locode.Parse("GBLIV"), Locode.Parse("GBSOU"), Locode.Parse("GBBEL")];

    public ExactSector Sector { get; }

    public TestDatabase Database => _desk.Database;

    public static async Task<ExactDesk> CreateAsync(DatabaseKind kind) => new(await ImportDesk.WithPortsAsync(kind));

    public LiveEngagement Engagement => new(Database.Contexts, new ReadModels(Database.Contexts, Database.Location, _desk.Clock), new AuditLog(new NodeName("test"), Database.Location, _desk.Clock), _desk.Clock);

    /// <summary>The exact figures as a node has them that has answered nothing yet.</summary>
    /// <param name="contexts">How it reaches the ledger; as everybody does when null.</param>
    public ExactSector NewNode(IDbContextFactory<PortSafeDb>? contexts = null)
    {
        var readModels = new ReadModels(Database.Contexts, Database.Location, _desk.Clock);
        var reads = new ExactReads(contexts ?? Database.Contexts, new AuditLog(new NodeName("test"), Database.Location, _desk.Clock));
        return new ExactSector(reads, new PortDirectory(Database.Contexts, readModels, new RecordedJobs(), _desk.Clock));
    }

    /// <summary>Ports of which nothing else is known, beside those of the sample.</summary>
    public Task AddPortsAsync(int count)
    {
        var codes = Enumerable.Range(0, count).Select(index => $"GB{(char)('A' + (index / 676))}{(char)('A' + (index / 26 % 26))}{(char)('A' + (index % 26))}");
        return Database.ExecuteAsync(
            "CREATE TEMP TABLE one AS SELECT * FROM port_status LIMIT 1; " +
            string.Concat(codes.Select(code => $"UPDATE one SET locode = '{code}'; INSERT OR IGNORE INTO port_status SELECT * FROM one; ")));
    }

    public async Task ImportAsync(string rows, string source = "crimestoppers") =>
        Assert.IsType<ImportOutcome.Imported>(await _desk.ImportReportsAsync(rows, source, isConfirmed: true));

    /// <summary>Some months by some source, of which some may have been stated before.</summary>
    public Task ImportAsync(Random random)
    {
        var rows = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var month = First.Add(random.Next(0, 5)).Months[random.Next(3)];
        for (var last = random.Next(1, 5); last > 0; last--, month = month.Next)
        {
            rows[$"{month},GBFXT,cyber"] = random.Next(0, 20);
            for (var row = random.Next(0, 12); row > 0; row--)
                rows[$"{month},{Ports[random.Next(Ports.Count)]},{ReportCategory.All[random.Next(ReportCategory.All.Count)]}"] = random.Next(1, 40);
        }
        return ImportAsync(string.Concat(rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Key},{row.Value}\n"))), Sources[random.Next(Sources.Length)]);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();
}
