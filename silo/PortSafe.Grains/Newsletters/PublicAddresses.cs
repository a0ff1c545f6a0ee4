namespace PortSafe.Grains.Newsletters;

/// <summary>
/// The pages of this platform that an issue may lead its readers to: those that anyone may open, and those that members find after
/// signing in. A test holds the list against the pages that there are.
/// </summary>
public static class PublicAddresses
{
    /// <summary>As routes: a part in braces stands for any one part.</summary>
    public static IReadOnlyList<string> Routes { get; } =
    [
        "/",
        "/account",
        "/api/docs",
        "/how-to-read",
        "/how-we-protect-reporters",
        "/join",
        "/newsletters",
        "/newsletters/{key}",
        "/ports",
        "/ports/{locode}",
        "/releases/{release}",
        "/report-a-concern",
        "/sign-in",
        "/subscribe",
        "/what-is-measured",
    ];

    private static readonly string[][] Parts = [.. Routes.Select(route => route.Split('/'))];

    /// <param name="path">Without a query and an anchor.</param>
    public static bool Has(string path)
    {
        var parts = (path.Length > 1 ? path.TrimEnd('/') : path).Split('/');
        return Array.Exists(Parts, route => route.Length == parts.Length && route.Zip(parts).All(pair => pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second.Length > 0)));
    }
}
