using PortSafe.Domain;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Grains.Newsletters;

/// <summary>The pages of this platform that a newsletter leads to, as paths; the dashboard serves them.</summary>
public static class NewsletterPages
{
    /// <summary>An issue, to be read in a browser.</summary>
    public static string Issue(IssueKey key) => $"/newsletters/{key}";

    /// <summary>Where people watch an issue leave, and decide about it.</summary>
    public static string Sending(IssueKey key) => $"/newsletters/{key}/send";

    /// <summary>The sector's charts and their data as a quarter's release has them.</summary>
    public static string Figures(Quarter quarter) => $"/?quarter={quarter}";

    /// <summary>Where a subscriber unsubscribes: a GET asks, a POST does it.</summary>
    /// <param name="token">The subscriber's token, or the placeholder for it.</param>
    public static string Unsubscribe(string token) => $"/unsubscribe/{token}";
}
