using System.Text;
using System.Text.RegularExpressions;
using PortSafe.Domain;
using PortSafe.Domain.Mail;

namespace PortSafe.Grains.Mail;

/// <summary>What a message may be made of. Whatever could start a header or a part of its own is refused here, not repaired.</summary>
internal static partial class MailContentRules
{
    private const int LongestSubject = 200;
    private const int LongestHeader = 900;
    private const int MostCharacters = 4 * 1024 * 1024;
    private const int MostImageOctets = 6 * 1024 * 1024;
    private const int MostImages = 50;

    private static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version", "Return-Path", "Received", "DKIM-Signature",
    };

    public static bool IsJpeg(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    /// <summary>The first rule that the content breaks; null when it breaks none.</summary>
    public static Error? Check(MailContent content) =>
        CheckLine(content.Subject, LongestSubject, "Subject")
        ?? CheckText(content.Html, "Html")
        ?? CheckText(content.Text, "Text")
        ?? (content.From.Address.NeedsUtf8 ? Error.Invalid("mail-sender", "The sender's address must be in ASCII.", "From") : null)
        ?? (content.MessageIdDomain is { } domain && !EmailAddress.TryParse($"id@{domain}", null, out _) ? Error.Invalid("mail-message-id", "The domain of the Message-ID is not a host name.", "MessageIdDomain") : null)
        ?? content.Headers.Select(CheckHeader).FirstOrDefault(error => error is not null)
        ?? CheckImages(content)
        ?? CheckSlots(content);

    private static Error? CheckLine(string line, int longest, string field) =>
        MailText.HasControl(line) ? Error.Invalid("mail-line-break", $"{field} must be one line of text without control characters.", field)
        : line.Length > longest || string.IsNullOrWhiteSpace(line) ? Error.Invalid("mail-line-length", $"{field} must have 1 to {longest} characters.", field)
        : null;

    private static Error? CheckText(string text, string field) =>
        text.Length is 0 or > MostCharacters ? Error.Invalid("mail-length", $"{field} must have 1 to {MostCharacters} characters.", field)
        : MailText.HasHiddenControl(text) ? Error.Invalid("mail-control-character", $"{field} holds a control character.", field)
        : null;

    private static Error? CheckHeader(MailHeader header) =>
        !HeaderName().IsMatch(header.Name) || Reserved.Contains(header.Name) || header.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
            ? Error.Invalid("mail-header-name", "A header's name must be made of letters, digits and hyphens, and not be one that the composer writes.", "Headers")
        : MailText.HasControl(header.Value) ? Error.Invalid("mail-line-break", "A header's value must be one line without control characters.", "Headers")
        : header.Value.Length > LongestHeader || string.IsNullOrWhiteSpace(header.Value) || !Ascii.IsValid(header.Value)
            ? Error.Invalid("mail-header-value", $"A header's value must have 1 to {LongestHeader} characters, in ASCII.", "Headers")
        : null;

    private static Error? CheckImages(MailContent content)
    {
        var images = content.InlineImages;
        if (images.Count > MostImages || images.Sum(image => (long)image.File.Length) > MostImageOctets)
            return Error.Invalid("mail-images", $"A message holds {MostImages} images and {MostImageOctets / 1024 / 1024} MiB of them at most.", "InlineImages");
        foreach (var image in images)
        {
            if (!ContentId().IsMatch(image.ContentId))
                return Error.Invalid("mail-image-name", "An image's content ID has 1 to 64 letters, digits, dots, low lines and hyphens.", "InlineImages");
            if (!image.File.Span.StartsWith(PngSignature) && !IsJpeg(image.File.Span))
                return Error.Invalid("mail-image-type", "An image in a message must be a PNG or a JPEG file.", "InlineImages");
            if (CheckLine(image.Alt, LongestHeader, "Alt") is { } error)
                return error;
        }

        var named = ImageReference().Matches(content.Html).Select(match => match.Groups["id"].Value).ToHashSet();
        return images.Count == named.Count && named.SetEquals(images.Select(image => image.ContentId)) ? null
            : Error.Invalid("mail-image-reference", "The images in the HTML and the images of the message must be the same.", "InlineImages");
    }

    private static Error? CheckSlots(MailContent content) =>
        content.Slots.Distinct().Count() == content.Slots.Count ? null : Error.Invalid("mail-slot", "Each slot of a message needs a name of its own.", "Slots");

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]{0,63}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HeaderName();

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ContentId();

    [GeneratedRegex("""\ssrc="cid:(?<id>[^"]*)""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 5000)]
    private static partial Regex ImageReference();
}
