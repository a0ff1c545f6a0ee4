using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PortSafe.Domain.Toolkit;

/// <summary>Digits that follow one another directly.</summary>
/// <param name="Digits">In ASCII.</param>
/// <param name="Start">In the text, with the plus before it.</param>
/// <param name="End">Behind the last digit.</param>
/// <param name="HasPlus">Whether a plus sign stands before them.</param>
/// <param name="FollowsMoney">Whether a sign of money stands before them.</param>
internal sealed record DigitGroup(string Digits, int Start, int End, bool HasPlus, bool FollowsMoney);

/// <summary>Groups of digits that only such signs part as a telephone number may hold. Dates, times and addresses of pages are passed over.</summary>
internal static partial class DigitRuns
{
    private const int MostSigns = 4;
    private const int MostNoughts = 12;

    /// <summary>The runs of a text, each of at least one group.</summary>
    public static IReadOnlyList<IReadOnlyList<DigitGroup>> In(string text)
    {
        var masked = Masked(text);
        var (runs, run, signs) = (new List<IReadOnlyList<DigitGroup>>(), new List<DigitGroup>(), 0);
        for (var index = 0; index < text.Length;)
        {
            if (!masked[index] && DigitAt(text, index, out _) is not null)
            {
                var group = GroupAt(text, masked, index);
                if (run.Count > 0 && signs > MostSigns)
                    Close();
                run.Add(group);
                (index, signs) = (group.End, 0);
                if (index < text.Length && text[index] is '%' or '٪' or '％')
                    run.RemoveAt(run.Count - 1);
                continue;
            }
            if (masked[index] || !IsSign(text, index))
                Close();
            else if (!IsInvisible(text[index]))
                signs++;
            index++;
        }
        Close();
        return runs;

        void Close()
        {
            if (run.Count > 0)
                runs.Add(run);
            (run, signs) = ([], 0);
        }
    }

    /// <summary>Whether a run is all that a text holds, but for signs.</summary>
    public static bool IsAll(string text, IReadOnlyList<DigitGroup> run)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var inside = run.Any(group => index >= group.Start && index < group.End);
            if (!inside && !IsSign(text, index) && !IsPlus(text[index]) && text[index] != ')')
                return false;
        }
        return true;
    }

    private static DigitGroup GroupAt(string text, bool[] masked, int start)
    {
        var (digits, index, end) = (new StringBuilder(), start, start);
        while (index < text.Length && !masked[index])
        {
            if (DigitAt(text, index, out var length) is { } digit)
            {
                digits.Append((char)('0' + digit));
                index += length;
                end = index;
            }
            else if (IsInvisible(text[index]))
                index++;
            else
                break;
        }
        var before = start - 1;
        while (before >= 0 && (IsInvisible(text[before]) || text[before] is '(' or '（' or ' ' or '\u00A0'))
            before--;
        var hasPlus = before >= 0 && IsPlus(text[before]);
        return new DigitGroup(digits.ToString(), hasPlus ? before : start, end, hasPlus, before >= 0 && CharUnicodeInfo.GetUnicodeCategory(text[before]) == UnicodeCategory.CurrencySymbol);
    }

    /// <summary>The digit of any script that begins at a place, or an O that stands for a nought; null for anything else.</summary>
    private static int? DigitAt(string text, int index, out int length)
    {
        length = char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? 2 : 1;
        if (char.IsLowSurrogate(text[index]))
            return null;
        if (text[index] is 'o' or 'O')
            return StandsForNought(text, index) ? 0 : null;
        var digit = CharUnicodeInfo.GetDigitValue(text, index);
        return digit is >= 0 and <= 9 ? digit : null;
    }

    /// <summary>An O among digits and other Os, with no other letter beside it.</summary>
    private static bool StandsForNought(string text, int index)
    {
        var (first, last) = (index, index);
        while (first > 0 && index - first < MostNoughts && text[first - 1] is 'o' or 'O')
            first--;
        while (last + 1 < text.Length && last - index < MostNoughts && text[last + 1] is 'o' or 'O')
            last++;
        var (before, after) = (first > 0 ? text[first - 1] : ' ', last + 1 < text.Length ? text[last + 1] : ' ');
        return !char.IsLetter(before) && !char.IsLetter(after) && (char.IsDigit(before) || char.IsDigit(after));
    }

    private static bool IsPlus(char character) => character is '+' or '＋' or '﹢' or '⁺' or '₊';

    private static bool IsInvisible(char character) => CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark;

    /// <summary>Whether a sign may stand between the digits of one number. A dot before a space ends a sentence.</summary>
    private static bool IsSign(string text, int index)
    {
        var character = text[index];
        return character switch
        {
            '.' or '．' or '·' or '•' or '∙' or '․' => index + 1 < text.Length && !char.IsWhiteSpace(text[index + 1]),
            '(' or ')' or '（' or '）' or '[' or ']' or '/' or '\\' or '_' or '*' or '~' or '\t' or '\n' or '\u2212' => true,
            _ when IsPlus(character) => true,
            _ => IsInvisible(character) || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation,
        };
    }

    private static bool[] Masked(string text)
    {
        var masked = new bool[text.Length];
        foreach (Match match in NotNumbers().Matches(text))
            Array.Fill(masked, true, match.Index, match.Length);
        return masked;
    }

    /// <summary>
    /// Addresses; dates as 1/7/2026, 01.07.26 and 2026-07-01; spans of years as 2024–25; times as 09:00 and 9.30–10.30.
    /// A number that begins 01 or 02 and is parted alike is none of these, because its parts have other lengths.
    /// </summary>
    [GeneratedRegex(
        @"https?://\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,200}|(?<![\d+])(?<!\d[./-])([0-3]?\d[./-][01]?\d[./-](19|20)\d\d|[0-3]?\d/[01]?\d/\d\d|(19|20)\d\d[./-][01]\d[./-][0-3]\d)(?!\d)(?![./-]\d)|(?<![\d+])(?<!\d[ ./-])((19|20)\d\d\s?[-–/]\s?((19|20)\d\d|\d\d)|[0-2]?\d\.[0-5]\d(\s?[-–]\s?[0-2]?\d\.[0-5]\d)?)(?!\d)(?![ ./-]\d)|(?<!\d)[0-2]?\d:[0-5]\d(?!\d)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex NotNumbers();
}
