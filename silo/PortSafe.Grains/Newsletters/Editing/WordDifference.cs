using System.Text;

namespace PortSafe.Grains.Newsletters.Editing;

/// <summary>What differs between two lines, by words.</summary>
internal static class WordDifference
{
    private const int MostEdits = 300;

    /// <summary>The pieces of both lines. What stands between two changes and is only blank belongs to them.</summary>
    public static IReadOnlyList<DifferencePart> Of(string before, string after)
    {
        var (old, young) = (Words(before), Words(after));
        var parts = new List<DifferencePart>();
        var (removed, added) = (new StringBuilder(), new StringBuilder());
        var (x, y) = (0, 0);
        foreach (var (matchX, matchY) in EditScript.Matches(old, young, MostEdits).Append((old.Count, young.Count)))
        {
            removed.AppendJoin("", old[x..matchX]);
            added.AppendJoin("", young[y..matchY]);
            (x, y) = (matchX + 1, matchY + 1);
            var same = matchX < old.Count ? old[matchX] : "";
            if (removed.Length + added.Length > 0 && same.Length > 0 && string.IsNullOrWhiteSpace(same))
            {
                removed.Append(same);
                added.Append(same);
                continue;
            }
            Flush(parts, removed, added);
            Add(parts, ChangeKind.Same, same);
        }
        return parts;
    }

    /// <summary>How often each word stands in a line.</summary>
    public static Dictionary<string, int> Count(string line) =>
        Words(line).Where(word => !string.IsNullOrWhiteSpace(word)).GroupBy(word => word, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    /// <summary>Twice the words that both have, out of the words of both: Dice’s coefficient, 0 to 1.</summary>
    public static double Likeness(Dictionary<string, int> before, Dictionary<string, int> after)
    {
        var all = before.Values.Sum() + after.Values.Sum();
        return all == 0 ? 0 : 2.0 * before.Sum(word => Math.Min(word.Value, after.GetValueOrDefault(word.Key))) / all;
    }

    /// <summary>Writes the changes so far. Blank that both begin or end with stays where it is.</summary>
    private static void Flush(List<DifferencePart> parts, StringBuilder removed, StringBuilder added)
    {
        var (old, young) = (removed.ToString(), added.ToString());
        removed.Clear();
        added.Clear();
        var tail = 0;
        while (tail < old.Length && tail < young.Length && char.IsWhiteSpace(old[^(tail + 1)]) && old[^(tail + 1)] == young[^(tail + 1)])
            tail++;
        Add(parts, ChangeKind.Removed, old[..^tail]);
        Add(parts, ChangeKind.Added, young[..^tail]);
        Add(parts, ChangeKind.Same, old[(old.Length - tail)..]);
    }

    private static void Add(List<DifferencePart> parts, ChangeKind kind, string text)
    {
        if (text.Length == 0)
            return;
        if (parts is [.., { } last] && last.Kind == kind)
            parts[^1] = last with { Text = last.Text + text };
        else
            parts.Add(new DifferencePart(kind, text));
    }

    /// <summary>A line's words, the blanks between them, and every other character by itself; together they are the line.</summary>
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var start = 0;
        for (var index = 0; index < line.Length;)
        {
            var kind = KindAt(line, index, out var length);
            index += length;
            if (index < line.Length && kind != 0 && KindAt(line, index, out _) == kind)
                continue;
            words.Add(line[start..index]);
            start = index;
        }
        return words;
    }

    /// <summary>1 for what words are made of, 2 for blank, 0 for anything else.</summary>
    private static int KindAt(string line, int index, out int length)
    {
        length = 1;
        if (!Rune.TryGetRuneAt(line, index, out var rune))
            return 0;
        length = rune.Utf16SequenceLength;
        return Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '\'' or '’' || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark ? 1 : Rune.IsWhiteSpace(rune) ? 2 : 0;
    }
}
