using System.Text.RegularExpressions;

namespace PortSafe.Domain.Toolkit;

/// <summary>A telephone number in a text.</summary>
/// <param name="Start">Where its first digit, bracket or sign is, in UTF-16 units.</param>
/// <param name="Length">Up to and with its last digit.</param>
/// <param name="Number">As <see cref="TelephoneNumbers.Normalise"/> has it.</param>
public readonly record struct FoundNumber(int Start, int Length, string Number);

/// <summary>
/// Telephone numbers, however they are written: with spaces of any kind, dashes, dots, brackets or strokes, with +44, 0044 or 44, in
/// the digits of any script, with the letter O for a nought. What else is made of digits (dates, times, years, quarters, percentages,
/// figures with commas) is not taken for one.
/// </summary>
public static partial class TelephoneNumbers
{
    private const int ShortestNational = 9;
    private const int LongestNational = 11;
    private const int LongestOfAll = 16;
    private const int MostGroups = 5;

    /// <summary>The numbers of three digits that people are told to call.</summary>
    private static readonly HashSet<string> ShortCodes = new(StringComparer.Ordinal) { "101", "105", "111", "112", "119", "123", "159", "911", "999" };

    /// <summary>Every telephone number of a text, in its order. Digits that do not stand by themselves, such as 101, count after a word such as “call”.</summary>
    public static IReadOnlyList<FoundNumber> Find(string text)
    {
        var found = new List<FoundNumber>();
        foreach (var run in DigitRuns.In(text))
            Find(run, FollowsCalling(text, run[0].Start), found);
        return found;
    }

    /// <summary>
    /// One spelling a number: digits alone, a national number with its nought (<c>08001412927</c>), another country's with its sign
    /// (<c>+33123456789</c>), a short one as it is (<c>999</c>).
    /// </summary>
    /// <returns>Null for a text without a digit, and for one with anything but a telephone number in it.</returns>
    public static string? Normalise(string text)
    {
        if (text.Length > 60 || DigitRuns.In(text) is not [var run] || !DigitRuns.IsAll(text, run))
            return null;
        var digits = Joined(run, 0, run.Count);
        return digits.Length is >= 3 and <= 18 ? Canonical(digits, run[0].HasPlus) : null;
    }

    /// <summary>A number in groups, as it is usually read out.</summary>
    /// <param name="number">As <see cref="Normalise"/> has it.</param>
    public static string Shown(string number) => number switch
    {
        ['0', '2', ..] when number.Length == 11 => $"{number[..3]} {number[3..7]} {number[7..]}",
        ['0', '1' or '7', ..] when number.Length == 11 => $"{number[..5]} {number[5..]}",
        ['0', ..] when number.Length == 11 => $"{number[..4]} {number[4..7]} {number[7..]}",
        ['0', ..] when number.Length == 10 => $"{number[..4]} {number[4..7]} {number[7..]}",
        _ => number,
    };

    private static void Find(IReadOnlyList<DigitGroup> run, bool isCalled, List<FoundNumber> found)
    {
        for (var first = 0; first < run.Count;)
        {
            var taken = Take(run, first, isCalled && first == 0);
            if (taken > 0)
                found.Add(new FoundNumber(run[first].Start, run[first + taken - 1].End - run[first].Start, Canonical(Joined(run, first, taken), run[first].HasPlus)));
            first += Math.Max(1, taken);
        }
    }

    /// <summary>How many groups from here on are one number; 0 when none begins here.</summary>
    private static int Take(IReadOnlyList<DigitGroup> run, int first, bool isCalled)
    {
        var (begin, rest) = (run[first], run.Count - first);
        if (begin.HasPlus || IsInternational(run, first))
            return Longest(run, first, rest, 8, LongestOfAll);
        if (begin.Digits.StartsWith("00", StringComparison.Ordinal))
            return 0;
        if (begin.Digits[0] == '0')
            return Longest(run, first, rest, IsShortFree(run, first) ? 8 : ShortestNational, LongestNational);
        // A number that begins with a nought or a plus further on is looked for there first.
        var ahead = Math.Min(rest, LongestOfAll + 1);
        var mine = Enumerable.Range(1, ahead - 1).FirstOrDefault(step => (run[first + step].HasPlus || run[first + step].Digits[0] == '0') && Take(run, first + step, false) > 0, ahead);
        if (isCalled && IsShort(run, first, mine))
            return mine;
        return LooksLikeNumber(run, first, mine) ? Math.Min(mine, MostGroups) : 0;
    }

    /// <summary>0044 and the like: two noughts, and another digit than a nought behind them.</summary>
    private static bool IsInternational(IReadOnlyList<DigitGroup> run, int first)
    {
        var begin = run[first].Digits;
        if (!begin.StartsWith("00", StringComparison.Ordinal))
            return false;
        return begin.Length > 2 ? begin[2] != '0' : first + 1 < run.Count && run[first + 1].Digits[0] != '0';
    }

    /// <summary>
    /// The most groups whose digits make a number of an allowed length. One that goes on for longer without a break is taken whole: it
    /// is no figure, and nobody's number.
    /// </summary>
    private static int Longest(IReadOnlyList<DigitGroup> run, int first, int rest, int least, int most)
    {
        var (digits, best) = (0, 0);
        for (var count = 1; count <= rest; count++)
        {
            var group = run[first + count - 1];
            // The nought in “+44 (0)800” is its own group, and does not begin another number.
            if (count > 1 && digits >= ShortestNational && (group.HasPlus || group.Digits[0] == '0'))
                break;
            digits += group.Digits.Length;
            if (digits > most)
                return best > 0 ? best : count;
            if (digits >= least)
                best = count;
        }
        return best;
    }

    /// <summary>0800 1111 and 0845 46 47 are whole numbers.</summary>
    private static bool IsShortFree(IReadOnlyList<DigitGroup> run, int first) => run[first].Digits is { Length: >= 4 } digits && digits[..4] is "0800" or "0845" or "0500";

    /// <summary>Nine digits or more in a few groups without a nought before them, such as 800 555 111; not a row of years or of small figures.</summary>
    private static bool LooksLikeNumber(IReadOnlyList<DigitGroup> run, int first, int count)
    {
        var groups = run.Skip(first).Take(Math.Min(count, MostGroups)).ToList();
        var length = groups.Sum(group => group.Digits.Length);
        return length is >= ShortestNational and < LongestOfAll && (count <= MostGroups || groups[0].Digits.Length >= 3) &&
            !groups[0].FollowsMoney && !groups.TrueForAll(group => IsYear(group.Digits));
    }

    private static bool IsShort(IReadOnlyList<DigitGroup> run, int first, int count)
    {
        var digits = Joined(run, first, count);
        return ShortCodes.Contains(digits) || (digits.Length is >= 5 and < ShortestNational && !run[first].FollowsMoney);
    }

    private static bool IsYear(string digits) => digits is ['1', '9', _, _] or ['2', '0', _, _];

    private static string Joined(IReadOnlyList<DigitGroup> run, int first, int count) => string.Concat(run.Skip(first).Take(count).Select(group => group.Digits));

    private static string Canonical(string digits, bool hasPlus)
    {
        if (!hasPlus && digits.StartsWith("00", StringComparison.Ordinal))
            (digits, hasPlus) = (digits[2..], true);
        var isBritish = digits.StartsWith("44", StringComparison.Ordinal) && (hasPlus || digits.Length is 12 or 13);
        if (isBritish)
            return $"0{digits[2..].TrimStart('0')}";
        if (hasPlus)
            return $"+{digits}";
        return digits.Length is 9 or 10 && digits[0] != '0' ? $"0{digits}" : digits;
    }

    private static bool FollowsCalling(string text, int start)
    {
        var before = text.AsSpan(Math.Max(0, start - 40), Math.Min(40, start)).ToString();
        return Calling().IsMatch(before);
    }

    [GeneratedRegex(@"\b(call|calls|called|calling|ring|rings|dial|dials|dialling|phone|phones|telephone|tel|text|helpline|hotline)\b[:.]?(\s+(on|the|us|them|police|emergency|number|free|now|is|or|and|[0-9]{3}))*\s*\(?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Calling();
}
