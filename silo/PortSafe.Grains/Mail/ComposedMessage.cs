using System.Text;
using PortSafe.Domain;

namespace PortSafe.Grains.Mail;

/// <summary>A message that was composed once and is made out to any number of recipients. Unchanging, and safe for any number of callers.</summary>
public sealed class ComposedMessage
{
    private readonly byte[] _shared;
    private readonly IReadOnlyList<SlotFragment> _fragments;
    private readonly string _messageIdDomain;
    private readonly int _slots;

    internal ComposedMessage(byte[] shared, IReadOnlyList<SlotFragment> fragments, string messageIdDomain)
    {
        (_shared, _fragments, _messageIdDomain) = (shared, fragments, messageIdDomain);
        _slots = fragments.Select(fragment => fragment.Slot).Distinct().Count();
    }

    /// <summary>What all recipients get alike, in octets: each copy is this and up to 4 KiB of its own headers.</summary>
    public int SharedLength => _shared.Length;

    /// <summary>A desk at which copies are made out one after another without composing or copying the message again.</summary>
    public PersonalCopy NewCopy() => new(this);

    /// <summary>One copy in memory of its own; for more than a few recipients take <see cref="NewCopy"/>.</summary>
    /// <inheritdoc cref="PersonalCopy.MakeOut" path="/returns"/>
    public Result<ReadOnlyMemory<byte>> Personalise(MailRecipient recipient) => NewCopy().MakeOut(recipient);

    /// <summary>The whole Message-ID that a recipient's copy carries, in its angle brackets.</summary>
    public string MessageId(MailRecipient recipient) => $"<{recipient.MessageKey}@{_messageIdDomain}>";

    internal ReadOnlySpan<byte> Shared => _shared;

    internal Error? Check(MailRecipient recipient) =>
        recipient.MessageKey.Length is 0 or > 100 || !recipient.MessageKey.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-')
            ? Error.Invalid("mail-message-id", "A message key has 1 to 100 letters, digits, dots, low lines and hyphens.", "MessageKey")
        : recipient.Tokens.Count != _slots ? Error.Invalid("mail-tokens", $"The message has {_slots} slots and needs a token for each.", "Tokens")
        : !recipient.Tokens.All(MailSlot.IsToken) ? Error.Invalid("mail-tokens", $"A token has {MailSlot.TokenLength} characters of base64url.", "Tokens")
        : null;

    internal void Fill(Span<byte> shared, IReadOnlyList<string> tokens)
    {
        for (var index = 0; index < _fragments.Count; index++)
        {
            var (slot, offset, from, length) = _fragments[index];
            Encoding.ASCII.GetBytes(tokens[slot].AsSpan(from, length), shared[offset..]);
        }
    }
}

/// <summary>
/// Makes out copies of one message, one at a time: the next copy is written over the last. The message itself stays where it is;
/// only the recipient's headers before it and the tokens inside it are written.
/// </summary>
public sealed class PersonalCopy
{
    private const int Headroom = 4096;
    private readonly ComposedMessage _message;
    private readonly byte[] _bytes;

    internal PersonalCopy(ComposedMessage message)
    {
        _message = message;
        _bytes = new byte[Headroom + message.SharedLength];
        message.Shared.CopyTo(_bytes.AsSpan(Headroom));
    }

    /// <returns>
    /// The copy, which the next call overwrites; or <c>mail-message-id</c> or <c>mail-tokens</c> when the recipient's key or tokens
    /// are not of the required form.
    /// </returns>
    public Result<ReadOnlyMemory<byte>> MakeOut(MailRecipient recipient)
    {
        if (_message.Check(recipient) is { } error)
            return error;
        _message.Fill(_bytes.AsSpan(Headroom), recipient.Tokens);

        Span<byte> headers = stackalloc byte[Headroom];
        var writer = new HeaderWriter(headers);
        writer.Write("Message-ID: "u8);
        writer.Write(_message.MessageId(recipient));
        writer.Write("\r\nTo: "u8);
        writer.Write(recipient.To);
        writer.Write("\r\n"u8);
        writer.Written.CopyTo(_bytes.AsSpan(Headroom - writer.Written.Length));
        return (ReadOnlyMemory<byte>)_bytes.AsMemory(Headroom - writer.Written.Length);
    }
}
