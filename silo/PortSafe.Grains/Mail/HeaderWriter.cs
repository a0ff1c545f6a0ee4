using System.Buffers.Text;
using System.Text;

namespace PortSafe.Grains.Mail;

/// <summary>Writes headers of mail into a span: ASCII, or a name in any script as encoded words (RFC 2047).</summary>
internal ref struct HeaderWriter(Span<byte> target)
{
    /// <summary>Octets of UTF-8 in one encoded word: with its frame it stays within 75 characters.</summary>
    private const int WordOctets = 45;

    /// <summary>The longest name that is written as it is; longer ones are folded as encoded words.</summary>
    private const int LongestPlain = 60;

    private readonly Span<byte> _target = target;
    private int _length;

    public readonly ReadOnlySpan<byte> Written => _target[.._length];

    public void Write(scoped ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(_target[_length..]);
        _length += octets.Length;
    }

    public void Write(scoped ReadOnlySpan<char> text) => _length += Encoding.UTF8.GetBytes(text, _target[_length..]);

    /// <summary>Writes name and address, on a line of its own when the name is long.</summary>
    public void Write(Mailbox mailbox)
    {
        var start = _length;
        if (mailbox.Name is { } name)
        {
            if (name.Length > LongestPlain || !Ascii.IsValid(name))
                WriteEncoded(name);
            else if (name.All(character => char.IsAsciiLetterOrDigit(character) || character == ' '))
                Write(name);
            else
                WriteQuoted(name);
            Write(_length - start > 30 ? "\r\n "u8 : " "u8);
        }
        Write("<"u8);
        Write(mailbox.Address.ToString());
        Write(">"u8);
    }

    private void WriteQuoted(string name)
    {
        Write("\""u8);
        foreach (var character in name)
        {
            if (character is '"' or '\\')
                Write("\\"u8);
            _target[_length++] = (byte)character;
        }
        Write("\""u8);
    }

    private void WriteEncoded(string name)
    {
        Span<byte> word = stackalloc byte[WordOctets];
        var used = 0;
        var first = true;
        foreach (var rune in name.EnumerateRunes())
        {
            if (used + rune.Utf8SequenceLength > WordOctets)
            {
                WriteWord(word[..used], first);
                (used, first) = (0, false);
            }
            used += rune.EncodeToUtf8(word[used..]);
        }
        WriteWord(word[..used], first);
    }

    private void WriteWord(scoped ReadOnlySpan<byte> octets, bool first)
    {
        if (!first)
            Write("\r\n "u8);
        Write("=?utf-8?B?"u8);
        Base64.EncodeToUtf8(octets, _target[_length..], out _, out var written);
        _length += written;
        Write("?="u8);
    }
}
