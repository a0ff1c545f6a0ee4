namespace PortSafe.Grains.Mail;

/// <summary>A run of octets of a composed message that a token replaces, whole or in part.</summary>
/// <param name="Slot">Which of the message's slots, from 0.</param>
/// <param name="Offset">Where in the composed octets it starts.</param>
/// <param name="From">Which octet of the token comes first here.</param>
/// <param name="Length">How many octets, 1 to 43.</param>
internal readonly record struct SlotFragment(int Slot, int Offset, int From, int Length);

/// <summary>Finds placeholders in encoded octets, also where quoted-printable broke the line inside one (RFC 2045, section 6.7, rule 5).</summary>
internal static class SlotFinder
{
    private static ReadOnlySpan<byte> SoftBreak => "=\r\n"u8;

    /// <summary>Adds the fragments of every occurrence.</summary>
    /// <returns>How many occurrences there are.</returns>
    public static int Find(ReadOnlySpan<byte> message, int slot, string placeholder, List<SlotFragment> fragments)
    {
        var first = (byte)placeholder[0];
        var found = 0;
        var position = 0;
        while (message[position..].IndexOf(first) is >= 0 and var next)
        {
            position += next;
            var count = fragments.Count;
            if (TryMatch(message, position, slot, placeholder, fragments) is > 0 and var end)
            {
                found++;
                position = end;
            }
            else
            {
                fragments.RemoveRange(count, fragments.Count - count);
                position++;
            }
        }
        return found;
    }

    /// <summary>The offset after the placeholder that starts at an offset; 0 when there is none.</summary>
    private static int TryMatch(ReadOnlySpan<byte> message, int offset, int slot, string placeholder, List<SlotFragment> fragments)
    {
        var (run, from) = (offset, 0);
        for (var matched = 0; matched < placeholder.Length; matched++, offset++)
        {
            if (message[offset..].StartsWith(SoftBreak))
            {
                fragments.Add(new SlotFragment(slot, run, from, matched - from));
                offset += SoftBreak.Length;
                (run, from) = (offset, matched);
            }
            if (offset >= message.Length || message[offset] != placeholder[matched])
                return 0;
        }
        fragments.Add(new SlotFragment(slot, run, from, placeholder.Length - from));
        return offset;
    }
}
