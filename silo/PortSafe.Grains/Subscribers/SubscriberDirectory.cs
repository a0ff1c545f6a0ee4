using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Subscribers;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Subscribers;

namespace PortSafe.Grains.Subscribers;

/// <summary>Where a subscriber stands.</summary>
public enum SubscriberState
{
    /// <summary>Subscribed, and mail arrives as far as anybody knows.</summary>
    Receiving,

    /// <summary>Subscribed, and mail does not arrive.</summary>
    Undeliverable,

    Unsubscribed,
}

/// <summary>How many receive a topic, by the ground on which they are written to.</summary>
public sealed record TopicCount(Topic Topic, int Members, int Consenting);

/// <summary>How many there are.</summary>
/// <param name="Everyone">Who receive something, each once; the topics add up to more.</param>
/// <param name="Waiting">Addresses whose owners have not confirmed yet.</param>
/// <param name="Suppressed">Addresses that only their owners can bring back.</param>
public sealed record SubscriberCounts(IReadOnlyList<TopicCount> Topics, ReceivingCount Everyone, int Undeliverable, int Unsubscribed, int Waiting, int Suppressed);

/// <summary>People who receive at least one topic.</summary>
public sealed record ReceivingCount(int Members, int Consenting);

/// <summary>Whom to list.</summary>
/// <param name="Text">Part of an address, in any case; null for everyone. At most 254 characters count.</param>
/// <param name="Page">1 for the first.</param>
public sealed record SubscriberSearch(string? Text = null, SubscriberState? State = null, int Page = 1);

/// <summary>One line of the list.</summary>
public sealed record SubscriberSummary(Guid Id, string Email, bool IsMember, SubscriberState State, IReadOnlyList<Topic> Topics, DateTimeOffset SubscribedAt);

/// <summary>One page of the list.</summary>
/// <param name="Suppressed">Of a search for a whole address that is not on the list: why and since when it is suppressed; otherwise null.</param>
public sealed record SubscriberPage(IReadOnlyList<SubscriberSummary> Subscribers, int Found, int Page, int Pages, SuppressionRow? Suppressed);

/// <summary>A bounce or complaint, with whose it is.</summary>
/// <param name="Email">Empty when they were wiped since.</param>
/// <param name="Issue">The issue's subject; null where the report did not say.</param>
public sealed record BounceSummary(Guid Subscriber, string Email, BounceKind Kind, string? Status, string? Issue, DateTimeOffset At, string Source);

/// <summary>One page of bounces, the latest first.</summary>
public sealed record BouncePage(IReadOnlyList<BounceSummary> Bounces, int Found, int Page, int Pages);

/// <summary>Everyone who receives the newsletter, as lists for administrators. Each answers <c>not-allowed</c> to anybody else.</summary>
public sealed class SubscriberDirectory(IDbContextFactory<PortSafeDb> contexts, Suppressions suppressions, TimeProvider clock)
{
    /// <summary>Lines on one page.</summary>
    public const int PageSize = 50;

    private const int LongestText = 254;

    public async Task<Result<SubscriberCounts>> CountAsync(Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return Authority.Refusal;
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var receiving = In(db.Subscribers, SubscriberState.Receiving);
        var byTopic = await (
            from row in receiving
            join topic in db.SubscriberTopics on row.Id equals topic.SubscriberId
            group row by new { topic.Topic, row.Basis } into chosen
            select new { chosen.Key.Topic, chosen.Key.Basis, Count = chosen.Count() }).ToListAsync(ct);
        var byBasis = await receiving.GroupBy(row => row.Basis).Select(group => new { Basis = group.Key, Count = group.Count() }).ToListAsync(ct);
        return new SubscriberCounts(
            [.. Topic.All.Select(topic => new TopicCount(topic, Of(topic, "membership"), Of(topic, "consent")))],
            new ReceivingCount(byBasis.Where(row => row.Basis == "membership").Sum(row => row.Count), byBasis.Where(row => row.Basis == "consent").Sum(row => row.Count)),
            await In(db.Subscribers, SubscriberState.Undeliverable).CountAsync(ct),
            await In(db.Subscribers, SubscriberState.Unsubscribed).CountAsync(ct),
            await db.SubscriptionRequests.Where(row => row.ConfirmedAt == null && row.ExpiresAt > now).Select(row => row.Email).Distinct().CountAsync(ct),
            await db.Suppressions.CountAsync(ct));

        int Of(Topic topic, string basis) => byTopic.Where(row => row.Topic == topic.Code && row.Basis == basis).Sum(row => row.Count);
    }

    /// <summary>One page of those who match, by address.</summary>
    public async Task<Result<SubscriberPage>> ListAsync(SubscriberSearch search, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var text = search.Text?.Trim().ToLowerInvariant() is { Length: > 0 } typed ? typed[..Math.Min(typed.Length, LongestText)] : null;
        var found = search.State is { } state ? In(db.Subscribers, state) : db.Subscribers.Where(row => row.WipedAt == null);
        if (text is not null)
            found = found.Where(row => row.Email.Contains(text));
        var (count, page, pages) = PageOf(await found.CountAsync(ct), search.Page);
        var rows = await found.AsNoTracking().OrderBy(row => row.Email).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        var ids = rows.ConvertAll(row => row.Id);
        var topics = (await db.SubscriberTopics.AsNoTracking().Where(row => ids.Contains(row.SubscriberId)).ToListAsync(ct)).ToLookup(row => row.SubscriberId, row => row.Topic);
        return new SubscriberPage(
            rows.ConvertAll(row => new SubscriberSummary(
                row.Id, row.Email, row.Basis == "membership", StateOf(row), [.. Topic.All.Where(topic => topics[row.Id].Contains(topic.Code))], row.SubscribedAt)),
            count, page, pages, count == 0 && text?.Contains('@') == true ? await suppressions.FindAsync(db, text, ct) : null);
    }

    /// <summary>Bounces and complaints, the latest first.</summary>
    /// <param name="page">1 for the first.</param>
    public async Task<Result<BouncePage>> BouncesAsync(int page, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (count, shown, pages) = PageOf(await db.Bounces.CountAsync(ct), page);
        var rows = await db.Bounces.AsNoTracking().OrderByDescending(row => row.At).ThenBy(row => row.Id).Skip((shown - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        var ids = rows.Select(row => row.SubscriberId).Distinct().ToList();
        var people = await db.Subscribers.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
        var subjects = await SubjectsAsync(db, rows, ct);
        return new BouncePage(
            rows.ConvertAll(row => new BounceSummary(
                row.SubscriberId,
                people[row.SubscriberId] is { WipedAt: null, Email: var email } ? email : "",
                BounceKind.Parse(row.Kind), row.Status, row.IssueId is { } issue ? subjects.GetValueOrDefault(issue) : null, row.At, row.Source)),
            count, shown, pages);
    }

    /// <summary>The subject under which each issue was approved.</summary>
    internal static async Task<Dictionary<Guid, string>> SubjectsAsync(PortSafeDb db, IEnumerable<BounceRow> bounces, CancellationToken ct) =>
        await SubjectsAsync(db, [.. bounces.Select(row => row.IssueId).OfType<Guid>()], ct);

    internal static async Task<Dictionary<Guid, string>> SubjectsAsync(PortSafeDb db, IReadOnlyCollection<Guid> issues, CancellationToken ct)
    {
        var ids = issues.Distinct().ToList();
        var approved = from issue in db.Issues
                       join revision in db.IssueRevisions on new { Id = issue.Id, Number = issue.ApprovedRevision ?? 0 } equals new { Id = revision.IssueId, revision.Number }
                       where ids.Contains(issue.Id)
                       select new { issue.Id, revision.Subject };
        return await approved.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Subject, ct);
    }

    internal static SubscriberState StateOf(SubscriberRow row) =>
        row.UnsubscribedAt is not null ? SubscriberState.Unsubscribed : row.UndeliverableAt is not null ? SubscriberState.Undeliverable : SubscriberState.Receiving;

    private static IQueryable<SubscriberRow> In(IQueryable<SubscriberRow> rows, SubscriberState state) => state switch
    {
        SubscriberState.Receiving => rows.Where(row => row.WipedAt == null && row.UnsubscribedAt == null && row.UndeliverableAt == null),
        SubscriberState.Undeliverable => rows.Where(row => row.WipedAt == null && row.UnsubscribedAt == null && row.UndeliverableAt != null),
        _ => rows.Where(row => row.WipedAt == null && row.UnsubscribedAt != null),
    };

    private static (int Count, int Page, int Pages) PageOf(int count, int page)
    {
        var pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        return (count, Math.Clamp(page, 1, pages), pages);
    }
}
