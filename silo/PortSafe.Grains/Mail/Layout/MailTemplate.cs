namespace PortSafe.Grains.Mail.Layout;

/// <summary>
/// The wording of one kind of transactional mail. Each text may name values as <c>{port-name}</c>: they are put in as they are,
/// encoded, and never read as Markdown.
/// </summary>
/// <param name="Subject">One line, no longer than 200 characters with its values.</param>
/// <param name="Preheader">What a list of messages shows after the subject.</param>
/// <param name="Body">
/// Markdown of a few kinds: <c>#</c> and <c>##</c> headings, paragraphs, quotations, lists, <c>**strong**</c> and links. A paragraph that is one
/// link and nothing else becomes a button.
/// </param>
/// <param name="Reason">Why the reader has the message, in a sentence.</param>
public sealed record MailTemplate(string Subject, string Preheader, string Body, string Reason);
