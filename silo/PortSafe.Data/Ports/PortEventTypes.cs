using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PortSafe.Domain.Ports;

namespace PortSafe.Data.Ports;

/// <summary>A stored event of a type or version that this program does not know. It is never read as nothing.</summary>
public sealed class UnknownEventException(string stream, int sequence, string type, int version) : Exception(
    $"Event {sequence} of {stream} is “{type}” version {version}, which this program does not know. Upgrade the program.");

/// <summary>An event as its row has it.</summary>
/// <param name="Event">With the id in place of words that are kept apart.</param>
/// <param name="TextId">Null where no words are kept apart.</param>
public readonly record struct StoredEvent(PortEvent Event, Guid? TextId);

/// <summary>The stable names and versions by which events are stored. Names are never reused or changed.</summary>
public static class PortEventTypes
{
    private static readonly (string Name, int Version, Type Type)[] Known =
    [
        ("port-added", 1, typeof(PortAdded)),
        ("port-renamed", 1, typeof(PortRenamed)),
        ("port-closed", 1, typeof(PortClosed)),
        ("port-closed", 2, typeof(PortClosed)),
        ("applied", 1, typeof(SchemeApplied)),
        ("approved", 1, typeof(SchemeApproved)),
        ("rejected", 1, typeof(SchemeRejected)),
        ("rejected", 2, typeof(SchemeRejected)),
        ("pack-issued", 1, typeof(PackIssued)),
        ("suspended", 1, typeof(SchemeSuspended)),
        ("suspended", 2, typeof(SchemeSuspended)),
        ("withdrawn", 1, typeof(SchemeWithdrawn)),
        ("withdrawn", 2, typeof(SchemeWithdrawn)),
        ("reinstated", 1, typeof(SchemeReinstated)),
        ("reinstated", 2, typeof(SchemeReinstated)),
        ("milestone-recorded", 1, typeof(MilestoneRecorded)),
        ("milestone-recorded", 2, typeof(MilestoneRecorded)),
        ("milestone-recorded", 3, typeof(MilestoneRecorded)),
        ("milestone-withdrawn", 1, typeof(MilestoneWithdrawn)),
        ("milestone-withdrawn", 2, typeof(MilestoneWithdrawn)),
        ("briefing-held", 1, typeof(BriefingHeld)),
        ("briefing-held", 2, typeof(BriefingHeld)),
        ("quarter-figures-recorded", 1, typeof(QuarterFiguresRecorded)),
        ("quarter-figures-recorded", 2, typeof(QuarterFiguresRecorded)),
        ("contact-verified", 1, typeof(ContactVerified)),
        ("newsletter-address-changed", 1, typeof(NewsletterAddressChanged)),
        ("facility-added", 1, typeof(FacilityAdded)),
        ("facility-renamed", 1, typeof(FacilityRenamed)),
        ("facility-closed", 2, typeof(FacilityClosed)),
        ("entry-withdrawn", 2, typeof(EntryWithdrawn)),
    ];

    /// <summary>Events of version 1 hold their words themselves.</summary>
    private const int FirstWithTextApart = 2;

    private static readonly Dictionary<Type, (string Name, int Version)> Names = Known
        .GroupBy(item => item.Type, item => (item.Name, item.Version))
        .ToDictionary(type => type.Key, type => type.MaxBy(item => item.Version));

    private static readonly Dictionary<(string, int), Type> Types = Known.ToDictionary(item => (item.Name, item.Version), item => item.Type);
    private static readonly JsonSerializerOptions Json = CreateOptions();

    /// <summary>Every type that is written today, with its name.</summary>
    public static IEnumerable<(string Name, Type Type)> Current => Names.Select(item => (item.Value.Name, item.Key));

    public static (string Name, int Version) NameOf(PortEvent portEvent) => Names[portEvent.GetType()];

    /// <param name="type">A type of event.</param>
    public static string NameOf(Type type) => Names[type].Name;

    /// <summary>The event's own fields; its day is a column of its own, and its words are a row of their own.</summary>
    /// <param name="textId">Where the event's words are kept; null where it has none.</param>
    public static string Write(PortEvent portEvent, Guid? textId) =>
        JsonSerializer.Serialize(EventText.With(portEvent, textId?.ToString("D")), portEvent.GetType(), Json);

    /// <summary>The event as it is stored: where its words are kept apart, the id of that row stands in their place.</summary>
    /// <exception cref="UnknownEventException">The type or version is not one of those above.</exception>
    /// <exception cref="JsonException">The data is not that event's.</exception>
    public static StoredEvent Read(PortEventRow row)
    {
        if (!Types.TryGetValue((row.Type, row.Version), out var type))
            throw new UnknownEventException(row.Stream, row.Sequence, row.Type, row.Version);
        var stored = (PortEvent)JsonSerializer.Deserialize(row.Data, type, Json)! with { At = row.At };
        if (row.Version < FirstWithTextApart || EventText.Of(stored) is not { } text)
            return new StoredEvent(stored, null);
        return Guid.TryParseExact(text, "D", out var id)
            ? new StoredEvent(stored, id)
            : throw new JsonException($"Event {row.Sequence} of {row.Stream} holds words where the id of a text should be.");
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(DomainJson.Options)
        {
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            IgnoreReadOnlyProperties = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutTheDay, LetNullsBeAbsent } },
        };
        return options;
    }

    private static void LeaveOutTheDay(JsonTypeInfo type)
    {
        if (type.Type.IsAssignableTo(typeof(PortEvent)) && type.Properties.FirstOrDefault(property => property.Name == "at") is { } at)
        {
            at.ShouldSerialize = (_, _) => false;
            at.IsRequired = false;
        }
    }

    private static void LetNullsBeAbsent(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.AssociatedParameter is { IsNullable: true }))
            property.IsRequired = false;
    }
}
