using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Imports;
using PortSafe.Data.Ports;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Grains.Releases;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Releases;

/// <summary>
/// Felixstowe, a major port with an active scheme, and Ayr, a minor one without; reports about Felixstowe alone. A whole sector has
/// four more ports in the region of each, so that a region's total hides its ports. Alone, Felixstowe is the only port there is.
/// </summary>
internal sealed class Sector : IAsyncDisposable
{
    public TestClock Clock { get; } = new();
    private readonly Dictionary<Quarter, int> _revisions = [];
    private long _statement;

    private Sector(TestDatabase database) => (Database, Frozen) = (database, new FrozenReleases(database.Contexts));

    public TestDatabase Database { get; }

    public FrozenReleases Frozen { get; }

    public RecordedJobs Jobs { get; } = new();

    public static async Task<Sector> CreateAsync(DatabaseKind kind, bool isWhole = false, bool isAlone = false)
    {
        var sector = new Sector(await TestDatabase.CreateAsync(kind));
        var store = new EventStore(sector.Database.Contexts, sector.Clock);
        var major = new PortBuilder("GBFXT").On(2026, 5, 6).Active();
        var minor = new PortBuilder("GBAYR").On(2015, 1, 1).Added("Ayr", "Scotland Central and South", PortSize.Minor);
        string[] east = isWhole ? ["GBBOS", "GBGTY", "GBHRW", "GBIPS"] : [];
        string[] scotland = isWhole ? ["GBDUN", "GBEDI", "GBMON", "GBOBA"] : [];
        var others = east.Select(port => Other(port, "East", PortSize.Major)).Concat(scotland.Select(port => Other(port, "Scotland Central and South", PortSize.Minor)));
        foreach (var port in isAlone ? [major] : others.Prepend(minor).Prepend(major))
            Assert.True(await store.AppendAsync([new PortAppend(port.Locode, PortHistory.Empty, port.Events)], TestActors.Admin, null, default));
        return sector;
    }

    private static PortBuilder Other(string port, string region, PortSize size) => new PortBuilder(port).On(2015, 1, 1).Added(port, region, size);

    public async Task AddAsync(PortBuilder port) =>
        Assert.True(await new EventStore(Database.Contexts, Clock).AppendAsync([new PortAppend(port.Locode, PortHistory.Empty, port.Events)], TestActors.Admin, null, default));

    public async Task RecordAsync(string locode, PortEvent item)
    {
        var (store, port) = (new EventStore(Database.Contexts, Clock), Locode.Parse(locode));
        Assert.True(await store.AppendAsync([new PortAppend(port, await store.LoadAsync(port, default), [item])], TestActors.Admin, null, default));
    }

    /// <summary>The quarter that the statements are about.</summary>
    public static Quarter Quarter { get; } = new(2026, 3);

    public ReleaseGrain Release(Quarter quarter) => Release(ReleaseId.Of(quarter));

    public ReleaseGrain Release(ReleaseId id) => ReleaseParts.Grain(id, Database, Clock, Jobs);

    /// <summary>Takes a release all the way.</summary>
    public async Task<ReleaseView> FreezeAsync(ReleaseId id)
    {
        var grain = Release(id);
        await grain.CompileAsync(TestActors.Admin, default);
        await grain.AuditAsync(TestActors.Admin, default);
        var submitted = await grain.SubmitAsync(TestActors.Admin, default);
        await grain.ApproveAsync(submitted.Value!.Hash, TestActors.SecondAdmin, default);
        return (await grain.FreezeAsync(submitted.Value.Hash, TestActors.Admin, default)).Value!;
    }

    /// <summary>One source's statement of the quarter's three months: cargo theft at one port.</summary>
    public Task StateAsync(string port, params IReadOnlyList<int> counts) => StateAsync(Quarter, port, counts);

    /// <summary>The same of another quarter; the second time a revision.</summary>
    public async Task StateAsync(Quarter quarter, string port, params IReadOnlyList<int> counts)
    {
        await using var db = Database.CreateContext();
        var import = new ImportRow { Id = Guid.NewGuid(), Kind = "reports", Source = "crimestoppers", ContentHash = $"{_statement}", Rows = 3, Total = 0, ImportedAt = Clock.GetUtcNow(), By = "person:test" };
        db.Imports.Add(import);
        _revisions[quarter] = _revisions.GetValueOrDefault(quarter) + 1;
        var revision = _revisions[quarter];
        if (_statement == 0)
            db.ReportSources.Add(new ReportSourceRow { Name = "crimestoppers", AddedAt = Clock.GetUtcNow(), By = "person:test" });
        for (var month = 0; month < 3; month++)
        {
            var id = ++_statement;
            db.Statements.Add(new StatementRow { Id = id, Source = "crimestoppers", Month = quarter.Months[month], Revision = revision, ImportId = import.Id });
            await db.SaveChangesAsync();
            db.ReportCounts.Add(new ReportCountsRow { Statement = id, Port = port, Counts = JsonSerializer.Serialize(new Dictionary<string, int> { ["cargo-theft"] = counts[month] }) });
        }
        var version = await db.LedgerVersions.FirstOrDefaultAsync(row => row.Ledger == LedgerVersionRow.Reports);
        if (version is null)
            db.LedgerVersions.Add(new LedgerVersionRow { Ledger = LedgerVersionRow.Reports, Version = _statement });
        else
            version.Version = _statement;
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}

internal sealed class RecordedJobs : IJobs
{
    public List<string> Started { get; } = [];

    public Task RunSoonAsync<TJob>(string argument, CancellationToken ct) where TJob : IJob
    {
        Started.Add($"{TJob.Name} {argument}");
        return Task.CompletedTask;
    }
}
