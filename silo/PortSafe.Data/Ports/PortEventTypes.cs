using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PortSafe.Domain.Ports;

namespace PortSafe.Data.Ports;

/// <summary>A stored event of a type or version that this program does not know. It is never read as nothing.</summary>
public sealed class UnknownEventException(string stream, int sequence, string type, int version) : Exception(
    $"Event {sequence} of {stream} is “{type}” version {version}, which this program does not know. Upgrade the program.");

/// <summary>The stable names and versions by which events are stored. Names are never reused or changed.</summary>
public static class PortEventTypes
{
    private static readonly (string Name, int Version, Type Type)[] Known =
    [
        ("port-added", 1, typeof(PortAdded)),
        ("port-renamed", 1, typeof(PortRenamed)),
        ("port-closed", 1, typeof(PortClosed)),
        ("applied", 1, typeof(SchemeApplied)),
        ("approved", 1, typeof(SchemeApproved)),
        ("rejected", 1, typeof(SchemeRejected)),
        ("pack-issued", 1, typeof(PackIssued)),
        ("suspended", 1, typeof(SchemeSuspended)),
        ("withdrawn", 1, typeof(SchemeWithdrawn)),
        ("reinstated", 1, typeof(SchemeReinstated)),
        ("milestone-recorded", 1, typeof(MilestoneRecorded)),
        ("milestone-withdrawn", 1, typeof(MilestoneWithdrawn)),
        ("briefing-held", 1, typeof(BriefingHeld)),
        ("quarter-figures-recorded", 1, typeof(QuarterFiguresRecorded)),
        ("contact-verified", 1, typeof(ContactVerified)),
    ];

    private static readonly Dictionary<Type, (string Name, int Version)> Names = Known.ToDictionary(item => item.Type, item => (item.Name, item.Version));
    private static readonly Dictionary<(string, int), Type> Types = Known.ToDictionary(item => (item.Name, item.Version), item => item.Type);
    private static readonly JsonSerializerOptions Json = CreateOptions();

    /// <summary>Every type that is written today, with its name.</summary>
    public static IEnumerable<(string Name, Type Type)> Current => Names.Select(item => (item.Value.Name, item.Key));

    public static (string Name, int Version) NameOf(PortEvent portEvent) => Names[portEvent.GetType()];

    /// <summary>The event's own fields; its day is a column of its own.</summary>
    public static string Write(PortEvent portEvent) => JsonSerializer.Serialize(portEvent, portEvent.GetType(), Json);

    /// <exception cref="UnknownEventException">The type or version is not one of those above.</exception>
    /// <exception cref="JsonException">The data is not that event's.</exception>
    public static PortEvent Read(PortEventRow row)
    {
        if (!Types.TryGetValue((row.Type, row.Version), out var type))
            throw new UnknownEventException(row.Stream, row.Sequence, row.Type, row.Version);
        return (PortEvent)JsonSerializer.Deserialize(row.Data, type, Json)! with { At = row.At };
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
