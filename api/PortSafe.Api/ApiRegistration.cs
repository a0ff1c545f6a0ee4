using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PortSafe.Api.Accounts;
using PortSafe.Api.Analytics;
using PortSafe.Api.Analytics.Jmsc;
using PortSafe.Api.Charts;
using PortSafe.Api.Description;
using PortSafe.Api.Imports;
using PortSafe.Api.Ports;
using PortSafe.Api.Releases;
using PortSafe.Api.Subscribers;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Analytics.Saved;
using PortSafe.Grains.Ports;

namespace PortSafe.Api;

/// <summary>Registration of the API.</summary>
public static class ApiRegistration
{
    /// <summary>Where every endpoint starts.</summary>
    public const string VersionPath = "/api/v1";

    /// <summary>The name of its description.</summary>
    public const string Document = "v1";

    private const string Root = "/api";
    private const string Docs = "/api/docs";
    private const long MaxBodyBytes = 64 * 1024;

    /// <summary>Adds the API. Needs accounts, charts and the grains to be registered as well.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IProblemDetailsWriter, ProblemWriter>());
        services.AddProblemDetails();
        // What cannot be read is a problem and no fault, in Development too.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.TryAddSingleton<ApiDescription>();
        services.AddOpenApi(Document, OpenApiDescription.Configure);
        services.AddApiKeyAuthentication();
        services.TryAddSingleton<ChartFiles>();
        services.TryAddSingleton<SectorCharts>();
        services.TryAddSingleton<SectorViews>();
        services.TryAddSingleton<FrozenViews>();
        services.TryAddSingleton<PortCharts>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, ApiFrame>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeveloperPageExceptionFilter, ApiFrame>());
        return services;
    }

    /// <summary>
    /// Maps the API under <c>/api/v1</c>, and its description at <c>/openapi/v1.json</c>. A program sends its key; whoever is signed in
    /// to the pages is signed in here. A command needs no token of a form: the cookie is SameSite=Lax, and every command takes a
    /// content type that no form of another site can send and that a script of another site may send only after asking, which is
    /// never allowed.
    /// </summary>
    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder app)
    {
        var v1 = app.MapGroup(VersionPath)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .DisableAntiforgery();
        v1.MapCharts();
        v1.MapMeasures();
        v1.MapFrozenViews();
        v1.MapPorts();
        v1.MapReleases();
        v1.MapImports();
        v1.MapExact();
        v1.MapBounces();
        ApiDescription.Map(app);
        return app;
    }

    /// <summary>Whether the API answers at a path, be it with a problem. The page about it is a page.</summary>
    internal static bool IsApi(PathString path) => path.StartsWithSegments(Root) && !path.StartsWithSegments(Docs);
}
