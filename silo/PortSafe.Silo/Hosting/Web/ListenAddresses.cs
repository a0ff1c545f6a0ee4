using System.Net;
using Microsoft.Extensions.Options;

namespace PortSafe.Silo.Hosting.Web;

/// <summary>Where the server listens for people and programs, as <c>--urls</c> says.</summary>
public sealed class ListenAddresses
{
    public const string Option = "--urls";
    public const string Default = "http://localhost:5080";

    private const int MaxPort = 65535;

    private ListenAddresses(IReadOnlyList<BindingAddress> all) => All = all;

    public IReadOnlyList<BindingAddress> All { get; }

    /// <summary>As the web server takes them.</summary>
    public IEnumerable<string> Urls => All.Select(address => address.ToString());

    public bool NeedsCertificate => All.Any(IsTls);

    /// <summary>Whether only this machine can reach them all.</summary>
    public bool AreLoopback => All.All(IsLoopback);

    /// <summary>The first one, where that is one by which people on this machine can reach the pages; otherwise null.</summary>
    public string? OwnSite => IsLoopback(All[0]) && All[0].Port != 0 ? $"{All[0].Scheme}://{All[0].Host}:{All[0].Port}" : null;

    /// <param name="urls">Addresses joined by semicolons.</param>
    /// <exception cref="OptionsValidationException">One of them is not an address to listen on.</exception>
    public static ListenAddresses Parse(string urls)
    {
        var all = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return all.Length == 0 ? throw Fault(urls) : new ListenAddresses([.. all.Select(ParseOne)]);
    }

    private static BindingAddress ParseOne(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            // Whoever reaches a socket of the file system may run commands, so nobody is invited to one.
            var isOurs = !address.IsUnixPipe && !address.IsNamedPipe && address.PathBase.Length == 0 && address.Port is >= 0 and <= MaxPort;
            return isOurs && (IsTls(address) || address.Scheme == Uri.UriSchemeHttp) ? address : throw Fault(url);
        }
        catch (FormatException)
        {
            throw Fault(url);
        }
    }

    private static bool IsTls(BindingAddress address) => address.Scheme == Uri.UriSchemeHttps;

    private static bool IsLoopback(BindingAddress address) => LoopbackNames.Contain(address.Host);

    private static OptionsValidationException Fault(string url) =>
        new(Option, typeof(ListenAddresses), [$"“{url}” is nothing to listen on. Give {Option} addresses such as {Default}, joined by semicolons."]);
}

/// <summary>Names of this machine that only this machine can use.</summary>
internal static class LoopbackNames
{
    /// <param name="host">A host without its port; an IPv6 address with or without brackets.</param>
    public static bool Contain(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
