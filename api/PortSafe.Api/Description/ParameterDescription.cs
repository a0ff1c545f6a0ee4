using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using PortSafe.Api.Analytics.Jmsc;
using PortSafe.Api.Charts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Ports;

namespace PortSafe.Api.Description;

/// <summary>What the description says of each parameter, by its name.</summary>
internal static class ParameterDescription
{
    private const string NewsletterChart = "newsletter-chart";
    private const string PortChart = "port-chart";
    private const string PeriodPattern = "^[0-9]{4}(Q[1-4]|-(0[1-9]|1[0-2]))?$";

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
        "measure" => ("What is measured.", OneOf(Measure.All.Select(measure => measure.Id)), Measure.LineKnown.Id),
        "by" when IsExact(operation) => ("What the rows are; regions when left out.", OneOf(ExactDimension.All.Select(item => item.Code)), "region"),
        "by" => ("What the measure is split by: one of its breakdowns, its first when left out.", OneOf(MeasureBreakdown.All.Select(breakdown => breakdown.Code)), MeasureBreakdown.Region.Code),
        "period" => ($"The period: {ViewPeriod.Expected}. When left out, all quarters of the whole, or the latest of its parts.", new OpenApiSchema { Type = JsonSchemaType.String }, "2026Q2"),
        "compare" => (
            "What the figures are set beside: the period of the same length before, the same a year before, the whole UK, or another region.",
            OneOf([.. SectorViewText.Comparisons, .. RegionSlug.All.Select(region => SectorViewText.RegionPrefix + region)]), "last-year"),
        "chart" => ("What is drawn; by what is asked when left out.", OneOf(SectorViewText.Kinds), "bar"),
        "sort" when OfMeasure(operation) => ("The order of the parts; by value, the highest first, when left out.", OneOf(SectorViewText.Sorts), "value"),
        "region" when OfMeasure(operation) => ("One region alone.", OneOf(RegionSlug.All), null),
        "size" when OfMeasure(operation) => ("Ports of one size alone. Not together with a region.", OneOf(PortSize.All.Select(size => size.Code)), null),
        "quarter" => ("A quarter of a year.", Text("^[0-9]{4}Q[1-4]$"), "2026Q2"),
        "release" => ("A quarter, or the revision of a year.", Text("^[0-9]{4}(Q[1-4]|-revised)$"), "2026Q2"),
        "locode" => ("A port’s LOCODE, the five-letter code that the UN gives it.", Text("^[A-Z]{2}[A-Z2-9]{3}$"), "GBFXT"),
        "id" when operation == PortChart => ("Which chart of the port.", OneOf(PortCharts.Ids), "staff-reached"),
        "id" when operation == Analytics.FrozenViewEndpoints.Name => ("Which view, as its address has it.", Text("^[0-9a-f]{20}$"), "0123456789abcdef0123"),
        "id" => ("Which chart of the sector.", OneOf(SectorCharts.Ids), "staff-reached"),
        "kind" => ("The kind of file.", OneOf(ChartFiles.Kinds), "csv"),
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
        "q" => ("Part of a port’s name, or the beginning of its LOCODE.", new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = PortQuery.MaxText }, "felix"),
        "region" => ("A region of the publication plan.", OneOf(PublicationPlan.Current.Regions.Select(region => region.ToString())), "East"),
        "size" => ("Major or minor ports.", OneOf(PortSize.All.Select(size => size.Code)), "major"),
        "stage" => ("How far the scheme has come; none for ports that have not joined.", OneOf([.. Stage.All.Select(stage => stage.Code), PortQueryText.None]), null),
        "band" => ("What the health score says; none for ports without a score.", OneOf([.. ScoreBand.All.Select(band => band.Code), PortQueryText.None]), null),
        "review" => ($"Members whose yearly self-check is due, or soon will be: within {PortQuery.ReviewSoonDays} days.", OneOf(PortQueryText.Reviews), null),
        "idle" => ($"Only members of whom nothing was recorded for {PortQuery.IdleDays} days.", new OpenApiSchema { Type = JsonSchemaType.Boolean }, null),
        "register" => ("Ports that are in the register today, those that were closed, or all; all when left out.", OneOf(PortQueryText.Registers), "open"),
        "sort" => (
            "The order, the other way round after a hyphen; by name when left out. Ports that have nothing there come last.", OneOf(PortQueryText.Sorts.SelectMany(sort => new[] { sort, $"-{sort}" })), "-score"),
        "page" when IsExact(operation) => ("Which page of the rows, from 1.", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" }, 1),
        "rows" when IsExact(operation) => ($"Rows on a page; {ExactQuery.RowsOfPage} when left out.", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = $"{ExactQuery.MaxRowsOfPage}" }, 100),
        "page" => ("Which page of the list, from 1; without it, all ports at once.", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" }, 1),
        "rows" => ($"Ports on a page; {PortQuery.RowsOfPage} when a page is asked for.", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = $"{PortQuery.MaxRowsOfPage}" }, 50),
        "split" => ("What each row is broken down by once more; nothing when left out.", OneOf(ExactDimension.All.Select(item => item.Code)), "category"),
        "columns" => ("How long each column is; a quarter when left out.", OneOf(ExactQueryText.Periods), "quarter"),
        "port" => ("One port’s LOCODE.", Text("^[A-Z]{2}[A-Z2-9]{3}$"), "GBFXT"),
        "group" => ("Reports of one group of categories.", OneOf(CategoryGroup.All.Select(group => group.Code)), "insider"),
        "category" => ("Reports of one category.", OneOf(ReportCategory.All.Select(category => category.Code)), "cyber"),
        "from" => ("The first quarter, month or year; eight quarters before the end when left out.", Text(PeriodPattern), "2024Q4"),
        "to" => ("The last quarter, month or year; the latest completed quarter when left out.", Text(PeriodPattern), "2026Q3"),
        "confirm" => ("Whether a person has seen and agreed to what changes; false when left out.", new OpenApiSchema { Type = JsonSchemaType.Boolean }, null),
        _ => throw new InvalidOperationException($"The parameter {name} has no description."),
    };

    private static bool OfMeasure(string operation) => operation is "measure" or "measure-chart";

    private static bool IsExact(string operation) => operation is ExactEndpoints.Json or ExactEndpoints.Csv;

    private static OpenApiSchema Text(string pattern, int? maxLength = null) => new() { Type = JsonSchemaType.String, Pattern = pattern, MaxLength = maxLength };

    private static OpenApiSchema OneOf(IEnumerable<string> values) => new() { Type = JsonSchemaType.String, Enum = [.. values.Select(value => (JsonNode)value)] };
}
