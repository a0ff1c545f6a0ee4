using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PortSafe.Data;
using PortSafe.Data.Newsletters;
using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Newsletters.Archive;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Newsletters;

/// <summary>
/// The issues that have begun to leave, for everyone to read. Their texts are kept in memory; what is kept is checked against the
/// database on every read, by which revisions are published and which releases are frozen and withdrawn.
/// </summary>
public sealed partial class IssueArchive(IDbContextFactory<PortSafeDb> contexts, IssueCompiler compiler, FrozenReleases releases, ILogger<IssueArchive> logger) : IDisposable
{
    /// <summary>The states of a copy that somebody may have.</summary>
    private static readonly string[] Out = [DeliveryState.DataSent, DeliveryState.Accepted, DeliveryState.Uncertain];

    private readonly SemaphoreSlim _renewal = new(1);
    private readonly ConcurrentDictionary<string, CompiledIssue?> _texts = new(StringComparer.Ordinal);
    private ArchiveEdition _edition = new("", []);

    /// <summary>The archive as it stands.</summary>
    public async Task<ArchiveEdition> ReadAsync(CancellationToken ct)
    {
        var stock = await StockAsync(ct);
        if (_edition is { } current && current.Version == stock.Version)
            return current;
        await _renewal.WaitAsync(ct);
        try
        {
            if (_edition.Version != stock.Version)
                _edition = new ArchiveEdition(stock.Version, await IssuesAsync(stock, ct));
            return _edition;
        }
        finally
        {
            _renewal.Release();
        }
    }

    /// <summary>The issues, the latest first.</summary>
    public async Task<IReadOnlyList<PublishedIssue>> ListAsync(CancellationToken ct) => [.. (await ReadAsync(ct)).Issues.Select(item => item.Issue)];

    /// <summary>An issue to show, as it was sent; null when it has not begun to leave or its release was withdrawn.</summary>
    public async Task<CompiledIssue?> FindAsync(IssueKey key, CancellationToken ct) => (await ReadAsync(ct)).Find(key)?.Text;

    public void Dispose() => _renewal.Dispose();

    /// <summary>Which revisions are published, and what their texts depend on.</summary>
    private async Task<Stock> StockAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await Published(db)
            .Select(item => new StockRow(item.Issue.Id, item.Issue.Key, item.Revision.Number, item.Revision.Subject, item.Issue.StartedAt!.Value))
            .ToListAsync(ct);
        var withdrawn = await releases.WithdrawnAsync(ct);
        var frozen = await releases.AllAsync(ct);
        string[] figures = [.. frozen.Select(release => $"{release.Quarter} {release.PublicHash}"), .. withdrawn.Select(release => $"{release.Id} withdrawn")];
        var version = Hash([Hash(figures), .. rows.OrderBy(row => row.Id).Select(row => $"{row.Id} {row.Revision}")]);
        return new Stock(rows, withdrawn.ToDictionary(release => release.Id), Hash(figures), version);
    }

    private async Task<IReadOnlyList<ArchivedIssue>> IssuesAsync(Stock stock, CancellationToken ct)
    {
        var issues = new List<ArchivedIssue>();
        foreach (var row in stock.Rows)
        {
            var withdrawn = row.Key.Quarter is { } quarter ? stock.Withdrawn.GetValueOrDefault(ReleaseId.Of(quarter)) : null;
            var published = new PublishedIssue(row.Key, withdrawn is null ? row.Subject : $"{row.Key.Title}, withdrawn", row.StartedAt, withdrawn);
            issues.Add(new ArchivedIssue(published, withdrawn is null ? await TextAsync(row, stock, ct) : null));
        }
        return issues;
    }

    private async Task<CompiledIssue?> TextAsync(StockRow row, Stock stock, CancellationToken ct)
    {
        var key = $"{row.Id} {row.Revision} {stock.Figures}";
        if (_texts.TryGetValue(key, out var known))
            return known;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var body = await db.IssueRevisions.Where(revision => revision.IssueId == row.Id && revision.Number == row.Revision).Select(revision => revision.Body).SingleAsync(ct);
        var compiled = await compiler.CompileAsync(row.Key, row.Subject, body, ct);
        if (compiled.Error is { } error)
            Log.NotShown(logger, row.Key.ToString(), error.Code);
        foreach (var old in _texts.Keys.Where(other => other.StartsWith($"{row.Id} ", StringComparison.Ordinal)))
            _texts.TryRemove(old, out _);
        return _texts[key] = compiled.Value;
    }

    /// <summary>Each issue that everyone may read, with the text that was approved. One that was stopped is among them where somebody may have a copy.</summary>
    internal static IQueryable<PublishedRow> Published(PortSafeDb db) =>
        from issue in db.Issues.AsNoTracking()
        join revision in db.IssueRevisions on new { Id = issue.Id, Number = issue.ApprovedRevision } equals new { Id = revision.IssueId, Number = (int?)revision.Number }
        where IssueState.Published.Contains(issue.State)
            && (issue.State != IssueState.Stopped || db.Deliveries.Any(row => row.IssueId == issue.Id && Out.Contains(row.State)))
        select new PublishedRow { Issue = issue, Revision = revision };

    private static string Hash(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));

    private sealed record Stock(IReadOnlyList<StockRow> Rows, IReadOnlyDictionary<ReleaseId, WithdrawnRelease> Withdrawn, string Figures, string Version);

    private sealed record StockRow(Guid Id, IssueKey Key, int Revision, string Subject, DateTimeOffset StartedAt);

    internal sealed class PublishedRow
    {
        public required IssueRow Issue { get; init; }

        public required IssueRevisionRow Revision { get; init; }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The published issue {Issue} cannot be shown: {Reason}")]
        public static partial void NotShown(ILogger logger, string issue, string reason);
    }
}
