namespace PortSafe.Silo.Hosting;

/// <summary>Where people reach the pages, for links that leave the platform. Configured as <c>PublicAddress</c>.</summary>
public sealed record PublicAddress(Uri Root)
{
    public const string Setting = "PublicAddress";

    /// <summary>Where <c>serve</c> listens when nothing else is said.</summary>
    public const string Default = "http://localhost:5080";

    /// <exception cref="FormatException">The setting is no absolute http or https address.</exception>
    public static PublicAddress From(IConfiguration configuration) =>
        Uri.TryCreate(configuration[Setting] ?? Default, UriKind.Absolute, out var root) && root.Scheme is "http" or "https"
            ? new PublicAddress(root)
            : throw new FormatException($"{Setting} must be an address such as https://portsafe.example.");

    /// <param name="path">From the root, beginning with a slash.</param>
    public string Of(string path) => new Uri(Root, path).ToString();
}
