using Microsoft.EntityFrameworkCore;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Data.Ports;

/// <summary>The words of events, which are kept apart from them.</summary>
public static class PortTexts
{
    private const int IdsAQuery = 5_000;

    /// <summary>Wipes all that an actor wrote about ports. The events stay, and their words read “(removed)”.</summary>
    /// <param name="by">The <see cref="Actor.Id"/> of who wrote them.</param>
    /// <returns>How many texts were wiped; those that were wiped before do not count.</returns>
    public static Task<int> WipeAsync(PortSafeDb db, string by, CancellationToken ct) =>
        db.Texts.Where(row => row.By == by && row.Text != null).ExecuteUpdateAsync(set => set.SetProperty(row => row.Text, (string?)null), ct);

    /// <summary>The row that holds the event's words; null where it has none.</summary>
    internal static TextRow? Apart(PortEvent item, Actor by, DateTimeOffset now) =>
        EventText.Of(item) is { } text ? new TextRow { Id = Guid.CreateVersion7(now), By = by.Id, Text = text, WrittenAt = now } : null;

    /// <summary>What each row means, its words in their place. Where no words are kept apart, nothing more is asked of the database.</summary>
    /// <exception cref="UnknownEventException">A row holds an event that this program does not know.</exception>
    internal static async Task<IReadOnlyList<PortEvent>> ReadAsync(PortSafeDb db, IReadOnlyList<PortEventRow> rows, CancellationToken ct)
    {
        var stored = new StoredEvent[rows.Count];
        for (var index = 0; index < rows.Count; index++)
            stored[index] = PortEventTypes.Read(rows[index]);
        var texts = await FindAsync(db, stored, ct);
        return [.. stored.Select(item => item.TextId is { } id ? EventText.With(item.Event, texts.GetValueOrDefault(id) ?? EventText.Removed) : item.Event)];
    }

    private static async Task<Dictionary<Guid, string?>> FindAsync(PortSafeDb db, IEnumerable<StoredEvent> stored, CancellationToken ct)
    {
        var texts = new Dictionary<Guid, string?>();
        foreach (var ids in stored.Select(item => item.TextId).OfType<Guid>().Chunk(IdsAQuery))
        {
            foreach (var row in await db.Texts.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(ct))
                texts.Add(row.Id, row.Text);
        }
        return texts;
    }
}
