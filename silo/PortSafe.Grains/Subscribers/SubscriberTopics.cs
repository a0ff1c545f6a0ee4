using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Grains.Subscribers;

/// <summary>What a subscriber has chosen to receive, in the caller's transaction.</summary>
internal static class SubscriberTopics
{
    public static async Task AddAsync(PortSafeDb db, Guid subscriber, IEnumerable<Topic> topics, CancellationToken ct)
    {
        foreach (var topic in topics)
        {
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO subscriber_topics (subscriber_id, topic) VALUES ({subscriber}, {topic.Code}) ON CONFLICT (subscriber_id, topic) DO NOTHING", ct);
        }
    }

    public static async Task ReplaceAsync(PortSafeDb db, Guid subscriber, IReadOnlyCollection<Topic> topics, CancellationToken ct)
    {
        var kept = topics.Select(topic => topic.Code).ToList();
        await db.SubscriberTopics.Where(row => row.SubscriberId == subscriber && !kept.Contains(row.Topic)).ExecuteDeleteAsync(ct);
        await AddAsync(db, subscriber, topics, ct);
    }

    /// <summary>In the order in which people see them.</summary>
    public static async Task<IReadOnlyList<Topic>> OfAsync(PortSafeDb db, Guid subscriber, CancellationToken ct)
    {
        var codes = await db.SubscriberTopics.Where(row => row.SubscriberId == subscriber).Select(row => row.Topic).ToListAsync(ct);
        return [.. Topic.All.Where(topic => codes.Contains(topic.Code))];
    }

    /// <summary>Several topics as one text, with a space between.</summary>
    public static string Write(IEnumerable<Topic> topics) => string.Join(' ', Topic.All.Where(topics.Contains));

    /// <summary>The topics in such a text; a word that is none is left out.</summary>
    public static IReadOnlyList<Topic> Read(string text)
    {
        var codes = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. Topic.All.Where(topic => codes.Contains(topic.Code))];
    }
}
