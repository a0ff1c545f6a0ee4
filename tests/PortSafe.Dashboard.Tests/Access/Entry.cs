using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace PortSafe.Dashboard.Tests.Access;

/// <summary>One thing that the application answers: an endpoint's method, or a handler of a page.</summary>
/// <param name="Metadata">What it declares, pages included, which declare more than their route.</param>
/// <param name="Handler">The name of a page's handler; null for the unnamed one and for endpoints.</param>
internal sealed record Entry(string Method, RouteEndpoint Endpoint, EndpointMetadataCollection Metadata, bool IsPage, string? Handler)
{
    public string Route => $"/{Endpoint.RoutePattern.RawText?.TrimStart('/')}";

    public bool IsApi => Route.StartsWith("/api/", StringComparison.Ordinal) && !IsPage;

    public bool IsRead => Method is "GET" or "HEAD";

    /// <summary>What Razor takes for a handler need not be one: the method may be none of HTTP's.</summary>
    public bool IsKnownMethod => Method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE";

    /// <summary>The type of body that it takes; JSON where it says nothing.</summary>
    public string ContentType => Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json";

    public bool IsPublic => Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>The names of the policies that it declares for itself, all of which must hold.</summary>
    public IReadOnlyList<string> Policies => [.. Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).OfType<string>().Distinct(StringComparer.Ordinal)];

    public bool DemandsToken => IsPage && !IsRead && Metadata.GetMetadata<IgnoreAntiforgeryTokenAttribute>() is null;

    public bool NamesPort => Endpoint.RoutePattern.Parameters.Any(parameter => parameter.Name == "locode");

    public IReadOnlyList<string> Parameters => [.. Endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name)];

    /// <summary>An address of it.</summary>
    /// <param name="values">For parameters of the route; others get a value that names something of the sample.</param>
    public string Path(params IEnumerable<(string Name, string Value)> values)
    {
        var given = values.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        var path = string.Concat(Endpoint.RoutePattern.PathSegments.Select(segment => $"/{string.Concat(segment.Parts.Select(part => TextOf(part, given)))}"));
        path = path.Length == 0 ? "/" : path;
        return Handler is null ? path : $"{path}?handler={Handler}";
    }

    public override string ToString() => $"{Method} {Route}{(Handler is null ? "" : $" {Handler}")}";

    /// <summary>Everything that the running application answers.</summary>
    public static async Task<IReadOnlyList<Entry>> ListAsync(IServiceProvider services)
    {
        var entries = new List<Entry>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
                entries.AddRange(await HandlersAsync(services.GetRequiredService<PageLoader>(), page, endpoint));
            else
                entries.AddRange((endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new Entry(method, endpoint, endpoint.Metadata, false, null)));
        }
        return [.. entries.DistinctBy(entry => entry.ToString()).OrderBy(entry => entry.ToString(), StringComparer.Ordinal)];
    }

    private static async Task<IEnumerable<Entry>> HandlersAsync(PageLoader loader, PageActionDescriptor page, RouteEndpoint route)
    {
        var compiled = await loader.LoadAsync(page, route.Metadata);
        var metadata = new EndpointMetadataCollection([.. route.Metadata, .. compiled.EndpointMetadata ?? [], .. compiled.HandlerTypeInfo.GetCustomAttributes(inherit: true)]);
        var handlers = compiled.HandlerMethods.Select(handler => (Method: handler.HttpMethod.ToUpperInvariant(), handler.Name));
        // A page without a handler of its own is still shown.
        return handlers.Append(("GET", null)).Distinct().Select(handler => new Entry(handler.Method, route, metadata, true, handler.Name));
    }

    private static string TextOf(RoutePatternPart part, Dictionary<string, string> given) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter when given.TryGetValue(parameter.Name, out var value) => value,
        RoutePatternParameterPart parameter => Sample(parameter),
        _ => "x",
    };

    private static string Sample(RoutePatternParameterPart parameter) => parameter.Name switch
    {
        "locode" => Asked.OwnPort,
        "quarter" or "release" => SampleSite.Frozen.ToString(),
        "token" => new string('a', 43),
        "status" => "404",
        "documentName" => "v1",
        "kind" => "csv",
        "id" when parameter.ParameterPolicies.Any(policy => policy.Content == "guid") => "0192d8a5-0000-7000-8000-000000000001",
        "id" => "staff-reached",
        _ when parameter.ParameterPolicies.Any(policy => policy.Content == "guid") => "0192d8a5-0000-7000-8000-000000000001",
        _ => "x",
    };
}
