using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Analytics;
using PortSafe.Domain;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Releases;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Grains.Analytics.Saved;

/// <summary>
/// The messages that hold saved views: which were written, who is told when a release in one was withdrawn, and how whoever has one stops
/// them without signing in. A message's key in the outbox says what it was of: the view, the quarter, and what is cited in it.
/// </summary>
public sealed class SavedViewMails(IDbContextFactory<PortSafeDb> contexts, FrozenReleases releases, AddressHashes hashes, Outbox outbox, PublicSite site)
{
    private const string Prefix = "saved-view:";
    private const string WithdrawnPrefix = "saved-view-withdrawn:";

    /// <param name="cited">The id of the frozen view in the message; null for a message without figures.</param>
    internal static string KeyOf(Guid view, Quarter quarter, string? cited) => $"{Prefix}{view:D}:{quarter}{(cited is null ? "" : $":{cited}")}";

    /// <summary>The saved views of which a message was written after a quarter's release.</summary>
    internal async Task<IReadOnlySet<Guid>> WrittenAsync(Quarter quarter, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await AllAsync(db, ct)).Where(message => message.Quarter == quarter).Select(message => message.View).ToHashSet();
    }

    /// <summary>Tells whoever was sent figures of a release that was withdrawn since: once each, a message and a release.</summary>
    internal async Task TellWithdrawnAsync(CancellationToken ct)
    {
        var withdrawn = await releases.WithdrawnAsync(ct);
        if (withdrawn.Count == 0)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var messages = (await AllAsync(db, ct)).Where(message => message.Cited is not null).ToList();
        var cited = messages.Select(message => message.Cited).Distinct().ToList();
        var shown = await db.FrozenViews.AsNoTracking().Where(row => cited.Contains(row.Id)).Select(row => new { row.Id, row.Releases }).ToDictionaryAsync(row => row.Id, row => row.Releases.Split(' '), ct);
        var told = (await db.Outbox.AsNoTracking().Where(row => row.Key.StartsWith(WithdrawnPrefix)).Select(row => row.Key).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            foreach (var release in withdrawn.Where(release => shown.TryGetValue(message.Cited!, out var ids) && ids.Contains(release.Id.ToString()) && !told.Contains(KeyOf(message, release))))
                await TellAsync(db, message, release, ct);
        }
    }

    /// <summary>Where whoever has the link stops a view's messages.</summary>
    public async Task<string> StopPathAsync(Guid view, CancellationToken ct) => $"/unsubscribe/view/{view:D}/{await TokenAsync(view, ct)}";

    /// <summary>Stops a view's messages. A token that is not the view's does nothing, and nothing tells so.</summary>
    /// <param name="view">The view's id, as the link has it.</param>
    public async Task StopAsync(string view, string token, CancellationToken ct)
    {
        if (!Guid.TryParseExact(view, "D", out var id))
            return;
        var own = await TokenAsync(id, ct);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(own)))
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.SavedViews.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.MailedSince, (DateTimeOffset?)null), ct);
    }

    private async Task<string> TokenAsync(Guid view, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await hashes.ReadyAsync(db, ct)).HashOf($"{Prefix}{view:D}");
    }

    /// <summary>At the address that the view's owner has now; at the one that was written to, where the view is deleted.</summary>
    private async Task TellAsync(PortSafeDb db, Message message, WithdrawnRelease release, CancellationToken ct)
    {
        var kept = await db.SavedViews.AsNoTracking().FirstOrDefaultAsync(row => row.Id == message.View, ct);
        var owner = await (kept is null ? db.Users.Where(person => person.Email == message.Recipient) : db.Users.Where(person => person.Id == kept.PersonId)).AsNoTracking().FirstOrDefaultAsync(ct);
        if (owner is not { RevokedAt: null, Email: { } address })
            return;
        var body = string.Create(CultureInfo.InvariantCulture, $"""
            The release of {release.Id.Title} was withdrawn. {release.Reason.Title}

            {Said(kept)} that was sent to you after the release of {message.Quarter.Title} draws on it. Please do not use its figures, and tell whomever you passed them on to.

            [See what became of it]({site.Page($"/views/{message.Cited}")})

            """);
        await outbox.EnqueueAsync(db, KeyOf(message, release), address, $"Withdrawn: figures that were sent to you for {message.Quarter.Title}", body, ct);
    }

    private static string KeyOf(Message message, WithdrawnRelease release) => $"{WithdrawnPrefix}{message.View:D}:{message.Quarter}:{release.Id}";

    private static string Said(SavedViewRow? kept) => kept is null ? "A saved view" : $"Your saved view “{MarkdownText.Escape(kept.Name)}”";

    private static async Task<IReadOnlyList<Message>> AllAsync(PortSafeDb db, CancellationToken ct)
    {
        var rows = await db.Outbox.AsNoTracking().Where(row => row.Key.StartsWith(Prefix)).OrderBy(row => row.Key).Select(row => new { row.Key, row.Recipient }).ToListAsync(ct);
        return [.. rows.Select(row => (row.Recipient, Parts: row.Key.Split(':'))).Select(row => new Message(Guid.Parse(row.Parts[1]), Quarter.Parse(row.Parts[2]), row.Parts.ElementAtOrDefault(3), row.Recipient))];
    }

    /// <param name="View">The saved view's id.</param>
    private sealed record Message(Guid View, Quarter Quarter, string? Cited, string Recipient);
}
