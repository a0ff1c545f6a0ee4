using Microsoft.OpenApi;

namespace PortSafe.Dashboard.Accounts;

/// <summary>A type and its bounds in words.</summary>
internal static class ApiWords
{
    /// <summary>More words than these are left to the description itself.</summary>
    private const int MaxWords = 24;

    public static string Of(IOpenApiSchema? schema)
    {
        if (schema is null)
            return "";
        if (schema.Enum is { Count: > 0 and <= MaxWords } values)
            return $"one of {string.Join(", ", values)}";
        var bounds = (schema.Minimum, schema.Maximum) switch
        {
            ({ } least, { } most) => $" from {Number(least)} to {Number(most)}",
            ({ } least, null) => $" from {Number(least)}",
            _ => "",
        };
        if (schema.MaxLength is { } length)
            bounds = $" of at most {length} characters";
        var example = schema.Examples is [var first, ..] ? $" such as {first}" : "";
        return NameOf(schema) + bounds + example;
    }

    private static string Number(string number) => long.TryParse(number, out var whole) ? $"{whole:N0}" : number;

    private static string NameOf(IOpenApiSchema schema) => (schema.Type & ~JsonSchemaType.Null) switch
    {
        JsonSchemaType.Integer => "whole number",
        JsonSchemaType.Number => "number",
        JsonSchemaType.Boolean => "true or false",
        JsonSchemaType.Array => "list",
        _ => schema.Format == "date" ? "date" : "text",
    };
}
