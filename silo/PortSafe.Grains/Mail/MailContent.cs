using System.Security.Cryptography;
using System.Text;
using PortSafe.Domain.Mail;

namespace PortSafe.Grains.Mail;

/// <summary>A message before it is composed: all that its recipients have in common.</summary>
public sealed record MailContent
{
    public required Mailbox From { get; init; }

    /// <summary>One line, 1 to 200 characters in any script.</summary>
    public required string Subject { get; init; }

    /// <summary>A whole HTML document, already safe: this is where it stops being checked.</summary>
    public required string Html { get; init; }

    /// <summary>The same for readers without HTML.</summary>
    public required string Text { get; init; }

    /// <summary>The date that the message carries, in whole seconds; shown in UTC.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Where answers go; to <see cref="From"/> when null.</summary>
    public EmailAddress? ReplyTo { get; init; }

    /// <summary>The part of each Message-ID after the sign; the domain of <see cref="From"/> when null.</summary>
    public string? MessageIdDomain { get; init; }

    /// <summary>Pictures that <see cref="Html"/> shows by <c>cid:</c>; each one it names is here and each one here is named.</summary>
    public IReadOnlyList<InlineImage> InlineImages { get; init; } = [];

    /// <summary>Further headers; a value may hold the placeholder of a slot.</summary>
    public IReadOnlyList<MailHeader> Headers { get; init; } = [];

    /// <summary>What differs between recipients, in the order in which each recipient's values come.</summary>
    public IReadOnlyList<MailSlot> Slots { get; init; } = [];
}

/// <summary>A picture inside the message.</summary>
/// <param name="ContentId">1 to 64 of <c>A–Z a–z 0–9 . _ -</c>; the HTML names it as <c>cid:</c> and this.</param>
/// <param name="File">A PNG or JPEG file.</param>
/// <param name="Alt">What it shows, in words; one line.</param>
public sealed record InlineImage(string ContentId, ReadOnlyMemory<byte> File, string Alt);

/// <summary>A header that the composer does not write itself.</summary>
/// <param name="Name">Letters, digits and hyphens.</param>
/// <param name="Value">1 to 900 printable ASCII characters on one line.</param>
public sealed record MailHeader(string Name, string Value);

/// <summary>
/// A place in a message where each recipient's own token goes. Write <see cref="Placeholder"/> into the HTML, the text or a header
/// value where the token belongs; the message is composed once, and tokens of the same length replace it afterwards.
/// </summary>
/// <param name="Name">What the token is for, such as <c>unsubscribe</c>.</param>
public sealed record MailSlot(string Name)
{
    /// <summary>The length of every token: 32 octets in base64url without padding.</summary>
    public const int TokenLength = 43;

    /// <summary>Forty-three characters that stand for the token and occur nowhere by accident.</summary>
    public string Placeholder { get; } = Token(SHA256.HashData(Encoding.UTF8.GetBytes($"portsafe mail slot: {Name}")));

    /// <summary>Writes 32 octets as a token.</summary>
    /// <exception cref="ArgumentException">There are not exactly 32.</exception>
    public static string Token(ReadOnlySpan<byte> octets) =>
        octets.Length == 32 ? System.Buffers.Text.Base64Url.EncodeToString(octets) : throw new ArgumentException("A token is made of 32 octets.", nameof(octets));

    /// <summary>True for 43 characters of base64url.</summary>
    public static bool IsToken(string text) => text.Length == TokenLength && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}

/// <summary>Whom one copy of a composed message is for.</summary>
/// <param name="To">The address that the copy shows; the envelope's recipient.</param>
/// <param name="MessageKey">The part of its Message-ID before the sign: 1 to 100 of <c>A–Z a–z 0–9 . _ -</c>, always the same for this message and recipient.</param>
/// <param name="Tokens">A token for each of the message's slots, in their order.</param>
public sealed record MailRecipient(Mailbox To, string MessageKey, params IReadOnlyList<string> Tokens)
{
    /// <summary>Says nothing, so that a recipient in a log is not named.</summary>
    public override string ToString() => nameof(MailRecipient);
}
