using System.Net;
using Microsoft.Extensions.Options;

namespace PortSafe.Silo.Hosting.Web;

/// <summary>The section <c>Web</c> of the configuration: what stands in front of the server, and how much one caller may ask of it.</summary>
public sealed class WebOptions
{
    public const string Section = "Web";

    /// <summary>Reverse proxies, as addresses or networks such as <c>10.0.0.0/8</c>. From nobody else are forwarded headers believed.</summary>
    public IList<string> Proxies { get; } = [];

    /// <summary>How many proxies stand one behind another, 1 to 10.</summary>
    public int ForwardLimit { get; set; } = 1;

    /// <summary>Whether browsers are told to use TLS for the hosts under the public one too.</summary>
    public bool HstsSubdomains { get; set; } = true;

    /// <summary>Requests of any kind that one address may make in a minute, 60 to 10,000,000.</summary>
    public int RequestsPerMinute { get; set; } = 1200;

    /// <summary>Forms that need no sign-in and that one address may send in a minute, 1 to 1,000,000: each may be a guess.</summary>
    public int GuessesPerMinute { get; set; } = 20;

    /// <summary>Forms of an application to join that one address may send in a minute, 1 to 1,000,000: one has about ten.</summary>
    public int ApplicationFormsPerMinute { get; set; } = 30;

    /// <summary>API requests that one address may make in a minute without being signed in, 1 to 1,000,000.</summary>
    public int AnonymousApiPerMinute { get; set; } = 120;

    /// <summary>Requests that one API key may make in a minute, 1 to 1,000,000.</summary>
    public int KeyRequestsPerMinute { get; set; } = 600;
}

/// <summary>Refuses to start on settings that cannot hold, and says which one to change.</summary>
internal sealed class WebOptionsValidator : IValidateOptions<WebOptions>
{
    private const int Most = 1_000_000;

    public ValidateOptionsResult Validate(string? name, WebOptions options)
    {
        string[] faults = [.. Faults(options)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(WebOptions options)
    {
        if (options.Proxies.FirstOrDefault(proxy => !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _)) is { } proxy)
            yield return $"Web:Proxies must hold IP addresses or networks such as 10.0.0.0/8, and “{proxy}” is neither.";
        if (options.ForwardLimit is < 1 or > 10)
            yield return "Web:ForwardLimit must be 1 to 10.";
        if (options.RequestsPerMinute is < 60 or > 10 * Most)
            yield return "Web:RequestsPerMinute must be 60 to 10000000.";
        if (options.GuessesPerMinute is < 1 or > Most)
            yield return "Web:GuessesPerMinute must be 1 to 1000000.";
        if (options.ApplicationFormsPerMinute is < 1 or > Most)
            yield return "Web:ApplicationFormsPerMinute must be 1 to 1000000.";
        if (options.AnonymousApiPerMinute is < 1 or > Most)
            yield return "Web:AnonymousApiPerMinute must be 1 to 1000000.";
        if (options.KeyRequestsPerMinute is < 1 or > Most)
            yield return "Web:KeyRequestsPerMinute must be 1 to 1000000.";
    }
}
