using Microsoft.Extensions.Options;
using PortSafe.Domain;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Mail.Layout;

namespace PortSafe.Grains.Newsletters.Sending;

/// <summary>Composes an issue once, for all its recipients. The same text and date give the same message.</summary>
public sealed class IssueMail(IssueCompiler compiler, IssueImages images, IChartRenderer renderer, MimeComposer composer, IOptions<MailOptions> options, PublicSite site)
{
    /// <summary>Drawn narrower than it is shown, so that its words are still read where a narrow window makes it smaller.</summary>
    private static readonly ChartSize PictureSize = new(440) { Framed = false, Scale = 3 };

    /// <param name="date">The date that the message carries: when it began to leave.</param>
    /// <returns>The message, or what is wrong with the text; see <see cref="IssueCompiler.CompileAsync"/>.</returns>
    /// <exception cref="NodeException">Pictures or the message cannot be made.</exception>
    internal async Task<Result<IssueMessage>> ComposeAsync(Guid id, IssueKey key, string subject, string body, DateTimeOffset date, CancellationToken ct)
    {
        if (!(await compiler.CompileAsync(key, subject, body, ct)).Succeeded(out var issue, out var error))
            return error;
        var content = await ContentAsync(issue, date, ct);
        return (await composer.ComposeAsync(content, ct)).Succeeded(out var composed, out error)
            ? new IssueMessage(id, key.ToString(), content.From.Address, composed)
            : error;
    }

    internal async Task<MailContent> ContentAsync(CompiledIssue issue, DateTimeOffset date, CancellationToken ct)
    {
        var page = issue.Email();
        var sender = options.Value.Sender;
        var pictures = new List<InlineImage>();
        foreach (var (contentId, chart, _) in issue.Pictures)
            pictures.Add(new InlineImage(contentId, await renderer.PngAsync(chart, PictureSize, ct), chart.AltText));
        var files = await images.FilesAsync([.. issue.Images.Select(image => image.Hash)], ct);
        pictures.AddRange(issue.Images.Select(image => new InlineImage(image.Hash, files[image.Hash], image.Alt.Length > 0 ? image.Alt : "Picture")));
        return new MailContent
        {
            From = sender,
            ReplyTo = options.Value.ReplyAddress,
            Subject = issue.Subject,
            Html = EmailLayout.Html(page),
            Text = EmailText.Document(page),
            Date = date,
            InlineImages = pictures,
            Slots = [CompiledIssue.UnsubscribeSlot],
            Headers = HeadersOf(issue.Key.Topic, sender),
        };
    }

    /// <summary>
    /// What mail programs offer their readers: to leave the list (RFC 2369 and 8058), and by which list it came (RFC 2919), one a topic.
    /// Programs that answer by themselves when somebody is away are asked not to.
    /// </summary>
    private IReadOnlyList<MailHeader> HeadersOf(Topic topic, Mailbox sender) =>
    [
        new MailHeader("List-Id", $"PortSafe {topic.Title.ToLowerInvariant()} <{topic}.newsletter.{sender.Address.Domain}>"),
        new MailHeader("List-Unsubscribe", $"<{site.Page(NewsletterPages.Unsubscribe(CompiledIssue.UnsubscribeSlot.Placeholder))}>"),
        new MailHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        new MailHeader("List-Archive", $"<{site.Page(NewsletterPages.Archive)}>"),
        new MailHeader("Precedence", "list"),
        new MailHeader("X-Auto-Response-Suppress", "OOF, AutoReply"),
    ];
}
