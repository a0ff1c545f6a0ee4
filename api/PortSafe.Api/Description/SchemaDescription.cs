using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;
using PortSafe.Api.Subscribers;
using PortSafe.Domain;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;

namespace PortSafe.Api.Description;

/// <summary>What the description says of types: the domain's values travel as their canonical text, and commands have bounds.</summary>
internal static class SchemaDescription
{
    private const int MaxNote = 500;

    public static void Describe(OpenApiSchema schema, JsonTypeInfo type, JsonPropertyInfo? property)
    {
        var value = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (value.Assembly == typeof(Quarter).Assembly && value.GetInterfaces().Any(IsParsable))
        {
            schema.Type = JsonSchemaType.String;
            if (JsonWords.CodesOf(value) is { } codes)
                schema.Enum = [.. codes.Select(code => (JsonNode)code)];
        }
        if (JsonWords.ExampleOf(value) is { } example)
            schema.Examples = [example];
        if (typeof(PortCommand).IsAssignableFrom(value) || value == typeof(QuarterFigures) || value == typeof(BouncesCommand) || value == typeof(BounceItem))
            Close(schema, type);
        if (property is not null)
            Bound(schema, property);
    }

    /// <summary>Only what is given is described, and nothing else is taken.</summary>
    private static void Close(OpenApiSchema schema, JsonTypeInfo type)
    {
        foreach (var computed in type.Properties.Where(property => property.AssociatedParameter is null))
            schema.Properties?.Remove(computed.Name);
        schema.Required = type.Properties.Where(property => property.AssociatedParameter is { HasDefaultValue: false }).Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        schema.AdditionalPropertiesAllowed = false;
    }

    private static void Bound(OpenApiSchema schema, JsonPropertyInfo property)
    {
        if (property.DeclaringType == typeof(RecordBriefing) && property.PropertyType == typeof(int))
            (schema.Minimum, schema.Maximum, schema.Description) = ("1", $"{PortDecisions.MaxBriefingHeadCount}", "Staff who attended.");
        else if (property.DeclaringType == typeof(QuarterFigures) && property.PropertyType == typeof(int))
            (schema.Minimum, schema.Maximum) = (property.Name == "headcount" ? "1" : "0", $"{QuarterFigures.MaxHeadcount}");
        else if (property.DeclaringType == typeof(RecordMilestone) && property.PropertyType == typeof(string))
            (schema.MaxLength, schema.Description) = (MaxNote, "Evidence in a few words, without names.");
        else if (property.DeclaringType == typeof(PortCommand) && property.PropertyType == typeof(DateOnly))
            schema.Description = $"The day on which it holds: from {PortDecisions.EarliestDate:yyyy-MM-dd} to today.";
    }

    private static bool IsParsable(Type contract) => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IParsable<>);
}
