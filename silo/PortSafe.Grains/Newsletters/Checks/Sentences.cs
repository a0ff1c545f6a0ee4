using System.Text.RegularExpressions;

namespace PortSafe.Grains.Newsletters.Checks;

/// <summary>Parts text into sentences by rule: after a full stop, question or exclamation mark that a space and a new beginning follow.</summary>
internal static partial class Sentences
{
    private static readonly HashSet<string> Abbreviations =
        new(["no", "nos", "approx", "e.g", "i.e", "st", "mr", "mrs", "ms", "dr", "vs", "etc", "para", "fig", "ca", "c", "p", "tel"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Each sentence's place in the text, the spaces between them left out.</summary>
    public static IEnumerable<(int Start, int Length)> In(string text)
    {
        var start = 0;
        foreach (Match end in Ends().Matches(text))
        {
            if (end.ValueSpan[0] == '.' && Abbreviations.Contains(WordBefore(text, end.Index)))
                continue;
            yield return (start, end.Groups["mark"].Index + end.Groups["mark"].Length - start);
            start = end.Index + end.Length;
        }
        if (start < text.Length)
            yield return (start, text.Length - start);
    }

    private static string WordBefore(string text, int end)
    {
        var start = end;
        while (start > 0 && end - start < 8 && (char.IsLetter(text[start - 1]) || text[start - 1] == '.'))
            start--;
        return text[start..end];
    }

    [GeneratedRegex(@"(?<mark>[.!?…][.!?…""”’')\]]{0,5})\s+(?=\S)(?![a-z])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ends();
}
