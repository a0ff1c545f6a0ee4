using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Ports;

namespace PortSafe.Api.Description;

/// <summary>What the description says of each parameter, by its name.</summary>
internal static class ParameterDescription
{
    private const string NewsletterChart = "newsletter-chart";
    private const string PortChart = "port-chart";

    /// <summary>Of the look of a chart, what only our own pages ask for.</summary>
    private static readonly string[] Unpublished = ["theme", "framed", "v"];

    public static void Describe(OpenApiOperation operation)
    {
        var parameters = operation.Parameters?.OfType<OpenApiParameter>().ToList() ?? [];
        foreach (var parameter in parameters)
        {
            parameter.Name = parameter.Name!.ToLowerInvariant();
            Describe(parameter, operation.OperationId!);
        }
        operation.Parameters = [.. parameters.Where(parameter => operation.OperationId != NewsletterChart || !Unpublished.Contains(parameter.Name))];
    }

    private static void Describe(OpenApiParameter parameter, string operation)
    {
        var (description, schema, example) = Of(parameter.Name!, operation);
        parameter.Description = description;
        parameter.Schema = schema;
        parameter.Example = example;
        parameter.Required |= parameter.Name is "quarter" or "source";
    }

    private static (string Description, OpenApiSchema Schema, JsonNode? Example) Of(string name, string operation) => name switch
    {
        "quarter" => ("A quarter of a year.", Text("^[0-9]{4}Q[1-4]$"), "2026Q2"),
        "release" => ("A quarter, or the revision of a year.", Text("^[0-9]{4}(Q[1-4]|-revised)$"), "2026Q2"),
        "locode" => ("A port’s LOCODE, the five-letter code that the UN gives it.", Text("^[A-Z]{2}[A-Z2-9]{3}$"), "GBFXT"),
        "id" when operation == PortChart => ("Which chart of the port.", OneOf(PortCharts.Ids), "staff-reached"),
        "id" => ("Which chart of the sector.", OneOf(SectorCharts.Ids), "staff-reached"),
        "kind" => ("The kind of file.", OneOf(["csv", "svg", "png"]), "csv"),
        "width" when operation == NewsletterChart => (
            "Pixels: only the widths that our own pages use.", new OpenApiSchema { Type = JsonSchemaType.Integer, Enum = [.. PictureWidths.All.Select(width => (JsonNode)width)] }, PictureWidths.Wide),
        "width" => ("Of the picture, in pixels; 900 when left out.", new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Minimum = $"{ChartSize.MinWidth}",
            Maximum = $"{ChartSize.MaxWidth}",
        }, 900),
        "theme" => ("Colours of the picture; light when left out.", OneOf(["light", "dark", "greyscale"]), "light"),
        "framed" => ("Whether the picture has its title, notes and source in it, as files to keep have; true when left out.", new OpenApiSchema { Type = JsonSchemaType.Boolean }, true),
        "v" => ("The version that one of our pages was made with. Programs leave it out.", new OpenApiSchema { Type = JsonSchemaType.String }, null),
        "source" => ("Who counted the reports: lower-case words joined by hyphens, at most 40 characters.", Text("^[a-z0-9]+(-[a-z0-9]+)*$", 40), "crimestoppers"),
        "confirm" => ("Whether a person has seen and agreed to what changes; false when left out.", new OpenApiSchema { Type = JsonSchemaType.Boolean }, null),
        _ => throw new InvalidOperationException($"The parameter {name} has no description."),
    };

    private static OpenApiSchema Text(string pattern, int? maxLength = null) => new() { Type = JsonSchemaType.String, Pattern = pattern, MaxLength = maxLength };

    private static OpenApiSchema OneOf(IEnumerable<string> values) => new() { Type = JsonSchemaType.String, Enum = [.. values.Select(value => (JsonNode)value)] };
}
