using System.Globalization;
using System.Text;

namespace PortSafe.Grains.Mail;

/// <summary>What text may hold before it enters a message.</summary>
internal static class MailText
{
    /// <summary>True for line breaks, NUL and every other control character, line and paragraph separators, and halves of surrogate pairs.</summary>
    public static bool HasControl(string line) => line.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar || IsControl(rune));

    /// <summary>True for a control character that is neither a line break nor a tab.</summary>
    public static bool HasHiddenControl(string text) => text.EnumerateRunes().Any(rune => rune.Value is not ('\r' or '\n' or '\t') && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control);

    private static bool IsControl(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
