using System.Buffers;

namespace PortSafe.Grains.Mail.Smtp;

/// <summary>A message as it crosses the wire: lines that begin with a dot get a second one, and a lone dot ends it (RFC 5321, section 4.5.2).</summary>
internal static class SmtpBody
{
    private const byte Dot = (byte)'.';
    private static readonly SearchValues<byte> EndsOfLine = SearchValues.Create("\r\n"u8);

    /// <summary>
    /// The octets that <see cref="Write"/> needs; -1 when a line break is not CRLF, since servers disagree on where such a
    /// message ends and another could be smuggled in.
    /// </summary>
    public static int Measure(ReadOnlySpan<byte> message)
    {
        var length = message.Length + (message is [Dot, ..] ? 1 : 0);
        var position = 0;
        while (message[position..].IndexOfAny(EndsOfLine) is >= 0 and var found)
        {
            position += found;
            if (message[position..] is not [(byte)'\r', (byte)'\n', ..])
                return -1;
            position += 2;
            if (position < message.Length && message[position] == Dot)
                length++;
        }
        return length + (EndsWithBreak(message) ? 3 : 5);
    }

    /// <summary>Writes the message with its dots doubled and its end marked; fills <paramref name="wire"/> exactly.</summary>
    /// <param name="wire">As long as <see cref="Measure"/> said.</param>
    public static void Write(ReadOnlySpan<byte> message, Span<byte> wire)
    {
        var broken = EndsWithBreak(message);
        if (message is [Dot, ..])
        {
            wire[0] = Dot;
            wire = wire[1..];
        }
        while (message.IndexOf("\r\n."u8) is >= 0 and var found)
        {
            message[..(found + 3)].CopyTo(wire);
            wire[found + 3] = Dot;
            message = message[(found + 3)..];
            wire = wire[(found + 4)..];
        }
        message.CopyTo(wire);
        (broken ? ".\r\n"u8 : "\r\n.\r\n"u8).CopyTo(wire[message.Length..]);
    }

    private static bool EndsWithBreak(ReadOnlySpan<byte> message) => message is [.., (byte)'\r', (byte)'\n'];
}
