using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PortSafe.Api.Charts;
using PortSafe.Api.Ports;
using PortSafe.Api.Releases;
using PortSafe.Data;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Ports;

namespace PortSafe.Api;

/// <summary>Registration of the API.</summary>
public static class ApiRegistration
{
    /// <summary>Where every endpoint starts.</summary>
    public const string Path = "/api";

    private const string Document = "v1";
    private const long MaxBodyBytes = 64 * 1024;

    /// <summary>Adds the API. Needs accounts, charts and the grains to be registered as well.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(options =>
        {
            DomainJson.Configure(options.SerializerOptions);
            options.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        });
        services.AddOpenApi(Document, OpenApiDescription.Configure);
        services.TryAddSingleton<ChartFiles>();
        services.TryAddSingleton<SectorCharts>();
        services.TryAddSingleton<PortCharts>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, ApiErrors>());
        return services;
    }

    /// <summary>
    /// Maps the API under <c>/api/v1</c>, and its description at <c>/openapi/v1.json</c>. Whoever is signed in to the pages is signed
    /// in here. A command needs no token of a form: the cookie is SameSite=Lax, and every command takes JSON, a content type that no
    /// form of another site can send and that a script of another site may send only after asking, which is never allowed.
    /// </summary>
    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder app)
    {
        var v1 = app.MapGroup($"{Path}/v1")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .DisableAntiforgery()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
        v1.MapCharts();
        v1.MapPorts();
        v1.MapReleases();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        return app;
    }
}
