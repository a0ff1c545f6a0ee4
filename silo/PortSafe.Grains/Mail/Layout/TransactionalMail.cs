using Markdig;
using PortSafe.Domain;
using PortSafe.Domain.Mail;

namespace PortSafe.Grains.Mail.Layout;

/// <summary>An invitation, a decision, a nudge, a notice: one message to one person, in the house layout.</summary>
public sealed record TransactionalMail(string Subject, string Html, string Text)
{
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().DisableHtml().Build();
    private static readonly MailHeader Automatic = new("Auto-Submitted", "auto-generated");

    /// <summary>Puts values into a template.</summary>
    /// <param name="values">Text of up to 2,000 characters by name; line breaks in a paragraph's value stay.</param>
    /// <returns>
    /// The mail, or <c>mail-value-missing</c>, <c>mail-value-long</c>, <c>mail-control-character</c>, <c>mail-line-break</c> (in the
    /// subject), or <c>mail-link</c> where a value makes a link that is not to http, https, mailto or tel.
    /// </returns>
    /// <exception cref="InvalidOperationException">The template holds Markdown that mail templates do not have.</exception>
    public static Result<TransactionalMail> Write(MailTemplate template, IReadOnlyDictionary<string, string> values)
    {
        var filled = new MailTemplateValues(values);
        var writer = new MailTemplateWriter(filled);
        var body = Markdig.Markdown.Parse(template.Body, Markdown);
        var page = new EmailPage
        {
            Title = filled.FillLine(template.Subject),
            Preheader = filled.FillLine(template.Preheader),
            BodyHtml = writer.Html(body),
            BodyText = writer.Text(body),
            Reason = filled.FillLine(template.Reason),
        };
        return filled.Error is { } error ? error : new TransactionalMail(page.Title, EmailLayout.Html(page), EmailText.Document(page));
    }

    /// <summary>The content to compose; programs that answer mail by themselves are asked not to (RFC 3834).</summary>
    public MailContent ToContent(Mailbox from, EmailAddress? replyTo, DateTimeOffset date) => new()
    {
        From = from,
        ReplyTo = replyTo,
        Subject = Subject,
        Html = Html,
        Text = Text,
        Date = date,
        Headers = [Automatic],
    };
}
