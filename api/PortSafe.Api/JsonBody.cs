using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PortSafe.Api;

/// <summary>One thing that is wrong with a body.</summary>
/// <param name="Field">The member's path, such as <c>figures.headcount</c>; null for the body as a whole.</param>
/// <param name="Expected">What should stand there, as a noun phrase.</param>
internal sealed record BodyFault(string? Field, string Expected);

/// <summary>Reads a body that has to be one JSON object of a type, and says of each member that is missing, unknown or wrong what was expected.</summary>
internal static class JsonBody
{
    private const int MaxDepth = 16;
    private const int MaxFaults = 20;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    /// <returns>The value, or the answer that says why there is none.</returns>
    public static async Task<(T? Value, ProblemHttpResult? Problem)> ReadAsync<T>(HttpRequest request, CancellationToken ct) where T : class
    {
        // A request without a type would come past the routes' check; a script of another site can send one.
        if (!request.HasJsonContentType())
            return (null, ApiErrors.Of(StatusCodes.Status415UnsupportedMediaType));
        var options = request.HttpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, Strict, ct);
            var faults = new List<BodyFault>();
            Check(document.RootElement, options.GetTypeInfo(typeof(T)), "", faults);
            return faults.Count == 0 ? (document.Deserialize<T>(options), null) : (null, Explain(faults));
        }
        catch (JsonException exception)
        {
            return (null, Explain([new BodyFault(null, $"one JSON object in UTF-8; it cannot be read from line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1} on")]));
        }
        catch (BadHttpRequestException exception)
        {
            return (null, ApiErrors.Of(exception.StatusCode));
        }
    }

    private static ProblemHttpResult Explain(List<BodyFault> faults)
    {
        var first = faults[0];
        var detail = first.Field is null ? $"The body must be {first.Expected}." : $"“{first.Field}” must be {first.Expected}.";
        return ApiErrors.Of(
            StatusCodes.Status400BadRequest, "The body is not what this address takes.", "body-invalid", detail, first.Field, new KeyValuePair<string, object?>("errors", faults));
    }

    private static void Check(JsonElement element, JsonTypeInfo type, string path, List<BodyFault> faults)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new BodyFault(path.Length == 0 ? null : path.TrimEnd('.'), $"an object with {Members(type)}"));
            return;
        }
        var given = element.EnumerateObject().Select(member => (Member: member, Property: Find(type, member.Name))).ToList();
        foreach (var (member, property) in given)
        {
            if (property is null)
                faults.Add(new BodyFault(path + Shorten(member.Name), $"left out: there are only {Members(type)}"));
            else
                CheckMember(member.Value, property, path + property.Name, faults);
        }
        foreach (var property in type.Properties.Where(property => IsRequired(property) && given.TrueForAll(item => item.Property != property)))
            faults.Add(new BodyFault(path + property.Name, JsonWords.Expected(property.PropertyType)));
    }

    private static void CheckMember(JsonElement value, JsonPropertyInfo property, string path, List<BodyFault> faults)
    {
        var type = property.Options.GetTypeInfo(property.PropertyType);
        if (type.Kind == JsonTypeInfoKind.Object)
        {
            Check(value, type, $"{path}.", faults);
            return;
        }
        if (type.ElementType is { } element && property.Options.GetTypeInfo(element) is { Kind: JsonTypeInfoKind.Object } item)
        {
            CheckItems(value, item, path, faults);
            return;
        }
        if (value.ValueKind == JsonValueKind.Null ? IsRequired(property) : !CanBe(value, type))
            faults.Add(new BodyFault(path, JsonWords.Expected(property.PropertyType)));
    }

    private static void CheckItems(JsonElement value, JsonTypeInfo item, string path, List<BodyFault> faults)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            faults.Add(new BodyFault(path, $"a list of objects with {Members(item)}"));
            return;
        }
        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            Check(element, item, $"{path}[{index++}].", faults);
            if (faults.Count >= MaxFaults)
                return;
        }
    }

    private static bool CanBe(JsonElement value, JsonTypeInfo type)
    {
        try
        {
            return value.Deserialize(type) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonPropertyInfo? Find(JsonTypeInfo type, string name) =>
        Taken(type).FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is worked out from the rest is shown and never taken.</summary>
    private static IEnumerable<JsonPropertyInfo> Taken(JsonTypeInfo type) => type.Properties.Where(property => property.AssociatedParameter is not null);

    private static bool IsRequired(JsonPropertyInfo property) => property.AssociatedParameter is { HasDefaultValue: false };

    private static string Members(JsonTypeInfo type) => string.Join(", ", Taken(type).Select(property => property.Name));

    private static string Shorten(string name) => name.Length <= 40 ? name : string.Concat(name.AsSpan(0, 40), "…");
}
