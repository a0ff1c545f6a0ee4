using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace PortSafe.Grains;

/// <summary>Where people reach this platform, for links in mail and feeds.</summary>
public sealed record PublicSite
{
    /// <summary>The name of the setting that holds the address.</summary>
    public const string Setting = "PublicUrl";

    private const string Default = "http://localhost:5080";

    /// <param name="address">
    /// The address of the first page, such as <c>https://portsafe.example.org</c>: https, or http on this machine alone; no path and no query.
    /// </param>
    /// <exception cref="OptionsValidationException">It is not such an address.</exception>
    public PublicSite(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) ||
            uri.PathAndQuery != "/" || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
            throw Fault("must be an address such as https://portsafe.example.org, without a path or a query");
        Address = uri.AbsoluteUri.TrimEnd('/');
        (IsSecure, IsLoopback, Host, Origin) = (uri.Scheme == Uri.UriSchemeHttps, uri.IsLoopback, uri.IdnHost, uri.GetLeftPart(UriPartial.Authority));
        if (!IsSecure && !IsLoopback)
            throw Fault("must begin with https:// unless its host is this machine, such as localhost: what is sent without TLS can be read on the way");
    }

    /// <summary>Whether it is reached by https. Otherwise it is on this machine.</summary>
    public bool IsSecure { get; }

    /// <summary>The name of the host, without a port.</summary>
    public string Host { get; }

    /// <summary>Scheme, host and port, as a browser names where a page comes from.</summary>
    public string Origin { get; }

    /// <summary>Whether a page comes from here. On this machine any port will do, because a server on another port has the same address.</summary>
    public bool IsOrigin(string origin) => IsSecure
        ? string.Equals(origin, Origin, StringComparison.OrdinalIgnoreCase)
        : Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.Host == Host;

    /// <summary>A cookie's name, with the prefix by which a browser refuses it from anyone but this host, over https.</summary>
    public string CookieName(string name) => IsSecure ? $"__Host-{name}" : name;

    /// <summary>Without a stroke at the end.</summary>
    public string Address { get; }

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback { get; }

    /// <summary>The whole address of a page.</summary>
    /// <param name="path">Begins with a stroke.</param>
    public string Page(string path) => Address + path;

    public override string ToString() => Address;

    /// <summary>The site that the configuration names, or the one that <c>serve</c> opens on this machine.</summary>
    /// <exception cref="OptionsValidationException">The setting is not an address that can be served.</exception>
    public static PublicSite From(IConfiguration configuration) => new(configuration[Setting] is { Length: > 0 } address ? address : Default);

    private static OptionsValidationException Fault(string what) => new(Setting, typeof(PublicSite), [$"{Setting} {what}."]);
}

public static class PublicSiteRegistration
{
    public static IServiceCollection AddPublicSite(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(PublicSite.From(configuration));
        return services;
    }
}
