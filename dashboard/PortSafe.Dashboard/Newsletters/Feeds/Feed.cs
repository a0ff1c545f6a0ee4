using System.Net;
using System.Xml;
using PortSafe.Grains;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Archive;

namespace PortSafe.Dashboard.Newsletters.Feeds;

/// <summary>An issue as feeds carry it. Every address in it is a whole one, and none belongs to a reader.</summary>
/// <param name="Address">Of its page; also what it is known by, since that never changes.</param>
/// <param name="Topic">Such as “Quarterly newsletter”.</param>
/// <param name="Summary">Its opening, as text.</param>
/// <param name="Html">All that it says; of an issue that was withdrawn, that it was.</param>
internal sealed record FeedItem(string Address, string Title, string Topic, DateTimeOffset PublishedAt, string Summary, string Html);

/// <summary>What both kinds of feed say.</summary>
/// <param name="Page">The archive's own address.</param>
/// <param name="ChangedAt">Null while nothing was published.</param>
/// <param name="Items">The latest first.</param>
internal sealed record Feed(string Page, DateTimeOffset? ChangedAt, IReadOnlyList<FeedItem> Items)
{
    public const string Title = "PortSafe newsletters";

    public const string Description = "What changed at UK ports, who joined PortSafe and what was reported, once a quarter; and urgent alerts.";

    public const string Language = "en-GB";

    /// <summary>Older issues are on the archive's page.</summary>
    private const int MostItems = 20;

    public static Feed Of(ArchiveEdition edition, PublicSite site) =>
        new(site.Page(Links.Newsletters), edition.ChangedAt, [.. edition.Issues.Take(MostItems).Select(item => Of(item, site))]);

    private static FeedItem Of(ArchivedIssue item, PublicSite site)
    {
        var (issue, text) = item;
        var notice = issue.Withdrawn is { } withdrawn
            ? $"The release that this issue was made of was withdrawn on {FeedDate.InWords(withdrawn.WithdrawnAt)}. {withdrawn.Reason.Title} Please do not quote what was shown."
            : "This issue cannot be shown.";
        return new FeedItem(
            site.Page(Links.Issue(issue.Key)),
            Clean(issue.Title),
            issue.Key.Topic.One,
            issue.PublishedAt,
            Clean(text?.Opening ?? notice),
            Clean(text?.ForReadersElsewhere((chart, quarter, isNarrow) => site.Page(Links.PublishedPicture(chart, quarter, isNarrow))) ?? $"<p>{WebUtility.HtmlEncode(notice)}</p>"));
    }

    /// <summary>Leaves out what XML cannot carry; the two feeds say the same.</summary>
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)).Select(rune => rune.ToString()));
}
