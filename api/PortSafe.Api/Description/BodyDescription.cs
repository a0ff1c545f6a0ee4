using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using PortSafe.Api.Imports;
using PortSafe.Grains.Imports;

namespace PortSafe.Api.Description;

/// <summary>What the description says of bodies that are sent.</summary>
internal static class BodyDescription
{
    public static void Describe(OpenApiOperation operation, ImportKind? kind)
    {
        if (operation.RequestBody is not OpenApiRequestBody body)
            return;
        body.Required = true;
        if (kind is { } file)
        {
            body.Description =
                $"A CSV file in UTF-8 with a header, at most {ImportLimits.Web.MaxBytes >> 20} MiB and {ImportLimits.Web.MaxRows:N0} rows. Its columns, in any order: {string.Join(", ", ImportColumns.Of(file))}. It is taken in whole or not at all.";
            body.Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [ImportEndpoints.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = ExampleOf(file) },
            };
            return;
        }
        body.Description = "One JSON object with these members and no others.";
        foreach (var media in body.Content?.Values ?? [])
            media.Example = ApiExamples.RequestOf(operation.OperationId!);
    }

    private static JsonNode ExampleOf(ImportKind kind)
    {
        var row = kind switch
        {
            ImportKind.Reports => "2026-09,GBFXT,cargo-theft,12",
            ImportKind.Awareness => "2026Q3,GBFXT,400,40,160,90,60,52,48,45",
            ImportKind.Schemes => "2026-09-30,GBFXT,milestone,drill",
            _ => "GBFXT,Felixstowe,East,major,51.9617,1.3513",
        };
        return $"{string.Join(',', ImportColumns.Of(kind))}\n{row}\n";
    }
}
