namespace PortSafe.Grains.Newsletters.Archive;

/// <summary>A piece of a text that was found.</summary>
/// <param name="IsMatch">Whether it is a word that was looked for.</param>
public sealed record TextPart(string Text, bool IsMatch);

/// <summary>Cuts the line out of a text that shows why it was found.</summary>
internal static class Excerpt
{
    private const int Longest = 200;
    private const int Before = 60;
    private const string Cut = "…";

    /// <summary>A whole passage, its words marked.</summary>
    public static IReadOnlyList<TextPart> Whole(SearchPassage passage, WordMatch match) => Mark(passage, match, 0, passage.Text.Length);

    /// <summary>A line of the passage that holds the most terms, of a longer one rather than a heading; of the text's beginning where only its title holds any.</summary>
    public static IReadOnlyList<TextPart> Of(SearchDocument document, WordMatch match)
    {
        var best = document.Passages.Skip(1)
            .Select(passage => (Passage: passage, Terms: match.Found.Count(found => found.Any(passage.Holds))))
            .OrderByDescending(pair => pair.Terms)
            .ThenByDescending(pair => Math.Min(pair.Passage.Text.Length, Longest))
            .FirstOrDefault();
        if (best.Passage is not { } passage)
            return [];
        if (best.Terms == 0)
            passage = document.Passages.Skip(1).FirstOrDefault(one => one.Words.Count > 8) ?? passage;
        var start = StartOf(passage, match);
        var end = EndOf(passage, start);
        return
        [
            .. start > 0 ? [new TextPart(Cut, false)] : Array.Empty<TextPart>(),
            .. Mark(passage, match, start, end),
            .. end < passage.Text.Length ? [new TextPart(Cut, false)] : Array.Empty<TextPart>(),
        ];
    }

    /// <summary>The beginning of a word somewhat before the first one that was found; of the passage where that is near.</summary>
    private static int StartOf(SearchPassage passage, WordMatch match)
    {
        var first = passage.Words.Where((_, index) => IsFound(passage, match, index)).Select(word => word.Start).FirstOrDefault();
        return first <= Before || passage.Text.Length <= Longest
            ? 0
            : passage.Words.First(word => word.Start >= first - Before).Start;
    }

    private static int EndOf(SearchPassage passage, int start)
    {
        if (passage.Text.Length - start <= Longest)
            return passage.Text.Length;
        var last = passage.Words.LastOrDefault(word => word.Start >= start && word.Start + word.Length <= start + Longest);
        return last.Length > 0 ? last.Start + last.Length : start + Longest;
    }

    private static List<TextPart> Mark(SearchPassage passage, WordMatch match, int start, int end)
    {
        var parts = new List<TextPart>();
        var at = start;
        for (var index = 0; index < passage.Words.Count; index++)
        {
            var word = passage.Words[index];
            if (word.Start < start || word.Start + word.Length > end || !IsFound(passage, match, index))
                continue;
            if (word.Start > at)
                parts.Add(new TextPart(passage.Text[at..word.Start], false));
            parts.Add(new TextPart(passage.Text.Substring(word.Start, word.Length), true));
            at = word.Start + word.Length;
        }
        if (at < end)
            parts.Add(new TextPart(passage.Text[at..end], false));
        return parts;
    }

    private static bool IsFound(SearchPassage passage, WordMatch match, int index) => match.Found.Any(found => found.Contains(passage.First + index));
}
