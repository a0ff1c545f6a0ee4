using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PortSafe.Grains;
using IPNetwork = System.Net.IPNetwork;

namespace PortSafe.Silo.Hosting.Web;

/// <summary>Registration of what stands between the network and the pages.</summary>
internal static class WebRegistration
{
    /// <summary>The outer part; before everything else that frames requests.</summary>
    public static IServiceCollection AddWebFrame(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebOptions>().Bind(configuration.GetSection(WebOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebOptions>, WebOptionsValidator>());
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<WebOptions>, PublicSite>(Forward);
        services.AddRequestLimits();
        services.AddRateLimiter(_ => { });
        services.AddSingleton<ResponseHeaders>();
        services.AddSingleton<HostNames>();
        services.AddSingleton<Refusals>();
        return services.AddSingleton<IStartupFilter, WebFrame>();
    }

    /// <summary>The inner part; after everything else that frames requests.</summary>
    public static IServiceCollection AddWebGate(this IServiceCollection services) => services.AddSingleton<IStartupFilter, WebGate>();

    /// <summary>Finds out what is asked for and who asks, and lets through what they may have.</summary>
    public static void UseWeb(this WebApplication app)
    {
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.Use(app.Services.GetRequiredService<Refusals>().NoteAsync);
        app.Use(OtherSites.RefuseAsync);
        app.UseRateLimiter(RateLimits.ForEndpoints(app.Services.GetRequiredService<IOptions<WebOptions>>().Value));
        app.UseAuthorization();
    }

    private static void Forward(ForwardedHeadersOptions forwarded, IOptions<WebOptions> options, PublicSite site)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        forwarded.ForwardLimit = options.Value.ForwardLimit;
        forwarded.AllowedHosts = [site.Host];
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.Value.Proxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
                forwarded.KnownProxies.Add(address);
            else
                forwarded.KnownIPNetworks.Add(IPNetwork.Parse(proxy));
        }
    }
}
