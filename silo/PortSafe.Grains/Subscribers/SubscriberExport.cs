using System.Text.Encodings.Web;
using System.Text.Json;
using PortSafe.Data;

namespace PortSafe.Grains.Subscribers;

/// <summary>Everything that is held on a subscriber, as one JSON document, without the token by which they unsubscribe.</summary>
public sealed class SubscriberExport(SubscriberDetails subscriber, DateTimeOffset at)
{
    private static readonly JsonSerializerOptions Layout = CreateLayout();

    /// <summary>What to call the file: it names nobody.</summary>
    public string FileName => $"portsafe-subscriber-{subscriber.Id:D}.json";

    /// <summary>The document in UTF-8.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            ExportedAt = at,
            Subscriber = new
            {
                subscriber.Id,
                subscriber.Email,
                Basis = subscriber.IsMember ? "membership" : "consent",
                subscriber.Source,
                subscriber.SubscribedAt,
                subscriber.ConsentedAt,
                subscriber.UnsubscribedAt,
                subscriber.UnsubscribedHow,
                subscriber.UndeliverableAt,
                subscriber.DeliverableSince,
            },
            Topics = subscriber.Topics.Select(topic => topic.Code),
            Requests = subscriber.AskedAt.Select(asked => new { AskedAt = asked }),
            Newsletters = subscriber.Deliveries,
            subscriber.Bounces,
            History = subscriber.History.Select(act => new { act.At, act.What }),
        },
        Layout);

    private static JsonSerializerOptions CreateLayout()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        DomainJson.Configure(options);
        return options;
    }
}
