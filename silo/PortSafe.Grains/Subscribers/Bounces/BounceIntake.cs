using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Subscribers;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Subscribers;

namespace PortSafe.Grains.Subscribers.Bounces;

/// <summary>What became of reports.</summary>
/// <param name="Recorded">Bounces and complaints that were not known.</param>
/// <param name="Repeated">Those that were.</param>
/// <param name="Unrecognised">Of messages and addresses that are nobody's here.</param>
/// <param name="Undeliverable">Addresses that are not written to any more, because mail does not arrive.</param>
/// <param name="Complained">Addresses that are unsubscribed for good, because their owners complained.</param>
public sealed record BounceCounts(int Recorded, int Repeated, int Unrecognised, int Undeliverable, int Complained)
{
    public static BounceCounts None { get; } = new(0, 0, 0, 0, 0);

    public static BounceCounts operator +(BounceCounts left, BounceCounts right) => new(
        left.Recorded + right.Recorded, left.Repeated + right.Repeated, left.Unrecognised + right.Unrecognised,
        left.Undeliverable + right.Undeliverable, left.Complained + right.Complained);
}

/// <summary>How reports come here.</summary>
public static class BounceSource
{
    public const string Mailbox = "mailbox";
    public const string Api = "api";
}

/// <summary>Records bounces and complaints, each once, and gives up addresses by <see cref="BounceRules"/>.</summary>
public sealed partial class BounceIntake(IDbContextFactory<PortSafeDb> contexts, Suppressions suppressions, AuditLog audit, TimeProvider clock)
{
    private const int BatchSize = 200;

    /// <summary>Records reports, whoever they are about. The same ones again change nothing.</summary>
    /// <param name="source">One of <see cref="BounceSource"/>.</param>
    /// <returns>What became of them; or <c>not-allowed</c>.</returns>
    public async Task<Result<BounceCounts>> RecordAsync(IReadOnlyCollection<BounceReport> reports, string source, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.RecordBounces))
            return Authority.Refusal;
        await suppressions.PrepareAsync(ct);
        var counts = BounceCounts.None;
        foreach (var batch in reports.Chunk(BatchSize))
            counts += await RecordBatchAsync(batch, source, by, ct);
        return counts;
    }

    private async Task<BounceCounts> RecordBatchAsync(IReadOnlyList<BounceReport> batch, string source, Actor by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = new List<(BounceReport Report, Guid Subscriber, Guid? Issue)>();
        foreach (var report in batch)
        {
            if (await RecogniseAsync(db, report, source, ct) is { } whose)
                found.Add((report, whose.Subscriber, whose.Issue));
        }
        var counts = BounceCounts.None with { Unrecognised = batch.Count - found.Count };
        if (found.Count == 0)
            return counts;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // In one order, so that two intakes at once do not wait for each other in a circle.
        foreach (var (report, subscriber, issue) in found.OrderBy(item => item.Subscriber))
            counts += await RecordAsync(db, report, subscriber, issue, source, ct);
        if (counts.Recorded > 0)
            await audit.AppendAsync(db, by, "bounces-recorded", "subscribers", $"{source}, recorded {counts.Recorded}, undeliverable {counts.Undeliverable}, complained {counts.Complained}", ct);
        await transaction.CommitAsync(ct);
        return counts;
    }

    /// <summary>By our own Message-ID, if a copy was made for it; or else by the address.</summary>
    private static async Task<(Guid Subscriber, Guid? Issue)?> RecogniseAsync(PortSafeDb db, BounceReport report, string source, CancellationToken ct)
    {
        if (OwnMessage().Match(report.MessageId ?? "") is { Success: true } id)
        {
            var (issue, subscriber) = (Guid.ParseExact(id.Groups["issue"].Value, "N"), Guid.ParseExact(id.Groups["subscriber"].Value, "N"));
            if (await db.Deliveries.AnyAsync(copy => copy.IssueId == issue && copy.SubscriberId == subscriber, ct))
                return (subscriber, issue);
        }
        // A complaint is for good, and whoever can write to the mailbox can make one up that names an address.
        if (report.Kind == BounceKind.Complaint && source != BounceSource.Api)
            return null;
        var email = report.Recipient?.Trim().ToLowerInvariant();
        return email is not null && await db.Subscribers.Where(row => row.Email == email && row.WipedAt == null).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(ct) is { } known
            ? (known, null)
            : null;
    }

    private async Task<BounceCounts> RecordAsync(PortSafeDb db, BounceReport report, Guid subscriber, Guid? issue, string source, CancellationToken ct)
    {
        // Takes the row, so that of two bounces at once the second sees the first.
        await db.Subscribers.Where(row => row.Id == subscriber).ExecuteUpdateAsync(set => set.SetProperty(row => row.WipedAt, row => row.WipedAt), ct);
        if (!await InsertAsync(db, report, subscriber, issue, source, ct))
            return BounceCounts.None with { Repeated = 1 };
        var counts = BounceCounts.None with { Recorded = 1 };
        var person = await db.Subscribers.AsNoTracking().SingleAsync(row => row.Id == subscriber, ct);
        return person.WipedAt is not null ? counts : counts + await JudgeAsync(db, person, ct);
    }

    private async Task<BounceCounts> JudgeAsync(PortSafeDb db, SubscriberRow person, CancellationToken ct)
    {
        var since = person.DeliverableSince > person.SubscribedAt ? person.DeliverableSince.Value : person.SubscribedAt;
        var counting = await db.Bounces.Where(row => row.SubscriberId == person.Id && row.At >= since).Select(row => new { row.Kind, row.At }).ToListAsync(ct);
        var now = clock.GetUtcNow();
        switch (BounceRules.Judge(counting.ConvertAll(row => new BounceFact(BounceKind.Parse(row.Kind), DateOnly.FromDateTime(row.At.UtcDateTime)))))
        {
            case BounceVerdict.Complained:
                await suppressions.AddAsync(db, person.Email, SuppressionReason.Complaint, ct);
                var left = await db.Subscribers.Where(row => row.Id == person.Id && row.UnsubscribedAt == null).ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.UnsubscribedAt, now).SetProperty(row => row.UnsubscribedHow, UnsubscribedHow.Complaint), ct);
                return BounceCounts.None with { Complained = left };
            case BounceVerdict.Undeliverable:
                var given = await db.Subscribers.Where(row => row.Id == person.Id && row.UndeliverableAt == null).ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.UndeliverableAt, now), ct);
                return BounceCounts.None with { Undeliverable = given };
            default:
                return BounceCounts.None;
        }
    }

    private async Task<bool> InsertAsync(PortSafeDb db, BounceReport report, Guid subscriber, Guid? issue, string source, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var key = $"{subscriber:N}:{issue?.ToString("N") ?? "-"}:{report.Kind}:{report.At.UtcDateTime:yyyy-MM-dd}";
        return await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO bounces (id, key, subscriber_id, issue_id, kind, status, source, at, received_at)
            VALUES ({Guid.CreateVersion7(now)}, {key}, {subscriber}, {issue}, {report.Kind.Code}, {report.Status}, {source}, {Column(report.At)}, {Column(now)})
            ON CONFLICT (key) DO NOTHING
            """,
            ct) == 1;
    }

    private static DateTime Column(DateTimeOffset instant) => (DateTime)new UtcConverter().ConvertToProvider(instant)!;

    [GeneratedRegex("<(?<issue>[0-9a-f]{32})\\.(?<subscriber>[0-9a-f]{32})@[^<>@\\s]+>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnMessage();
}
