using System.Security.Cryptography;
using System.Text;
using PortSafe.Domain;

namespace PortSafe.Grains.Mail;

/// <summary>Turns content into a message once, whatever the number of its recipients. The same content gives the same bytes.</summary>
public sealed class MimeComposer(NodeRuntime node)
{
    private const string Module = "compose.mjs";

    /// <returns>
    /// The message, or the first rule of the content that is broken: a line break in a subject, name or header value
    /// (<c>mail-line-break</c>), a header that the composer writes itself, an image that is no PNG or that the HTML does not show.
    /// </returns>
    /// <exception cref="NodeException">The composer could not be run.</exception>
    public async Task<Result<ComposedMessage>> ComposeAsync(MailContent content, CancellationToken cancellationToken)
    {
        if (MailContentRules.Check(content) is { } error)
            return error;
        var text = await node.InvokeAsync<string>(Module, "compose", [Arguments(content)], cancellationToken);
        var bytes = Encoding.ASCII.GetBytes(text);
        return Slots(content, bytes).Succeeded(out var fragments, out error)
            ? new ComposedMessage(bytes, fragments, content.MessageIdDomain ?? content.From.Address.Domain)
            : error;
    }

    private static object Arguments(MailContent content) => new
    {
        content.Subject,
        Html = Lines(content.Html),
        Text = Lines(content.Text),
        From = new { content.From.Name, Address = content.From.Address.ToString() },
        ReplyTo = content.ReplyTo?.ToString(),
        Date = content.Date.ToUnixTimeSeconds() * 1000,
        Boundary = Boundary(content),
        Headers = content.Headers.Select(header => new { header.Name, header.Value }),
        Images = content.InlineImages.Select(image => new { image.ContentId, File = Convert.ToBase64String(image.File.Span), IsJpeg = MailContentRules.IsJpeg(image.File.Span), image.Alt }),
    };

    /// <summary>Lines end in LF on the way to the composer, which writes CRLF, and the last one ends too.</summary>
    private static string Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        return lines.EndsWith('\n') ? lines : lines + "\n";
    }

    private static string Boundary(MailContent content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (string[])[content.Subject, content.Html, content.Text])
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(part)));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 12));
    }

    private static Result<IReadOnlyList<SlotFragment>> Slots(MailContent content, byte[] bytes)
    {
        var fragments = new List<SlotFragment>();
        for (var slot = 0; slot < content.Slots.Count; slot++)
        {
            var placeholder = content.Slots[slot].Placeholder;
            var wanted = Occurrences(content.Html, placeholder) + Occurrences(content.Text, placeholder) + content.Headers.Sum(header => Occurrences(header.Value, placeholder));
            if (wanted == 0)
                return Error.Invalid("mail-slot-unused", "A slot's placeholder occurs nowhere in the message.", "Slots");
            if (SlotFinder.Find(bytes, slot, placeholder, fragments) != wanted)
                return Error.Invalid("mail-slot-lost", "A slot's placeholder did not come through composition whole.", "Slots");
        }
        return fragments;
    }

    private static int Occurrences(string text, string placeholder) => text.AsSpan().Count(placeholder);
}
