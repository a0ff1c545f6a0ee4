using Microsoft.AspNetCore.Routing.Patterns;
using PortSafe.Dashboard.Tests.Access;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Ports;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>Addresses of everything that the application answers. A route with a parameter that is not named here fails the twin test.</summary>
internal static class TwinPaths
{
    /// <summary>Before the query of a view that is to be cited.</summary>
    public const string Cite = "/explore/cite?";

    private const string FrozenView = "/views/";
    private const string UnknownId = "0192d8a5-0000-7000-8000-000000000001";

    private static readonly string[] Ports = [.. TwinPeople.Ports, "GBZZZ"];

    /// <summary>Frozen ones, one that is closed and not compiled, one that is under way, and none.</summary>
    private static readonly string[] Quarters = ["2026Q3", "2026Q2", "2025Q4", "2025Q3", "2026Q1", "2026Q4", "never"];

    private static readonly Dictionary<string, string[]> Values = new(StringComparer.Ordinal)
    {
        ["act"] = ["suspend", "reinstate", "return", "stop", "never"],
        ["documentName"] = ["v1"],
        ["facility"] = ["0001"],
        ["issue"] = [.. Quarters, "alerts-2026-1"],
        ["key"] = ["AAAA"],
        ["file"] = [$"{new string('0', 64)}.png"],
        ["kind"] = ["csv", "xlsx", "svg", "png"],
        ["locode"] = Ports,
        ["measure"] = [.. Measure.All.Select(measure => measure.Id), "weather"],
        ["milestone"] = ["lead-named", "drill", "never"],
        ["number"] = ["1", "2", "9999"],
        ["quarter"] = Quarters,
        ["reference"] = ["PS-7K3F-92QD"],
        ["release"] = [.. Quarters, "2025-revised"],
        ["sequence"] = ["1", "6", "9999"],
        ["status"] = ["400", "403", "404", "500"],
        ["token"] = [new string('a', 43)],
    };

    private static readonly Dictionary<string, string[]> Ids = new(StringComparer.Ordinal)
    {
        ["/api-keys/"] = [UnknownId],
        ["/contacts/"] = ["0123456789abcdef"],
        ["/explore/notes/"] = [UnknownId],
        ["/explore/saved/"] = [UnknownId, TwinStory.SavedView],
        ["/people/"] = [UnknownId],
        ["/unsubscribe/view/"] = [TwinStory.SavedView],
        ["/views/"] = ["0123456789abcdef0123"],
        ["/api/v1/views/"] = ["0123456789abcdef0123"],
        ["/subscribers/"] = [UnknownId],
        ["/api/v1/charts/"] = [.. SectorCharts.Ids],
        ["/api/v1/newsletters/charts/"] = [.. SectorCharts.Ids],
        ["/api/v1/ports/"] = [.. PortCharts.Ids],
    };

    /// <summary>Further addresses of a route, by what follows the path.</summary>
    private static readonly Dictionary<string, string[]> Queries = new(StringComparer.Ordinal)
    {
        ["/"] = [.. Quarters.Select(quarter => $"?quarter={quarter}")],
        ["/explore"] =
        [
            .. Measure.All.Select(measure => $"?measure={measure.Id}"), .. Measure.All.Select(measure => $"?measure={measure.Id}&by=region"),
            "?measure=reports&by=group", "?measure=reports&region=wales", "?measure=reports&by=region&period=2026Q3&compare=last-year", "?measure=reports&period=2025",
            "?measure=reports&by=group&period=last-8", "?measure=line-known&from=2025Q4&to=2026Q3", "?measure=weather", "?measure=reports&region=thames-and-medway&compare=region:wales",
        ],
        ["/ports"] = ["?q=e", "?q=nothing", "?region=South+East", "?stage=active", "?page-number=2", "?page-number=x", "?sort=-score&band=none&idle=true", "?handler=Csv&review=due"],
        ["/explore/cite"] = ["?measure=reports&by=region&period=2026Q3", "?measure=weather"],
        ["/explore/save"] = ["?measure=reports&by=group&compare=last-year", "?measure=reports&by=weather"],
        ["/subscribers"] = ["?q=reader", "?q=nobody@ports.example", "?state=undeliverable", "?page-number=9"],
        ["/subscribers/bounces"] = ["?page-number=2"],
        ["/ports/{locode}/history"] = ["?kind=figures", "?kind=decisions&page-number=2", "?page-number=9"],
        ["/ports/{locode}/milestones/new"] = ["?milestone=drill"],
        ["/sign-in"] = ["?from=%2Fports", "?refused=true"],
        ["/sign-in/organisation"] = ["?from=%2Fports", "?set-up=true"],
        ["/api/v1/charts/{id}.{kind}"] = ["?quarter=2026Q3", "?quarter=2025Q4", "?quarter=2026Q3&width=400&theme=dark&framed=false"],
        ["/api/v1/measures/{measure}"] = ["?by=region", "?by=group", "?region=wales&compare=nation", "?period=2025"],
        ["/api/v1/measures/{measure}.{kind}"] = ["?by=region&period=2026Q3", "?by=group&period=last-4", "?region=south-east", "?width=400&framed=false"],
        ["/api/v1/newsletters/charts/{id}.svg"] = ["?quarter=2026Q3", "?quarter=2025Q4&framed=false"],
        ["/api/v1/ports/{locode}/charts/{id}.{kind}"] = ["?width=400&theme=greyscale&framed=true"],
        ["/newsletters"] = ["?quarter=2026Q3", "?q=reports", "?q=fewer+than", "?q=%22wales%22", "?q=", "?year=2026", "?kind=alerts"],
        ["/newsletters/{issue}/edit"] = ["?text=kept"],
        ["/newsletters/{issue}/revisions/{number}"] = ["?from=2", "?from=x"],
    };

    /// <summary>Views of every shape in which reports are shown, each in the form that shows most of it.</summary>
    public static IReadOnlyList<string> Shapes { get; } =
    [
        "/api/v1/measures/reports?by=region&period=2026Q3&chart=map&sort=name", "/api/v1/measures/reports?by=region&period=2025Q4..2026Q3", "/api/v1/measures/reports?by=region&period=2026Q3&compare=previous",
        "/api/v1/measures/reports?by=group&period=last-2&chart=column", "/api/v1/measures/reports?region=south-east&compare=region:wales", "/api/v1/measures/reports?compare=last-year&period=last-2",
        "/api/v1/measures/reports.svg?by=region&period=all&theme=dark", "/api/v1/measures/reports.svg?by=region&chart=map&width=600", "/api/v1/measures/reports.csv?by=group&compare=last-year",
        "/api/v1/measures/reports.xlsx?by=region&period=last-2", "/api/v1/measures/reports.png?by=group&period=all&theme=greyscale", "/api/v1/measures/schemes-by-stage.svg?period=last-4&chart=line",
    ];

    /// <summary>Where a view that was cited is read.</summary>
    /// <param name="location">Where the answer to the form leads.</param>
    public static IReadOnlyList<string> OfCited(string location) => !location.StartsWith(FrozenView, StringComparison.Ordinal) ? [] :
    [
        location, .. Values["kind"].Select(kind => $"/api/v1{location}.{kind}"), $"/api/v1{location}.svg?width=400&theme=dark&framed=false",
    ];

    /// <summary>Addresses that nothing answers, or that end in an error.</summary>
    public static IReadOnlyList<string> Nowhere { get; } =

    [
        "/nowhere", "/api/v1/nowhere", "/api/v1/releases", "/feed", "/newsletters.rss", "/lib/", "/lib/nothing.mjs", "/error/", "/ports/GBDVR/nothing", "/ports/nowhere", "/api/v1/charts/unknown.csv?quarter=2026Q3", "/api/v1/measures/reports.gif", "/api/v1/measures/reports?by=size", "/api/v1/charts/staff-reached.gif?quarter=2026Q3", "/api/v1/charts/staff-reached.svg?quarter=2026Q3&width=1",
        "/api/v1/charts/staff-reached.svg", "/api/v1/charts/reports-by-region.csv?quarter=2026Q4", "/api/v1/newsletters/charts/staff-reached.svg",
        "/api/v1/ports/GBDVR/charts/unknown.svg", "/api/v1/newsletters/charts/staff-reached.svg?quarter=2026Q3&width=1", "/%2e%2e/", "/ports?q=%00", "/?quarter=%ff",
    ];

    /// <summary>Every address of an entry that the twins are asked for.</summary>
    public static IReadOnlyList<string> Of(Entry entry)
    {
        List<IReadOnlyList<(string, string)>> choices = [[]];
        foreach (var parameter in entry.Endpoint.RoutePattern.Parameters)
            choices = [.. choices.SelectMany(chosen => ValuesOf(entry, parameter).Select(value => (IReadOnlyList<(string, string)>)[.. chosen, (parameter.Name, value)]))];
        var plain = choices.Select(values => entry.Path(values)).ToList();
        var queries = entry.IsRead && entry.Handler is null && Queries.TryGetValue(entry.Route, out var known) ? known : [];
        return [.. entry.Route.Contains("/charts/", StringComparison.Ordinal) && !entry.NamesPort ? [] : plain, .. plain.SelectMany(path => queries.Select(query => path + query))];
    }

    private static string[] ValuesOf(Entry entry, RoutePatternParameterPart parameter)
    {
        var values = parameter.Name == "id"
            ? Ids.FirstOrDefault(pair => entry.Route.StartsWith(pair.Key, StringComparison.Ordinal)).Value
            : Values.GetValueOrDefault(parameter.Name);
        return values ?? throw new InvalidOperationException($"The twins have no value for {parameter.Name} of {entry}. Give some in TwinPaths.");
    }
}
