using System.Globalization;
using System.Text;

namespace PortSafe.Grains.Newsletters.Archive;

/// <summary>A word in a text.</summary>
/// <param name="Folded">In lower case, without accents and apostrophes: what is compared.</param>
/// <param name="Start">Where in the text it begins, in UTF-16 units.</param>
/// <param name="Length">In the text as it was written.</param>
internal readonly record struct Word(string Folded, int Start, int Length);

/// <summary>Finds the words of a text: runs of letters and digits.</summary>
internal static class Words
{
    /// <summary>
    /// Letters beside the plain ones that they are found by. The platform runs without the culture data by which .NET would take accents
    /// off; these are the letters of Latin alphabets in Europe.
    /// </summary>
    private static readonly Dictionary<char, string> Plain = new (string Plain, string Letters)[]
    {
        ("a", "àáâãäåāăąǎ"), ("ae", "æǽ"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęěẽ"), ("g", "ĝğġģ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"),
        ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŋ"), ("o", "òóôõöøōŏő"), ("oe", "œ"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("ss", "ß"),
        ("t", "ţťŧț"), ("th", "þ"), ("u", "ùúûüũūŭůűų"), ("w", "ŵẁẃẅ"), ("y", "ýÿŷỳ"), ("z", "źżž"),
    }.SelectMany(pair => pair.Letters.Select(letter => (letter, pair.Plain))).ToDictionary(pair => pair.letter, pair => pair.Plain);

    /// <summary>The words in the order in which they stand.</summary>
    public static IReadOnlyList<Word> In(string text)
    {
        var words = new List<Word>();
        var (start, end, position) = (-1, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsPart(rune))
                (start, end) = (start < 0 ? position : start, position + rune.Utf16SequenceLength);
            else if (start >= 0 && !IsApostrophe(rune))
            {
                words.Add(Make(text, start, end));
                start = -1;
            }
            position += rune.Utf16SequenceLength;
        }
        if (start >= 0)
            words.Add(Make(text, start, end));
        return words;
    }

    private static Word Make(string text, int start, int end)
    {
        var folded = new StringBuilder(end - start);
        foreach (var rune in text.AsSpan(start, end - start).EnumerateRunes())
        {
            if (IsMark(rune) || IsApostrophe(rune))
                continue;
            var lower = Rune.ToLowerInvariant(rune);
            if (lower.IsBmp && Plain.TryGetValue((char)lower.Value, out var plain))
                folded.Append(plain);
            else
                folded.Append(lower.ToString());
        }
        return new Word(folded.ToString(), start, end - start);
    }

    private static bool IsPart(Rune rune) => Rune.IsLetterOrDigit(rune) || IsMark(rune);

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '’';
}
