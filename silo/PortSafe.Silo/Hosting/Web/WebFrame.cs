using Microsoft.Extensions.Options;

namespace PortSafe.Silo.Hosting.Web;

/// <summary>Goes around everything that is answered: headers, forwarded addresses, host names and TLS.</summary>
internal sealed class WebFrame(ResponseHeaders headers, HostNames hosts, IOptions<WebOptions> options) : IStartupFilter
{
    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(headers.AddAsync);
        if (options.Value.Proxies.Count > 0)
            app.UseForwardedHeaders();
        app.Use(hosts.CheckAsync);
        app.Use(hosts.SecureAsync);
        next(app);
    };
}

/// <summary>Bounds what one address may ask. It comes after what turns errors into pages and problem details, so that its refusals become such too.</summary>
internal sealed class WebGate(IOptions<WebOptions> options) : IStartupFilter
{
    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseRateLimiter(RateLimits.ForAddresses(options.Value));
        next(app);
    };
}
