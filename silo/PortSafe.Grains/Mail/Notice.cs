using Markdig;
using PortSafe.Domain;
using PortSafe.Grains.Mail.Layout;

namespace PortSafe.Grains.Mail;

/// <summary>A transactional message as it is kept: its subject, and its body as Markdown in which braces are text.</summary>
internal static class Notice
{
    private const int LongestSubject = 200;
    private const int LongestBody = 20_000;
    private const int LongestPreheader = 140;

    private static readonly Dictionary<string, string> Braces = new(StringComparer.Ordinal) { ["left-brace"] = "{", ["right-brace"] = "}" };

    /// <returns>The mail in the house layout; or <c>mail-length</c>, <c>mail-line-break</c> or <c>mail-link</c>.</returns>
    /// <exception cref="InvalidOperationException">The body holds Markdown that mail templates do not have.</exception>
    public static Result<TransactionalMail> Write(string subject, string markdown)
    {
        if (subject.Length is 0 or > LongestSubject || markdown.Length is 0 or > LongestBody)
            return Error.Invalid("mail-length", $"A subject has 1 to {LongestSubject} characters and a message 1 to {LongestBody:N0}.");
        return TransactionalMail.Write(
            new MailTemplate(Text(subject), Text(Preheader(markdown)), Text(markdown), "PortSafe sends this message once, about something that concerns this address."), Braces);
    }

    private static string Preheader(string markdown)
    {
        var paragraph = markdown.ReplaceLineEndings("\n").Split("\n\n").FirstOrDefault(part => !part.StartsWith('#')) ?? "";
        var text = Markdown.ToPlainText(paragraph).ReplaceLineEndings(" ").Trim();
        return text.Length <= LongestPreheader ? text : $"{text[..LongestPreheader]}…";
    }

    /// <summary>Text in which a template reads every brace as itself.</summary>
    private static string Text(string text) =>
        string.Concat(text.Select(character => character switch { '{' => "{left-brace}", '}' => "{right-brace}", _ => character.ToString() }));
}
