using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace PortSafe.Grains.Newsletters.Checks;

/// <summary>
/// Finds figures that were typed, not taken from a release, in one sentence, list item or table row with the name of a port or of what
/// reports are about. Dates, times, years, quarters and JMSC's telephone numbers are not figures.
/// </summary>
internal sealed partial class TypedFigureCheck(FigureNames names, TelephoneCheck telephones, IReadOnlyDictionary<string, string> reasons)
{
    /// <summary>The key under which the reason for the figures of a sentence is given.</summary>
    /// <param name="sentence">As <see cref="CheckFinding.Sentence"/> has it.</param>
    public static string KeyOf(string sentence) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(OneLine(sentence))).AsSpan(0, 16));

    public IEnumerable<CheckFinding> Check(string subject, IReadOnlyList<Passage> passages, SourceLines lines)
    {
        foreach (var passage in passages)
        {
            foreach (var (start, length) in Parts(passage))
            {
                var text = passage.Text.Substring(start, length);
                if (FirstFigure(text, passage, start) is { } figure && (names.In(text) ?? names.In(passage.Context)) is { } name)
                    yield return Finding(text, figure.Text, name, passage, start + figure.At, lines);
            }
        }
        if (FirstFigure(subject, null, 0) is { } typed && names.In(subject) is { } named)
            yield return Finding(subject, typed.Text, named, null, 0, lines);
    }

    /// <summary>The first figure in a line that names a port or what reports are about; null where there is none.</summary>
    public static string? FigureIn(string line, FigureNames names) =>
        names.In(line) is null ? null : new TypedFigureCheck(names, new TelephoneCheck(new HashSet<string>()), new Dictionary<string, string>()).FirstFigure(line, null, 0)?.Text;

    private static IEnumerable<(int Start, int Length)> Parts(Passage passage) =>
        passage.Kind is PassageKind.Paragraph or PassageKind.Heading ? Sentences.In(passage.Text) : [(0, passage.Text.Length)];

    private CheckFinding Finding(string text, string figure, string name, Passage? passage, int at, SourceLines lines)
    {
        var sentence = OneLine(text).Replace(Passage.Token.ToString(), "{{…}}", StringComparison.Ordinal);
        var key = KeyOf(sentence);
        var reason = reasons.GetValueOrDefault(key);
        var place = passage is null ? " in the subject" : "";
        var message = reason is null
            ? $"“{figure}” is typed near “{name}”{place}. A figure of reports may only come from the release, by a token. Take it out, or give the reason why it tells nothing of reports."
            : $"“{figure}” is typed near “{name}”{place}, with a reason: {reason}";
        return new CheckFinding(CheckCodes.TypedFigure, reason is null, passage is null ? null : lines.At(passage.SourceOf(at)), message, sentence, key, reason);
    }

    private (string Text, int At)? FirstFigure(string text, Passage? passage, int start)
    {
        var masked = new bool[text.Length];
        foreach (Match match in NotFigures().Matches(text))
            Array.Fill(masked, true, match.Index, match.Length);
        foreach (var number in telephones.Known(text))
            Array.Fill(masked, true, number.Start, number.Length);
        foreach (var link in passage?.Links.Where(link => TelephoneCheck.IsTelephone(link.Address)) ?? [])
        {
            for (var index = Math.Max(0, link.Start - start); index < Math.Min(text.Length, link.Start + link.Length - start); index++)
                masked[index] = true;
        }
        var word = NumberWords().Matches(text).FirstOrDefault(match => !masked[match.Index]);
        var digit = Enumerable.Range(0, text.Length).FirstOrDefault(index => !masked[index] && IsDigit(text, index), -1);
        if (word is not null && (digit < 0 || word.Index < digit))
            return (word.Value, word.Index);
        return digit < 0 ? null : (WholeFigure(text, digit), digit);
    }

    private static bool IsDigit(string text, int index) => !char.IsLowSurrogate(text[index]) &&
        CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static string WholeFigure(string text, int start)
    {
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] != '|' && end - start < 20)
            end++;
        return text[start..end].TrimEnd('.', ',', ';', ':', '!', '?', ')', '”', '"');
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(
        @"\b(zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex NumberWords();

    private const string Months = "(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)";

    [GeneratedRegex(
        @"\b(19|20)[0-9]{2}Q[1-4]\b|\bQ[1-4]\b|(?<![0-9.,£€$])\b(19|20)[0-9]{2}([-–/][0-9]{2}([0-9]{2})?)?\b(?![.,]?[0-9]|%)|\b[0-3]?[0-9](st|nd|rd|th)?( of)? " + Months + @"\b|\b" + Months + @" [0-3]?[0-9](st|nd|rd|th)?(?=\s*([,.;:)]|$))|\b[0-3]?[0-9]/[01]?[0-9]/(19|20)?[0-9]{2}\b|\b(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]\b|\b[0-2]?[0-9]:[0-5][0-9]( ?[ap]m)?\b|\b[0-1]?[0-9](\.[0-5][0-9])? ?[ap]m\b|\b24/7\b|\b24 hours\b|\b100% anonymous\b|\b(no one|one another)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex NotFigures();
}
