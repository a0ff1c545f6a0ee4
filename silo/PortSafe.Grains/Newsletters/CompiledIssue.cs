using Markdig.Syntax;
using PortSafe.Domain;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Mail.Layout;
using PortSafe.Grains.Newsletters.Archive;
using PortSafe.Grains.Newsletters.Body;
using PortSafe.Grains.Newsletters.Images;
using PortSafe.Grains.Newsletters.Rendering;

namespace PortSafe.Grains.Newsletters;

/// <summary>The address of a chart's SVG.</summary>
/// <param name="chart">The chart's id.</param>
/// <param name="quarter">The quarter of the release that it is from.</param>
/// <param name="isNarrow">Whether it is for a telephone.</param>
public delegate string PictureAddress(string chart, Quarter quarter, bool isNarrow);

/// <summary>An issue's text, every token of which has its figure: what all its renderings are made from.</summary>
public sealed class CompiledIssue
{
    /// <summary>Where each recipient's own token goes, in the link by which they unsubscribe.</summary>
    public static readonly MailSlot UnsubscribeSlot = new("unsubscribe");

    private const int LongestPreheader = 140;

    private readonly IssueBody _body;
    private readonly PublicSite _site;

    internal CompiledIssue(IssueKey key, string subject, IssueBody body, PublicSite site) =>
        (Key, Subject, _body, _site) = (key, subject, body, site);

    public IssueKey Key { get; }

    public string Subject { get; }

    /// <summary>The charts of the issue, each once.</summary>
    internal IReadOnlyList<IssuePicture> Pictures => IssuePicture.In(_body);

    /// <summary>The uploaded pictures of the issue, each once, by hash with its description.</summary>
    internal IReadOnlyList<(string Hash, string Alt)> Images =>
        [.. ImageMarkup.In(_body.Document).Select(link => (ImageMarkup.HashOf(link.Url)!, ImageMarkup.AltOf(link))).DistinctBy(image => image.Item1)];

    /// <summary>Where the uploaded pictures of the issue are on this platform, by hash.</summary>
    internal IReadOnlyDictionary<string, string> ImageAddresses =>
        ImageMarkup.In(_body.Document).DistinctBy(link => link.Url).ToDictionary(link => ImageMarkup.HashOf(link.Url)!, link => link.Url!, StringComparer.Ordinal);

    /// <summary>
    /// The issue as a fragment of a page, from its own first heading on, in GOV.UK Frontend's classes. Charts are figures with a
    /// picture and a table.
    /// </summary>
    /// <param name="pictureOf">Where the pictures of its charts are on this platform.</param>
    public string Web(PictureAddress pictureOf) => new WebHtmlRenderer(_site, pictureOf).Render(_body.Document);

    /// <summary>The same for readers elsewhere, such as those of feeds: every address in it is a whole one.</summary>
    /// <param name="pictureOf">The whole addresses of its charts' pictures.</param>
    public string ForReadersElsewhere(PictureAddress pictureOf) => new WebHtmlRenderer(_site, pictureOf, isElsewhere: true).Render(_body.Document);

    /// <summary>The issue as plain text, in lines of at most 72 characters unless an address is longer.</summary>
    public string Text() => new PlainTextRenderer(_site).Render(_body.Document);

    /// <summary>Its first paragraph, shortened.</summary>
    public string Opening => Preheader();

    /// <summary>What can be found of it.</summary>
    internal IReadOnlyList<string> Passages => SearchPassages.Of(_body.Document);

    /// <summary>The issue as a mail, in the house layout; its pictures are named by <c>cid:</c>.</summary>
    public EmailPage Email() => new()
    {
        Title = Subject,
        Preheader = Preheader(),
        Heading = Key.Quarter is { } quarter ? [Key.Topic.One, quarter.Title] : [Key.Topic.One],
        BodyHtml = new EmailHtmlRenderer(_site, NewsletterPages.Issue(Key)).Render(_body.Document),
        BodyText = Text(),
        Reason = Key.Topic == Topic.Quarterly
            ? "You receive this because you joined PortSafe or asked for its newsletter."
            : $"You receive this because you joined PortSafe or asked for its {Key.Topic.Title.ToLowerInvariant()}.",
        Links =
        [
            new EmailLink("Read in a browser", _site.Page(NewsletterPages.Issue(Key))),
            new EmailLink("Choose what you get", _site.Page(NewsletterPages.Preferences(UnsubscribeSlot.Placeholder))),
            new EmailLink("Unsubscribe", _site.Page(NewsletterPages.Unsubscribe(UnsubscribeSlot.Placeholder))),
        ],
    };

    /// <summary>The first paragraph, which mail programs show beside the subject.</summary>
    private string Preheader()
    {
        if (_body.Document.OfType<ParagraphBlock>().FirstOrDefault(paragraph => ImageMarkup.AloneIn(paragraph) is null) is not { } first)
            return Subject;
        var text = new PlainTextRenderer(_site).Inline(first);
        if (text.Length <= LongestPreheader)
            return text;
        var end = text.LastIndexOf(' ', LongestPreheader);
        return $"{text[..(end > 0 ? end : LongestPreheader)]} …";
    }
}
