namespace PortSafe.Grains.Newsletters.Checks;

/// <summary>
/// How old a reader has to be to follow a text at ease: the Flesch–Kincaid grade and 5 years, since children begin the first grade at 6.
/// The grade is 0.39 × words ÷ sentences + 11.8 × syllables ÷ words − 15.59 (Kincaid, Fishburne, Rogers and Chissom, “Derivation of New
/// Readability Formulas for Navy Enlisted Personnel”, Research Branch Report 8-75, 1975). Syllables are counted by rule: groups of
/// vowels, less silent endings; one at least.
/// </summary>
internal static class ReadingAge
{
    private const int FewestWords = 50;
    private const int YearsBeforeFirstGrade = 5;
    private const string Vowels = "aeiouy";

    /// <summary>The age in years, to one decimal; null for a text of fewer than 50 words, of which the formula says nothing.</summary>
    /// <param name="sentences">Each a sentence, or an item that stands for one.</param>
    public static double? Of(IEnumerable<string> sentences)
    {
        var counted = sentences.Select(Words).Where(words => words.Count > 0).ToList();
        var words = counted.Sum(sentence => sentence.Count);
        if (words < FewestWords)
            return null;
        var syllables = counted.Sum(sentence => sentence.Sum(Syllables));
        var grade = (0.39 * words / counted.Count) + (11.8 * syllables / words) - 15.59;
        return Math.Round(Math.Max(0, grade) + YearsBeforeFirstGrade, 1);
    }

    /// <summary>How many syllables a word has, by rule.</summary>
    /// <param name="word">Letters of any case, and apostrophes.</param>
    public static int Syllables(string word)
    {
        var letters = new string([.. word.ToLowerInvariant().Where(char.IsLetter)]);
        var count = 0;
        for (var index = 0; index < letters.Length; index++)
        {
            if (Vowels.Contains(letters[index]) && (index == 0 || !Vowels.Contains(letters[index - 1])))
                count++;
        }
        return Math.Max(1, count - SilentEndings(letters));
    }

    /// <summary>The e of “safe” and of “called” is not heard; that of “table” and “reported” is.</summary>
    private static int SilentEndings(string word)
    {
        if (word.Length < 3)
            return 0;
        if (word.EndsWith("es", StringComparison.Ordinal))
            return IsConsonant(word, 3) && !(word[^3] is 's' or 'x' or 'z' or 'g' or 'c' || word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal) || EndsInLe(word[..^1])) ? 1 : 0;
        if (word.EndsWith("ed", StringComparison.Ordinal))
            return IsConsonant(word, 3) && word[^3] is not ('t' or 'd') ? 1 : 0;
        return word[^1] == 'e' && IsConsonant(word, 2) && !EndsInLe(word) ? 1 : 0;
    }

    private static bool EndsInLe(string word) => word.EndsWith("le", StringComparison.Ordinal) && IsConsonant(word, 3);

    private static bool IsConsonant(string word, int fromEnd) => word.Length >= fromEnd && !Vowels.Contains(word[^fromEnd]);

    private static List<string> Words(string sentence) =>
        [.. sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsLetter)).SelectMany(word => word.Split(['-', '–', '/'], StringSplitOptions.RemoveEmptyEntries)).Where(word => word.Any(char.IsLetter))];
}
