using PortSafe.Domain;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Charts;

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

    /// <summary>Every issue.</summary>
    public const string Archive = "/newsletters";

    /// <summary>The picture of a chart in a published issue, for everyone.</summary>
    public static string Picture(string chart, Quarter quarter, bool isNarrow) =>
        $"/api/v1/newsletters/charts/{chart}.svg?quarter={quarter}&framed=false&width={(isNarrow ? PictureWidths.Narrow : PictureWidths.Wide)}";

    /// <summary>Where a subscriber chooses topics.</summary>
    /// <inheritdoc cref="Unsubscribe"/>
    public static string Preferences(string token) => $"/preferences/{token}";

    /// <summary>Where a subscriber unsubscribes: a GET asks, a POST does it.</summary>
    /// <param name="token">The subscriber's token, or the placeholder for it.</param>
    public static string Unsubscribe(string token) => $"/unsubscribe/{token}";
}
