using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Schemes;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Mail;

namespace PortSafe.Grains.Schemes;

/// <summary>
/// Mail about applications. Anybody can type anybody's address, so until JMSC has looked at it a message holds no word that the sender
/// of the form chose, and an address gets a few such messages a day and no more.
/// </summary>
public sealed class ApplicationMail(Outbox outbox, PublicSite site, TimeProvider clock)
{
    /// <summary>The path to which a token is added to make the address of the page that continues an application.</summary>
    public const string LinkPath = "/join/continue/";

    /// <summary>How many messages an address gets in a day because of forms that anybody can send.</summary>
    public const int MaxADay = 5;

    private const string KeyPrefix = "application:";

    /// <summary>How long a mailed link lasts, and a draft that nobody goes on with.</summary>
    public static TimeSpan LinkLife { get; } = TimeSpan.FromDays(28);

    /// <summary>Makes a link for the application, in place of the one before.</summary>
    /// <returns>The token.</returns>
    internal string NewLink(ApplicationRow row)
    {
        var token = SecretToken.New();
        (row.LinkHash, row.LinkEndsAt) = (SecretToken.HashOf(token), clock.GetUtcNow() + LinkLife);
        return token;
    }

    internal Task SendDraftAsync(PortSafeDb db, ApplicationRow row, string token, CancellationToken ct) => SendLimitedAsync(db, row, "Your PortSafe application: how to come back to it", $"""
        Somebody began an application to join PortSafe with this email address, and asked for a link to go on with it.

        [Go on with the application]({Link(token)})

        The link works until {End(row)}. It takes the place of any earlier one. Whoever has it can read what was answered, so do not pass it on.

        If this was not you, ignore this message: nothing is sent to anybody until the application is complete.
        """, ct);

    internal Task SendReceivedAsync(PortSafeDb db, ApplicationRow row, string? port, string token, CancellationToken ct) => SendLimitedAsync(db, row, $"Your PortSafe application {row.Reference}", $"""
        We have received an application to join PortSafe{For(port)} from this email address. Its reference is **{row.Reference}**.

        The Joint Maritime Security Centre (JMSC) looks at it next. They write to this address when they decide, or when they need to know more.

        [See where it stands, or withdraw it]({Link(token)})

        The link works until {End(row)}. Do not pass it on.

        If this was not you, withdraw the application with the link above.
        """, ct);

    internal Task SendRepeatedAsync(PortSafeDb db, ApplicationRow row, string waiting, CancellationToken ct) => SendLimitedAsync(db, row, $"Your PortSafe application {waiting}", $"""
        Another application to join PortSafe was sent from this email address for the same port. One was waiting already, so JMSC looks at that one: its reference is **{waiting}**. The new one, {row.Reference}, is closed.

        To add something, use the link in the message about {waiting}, or wait until JMSC asks.
        """, ct);

    internal Task SendWithdrawnAsync(PortSafeDb db, ApplicationRow row, string recipient, CancellationToken ct) => SendAsync(db, row, recipient, $"Your PortSafe application {row.Reference} is withdrawn", $"""
        The application {row.Reference} was withdrawn. JMSC does not look at it any more, and there is nothing more to do.

        You can apply again at any time: {site.Page("/join")}
        """, ct);

    internal Task SendQuestionAsync(PortSafeDb db, ApplicationRow row, string recipient, string port, string question, string token, CancellationToken ct) => SendAsync(db, row, recipient, $"JMSC asks about your PortSafe application {row.Reference}", $"""
        JMSC needs to know more before they decide about {What(row, port)}.

        {Quote(question)}

        [Answer JMSC]({Link(token)})

        The link works until {End(row)}. It takes the place of any earlier one. Do not pass it on.
        """, ct);

    internal Task SendApprovedAsync(PortSafeDb db, ApplicationRow row, string recipient, string port, CancellationToken ct) => SendAsync(db, row, recipient, $"Your PortSafe application {row.Reference} is approved", row.Kind == ApplicationKind.Join.Code
        ? $"""
          JMSC has approved {What(row, port)}.

          If you do not have an account yet, another message follows with a link to set up how you sign in. If you have one, the port is there when you next sign in.
          """
        : $"""
          JMSC has approved {What(row, port)}.

          We have written to {MarkdownText.Escape(row.Name ?? "")} with what they do next.
          """, ct);

    internal Task SendRejectedAsync(PortSafeDb db, ApplicationRow row, string recipient, string port, string reason, CancellationToken ct) => SendAsync(db, row, recipient, $"Your PortSafe application {row.Reference}", $"""
        JMSC has not accepted {What(row, port)}. This is why:

        {Quote(reason)}

        If things change, you can apply again at any time: {site.Page("/join")}
        """, ct);

    internal Task SendPortAddedAsync(PortSafeDb db, ApplicationRow row, string port, CancellationToken ct) => SendAsync(db, row, row.Email!, $"{port} is in your PortSafe account", $"""
        You now look after the scheme of {MarkdownText.Escape(port)} with the account that you have.

        [Open PortSafe]({site.Page("/")})
        """, ct);

    /// <summary>To whom JMSC writes: whoever applied, or the manager who asked for somebody else. Null when their address is gone.</summary>
    internal static async Task<string?> RecipientAsync(PortSafeDb db, ApplicationRow row, CancellationToken ct)
    {
        if (row.AskedBy is null)
            return row.Email;
        var asker = new Actor(row.AskedBy, null, []).PersonId;
        return await db.Users.Where(person => person.Id == asker && person.RevokedAt == null).Select(person => person.Email).SingleOrDefaultAsync(ct);
    }

    internal static async Task<string> PortNameAsync(PortSafeDb db, Locode? port, CancellationToken ct) =>
        await db.PortStatus.Where(row => row.Locode == port).Select(row => row.Name).SingleOrDefaultAsync(ct) ?? "your port";

    /// <summary>Whether the address has had fewer messages today than it may.</summary>
    internal async Task<bool> MayWriteAsync(PortSafeDb db, string emailKey, CancellationToken ct)
    {
        var since = clock.GetUtcNow().AddDays(-1);
        return await db.Outbox.CountAsync(mail => mail.Recipient.ToLower() == emailKey && mail.Key.StartsWith(KeyPrefix) && mail.CreatedAt > since, ct) < MaxADay;
    }

    private async Task SendLimitedAsync(PortSafeDb db, ApplicationRow row, string subject, string body, CancellationToken ct)
    {
        if (await MayWriteAsync(db, row.EmailKey!, ct))
            await SendAsync(db, row, row.Email!, subject, body, ct);
    }

    private async Task SendAsync(PortSafeDb db, ApplicationRow row, string recipient, string subject, string body, CancellationToken ct) =>
        await outbox.EnqueueAsync(db, $"{KeyPrefix}{row.Id:D}:{Guid.CreateVersion7(clock.GetUtcNow()):N}", recipient, subject, body, ct);

    private string Link(string token) => site.Page(LinkPath + token);

    private static string End(ApplicationRow row) => $"{UkDate.Of(row.LinkEndsAt!.Value):d MMMM yyyy}";

    private static string For(string? port) => port is null ? "" : $" for {MarkdownText.Escape(port)}";

    private static string What(ApplicationRow row, string port) => row.Kind == ApplicationKind.Join.Code
        ? $"your application {row.Reference} to join PortSafe for {MarkdownText.Escape(port)}"
        : $"your request {row.Reference} for an account for {MarkdownText.Escape(row.Name ?? "")} at {MarkdownText.Escape(port)}";

    /// <summary>Somebody's words as a quotation, a paragraph for each of their lines, with nothing in them that Markdown could read.</summary>
    private static string Quote(string words) => string.Join(
        "\n>\n",
        words.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => $"> {Plain(line)}"));

    /// <summary>A line that begins like a list item or a number stays a line of text.</summary>
    private static string Plain(string line)
    {
        var escaped = MarkdownText.Escape(line);
        if (escaped[0] is '-' or '+' or '=')
            return $"\\{escaped}";
        var digits = escaped.TakeWhile(char.IsAsciiDigit).Count();
        return digits is > 0 and < 10 && digits < escaped.Length && escaped[digits] is '.' ? $"{escaped[..digits]}\\{escaped[digits..]}" : escaped;
    }
}
