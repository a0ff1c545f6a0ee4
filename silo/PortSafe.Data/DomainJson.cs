using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Data;

/// <summary>JSON for the domain's types, which carry no attributes of their own: parsable values are their canonical text.</summary>
public static class DomainJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Adds the converters to other options, such as those of the web API.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new ParsableConverterFactory());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameEvents } },
        };
        Configure(options);
        return options;
    }

    /// <summary>An event whose type is not known from its place carries the stable name of its type.</summary>
    private static void NameEvents(JsonTypeInfo type)
    {
        if (type.Type != typeof(PortEvent))
            return;
        type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "type" };
        foreach (var (name, eventType) in PortEventTypes.Current)
            type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(eventType, name));
    }

    private sealed class ParsableConverterFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.Assembly == typeof(Quarter).Assembly &&
            typeToConvert.GetInterfaces().Any(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IParsable<>));

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(ParsableConverter<>).MakeGenericType(typeToConvert), BindingFlags.Instance | BindingFlags.Public, null, null, null)!;
    }

    private sealed class ParsableConverter<T> : JsonConverter<T> where T : IParsable<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && T.TryParse(reader.GetString(), null, out var value)
                ? value
                : throw new JsonException($"The value is not a {typeToConvert.Name}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            T.TryParse(reader.GetString(), null, out var value) ? value : throw new JsonException($"The name is not a {typeToConvert.Name}.");

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString()!);
    }
}
