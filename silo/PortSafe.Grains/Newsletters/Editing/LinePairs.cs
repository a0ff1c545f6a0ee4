namespace PortSafe.Grains.Newsletters.Editing;

/// <summary>Finds, among lines that were removed and lines that came in their place, those that are the same line written anew.</summary>
internal static class LinePairs
{
    /// <summary>The most pairs of lines that are weighed against each other.</summary>
    private const int MostPairs = 900;

    private const double LeastAlike = 0.4;

    /// <summary>Tells a run of lines of the old text and the run of the new one that stands in its place.</summary>
    public static IEnumerable<DifferenceLine> Tell(string[] old, int x, int endX, string[] young, int y, int endY, bool marksWords)
    {
        var (startX, startY) = (x, y);
        foreach (var (pairX, pairY) in (marksWords ? Pairs(old[x..endX], young[y..endY]) : []).Select(pair => (pair.Before + startX, pair.After + startY)).Append((endX, endY)))
        {
            for (; x < pairX; x++)
                yield return new DifferenceLine(ChangeKind.Removed, x + 1, null, [new DifferencePart(ChangeKind.Removed, old[x])]);
            for (; y < pairY; y++)
                yield return new DifferenceLine(ChangeKind.Added, null, y + 1, [new DifferencePart(ChangeKind.Added, young[y])]);
            if (pairX < endX)
                yield return new DifferenceLine(ChangeKind.Changed, ++x, ++y, WordDifference.Of(old[pairX], young[pairY]));
        }
    }

    /// <summary>The pairs, in order, that are most alike together.</summary>
    private static IEnumerable<(int Before, int After)> Pairs(string[] old, string[] young)
    {
        if (old.Length == 0 || young.Length == 0 || (long)old.Length * young.Length > MostPairs)
            return [];
        var (oldWords, youngWords) = (Array.ConvertAll(old, WordDifference.Count), Array.ConvertAll(young, WordDifference.Count));
        var best = new double[old.Length + 1, young.Length + 1];
        var alike = new double[old.Length, young.Length];
        for (var x = old.Length - 1; x >= 0; x--)
        {
            for (var y = young.Length - 1; y >= 0; y--)
            {
                alike[x, y] = WordDifference.Likeness(oldWords[x], youngWords[y]);
                var paired = alike[x, y] >= LeastAlike ? alike[x, y] + best[x + 1, y + 1] : 0;
                best[x, y] = Math.Max(paired, Math.Max(best[x + 1, y], best[x, y + 1]));
            }
        }
        return Walk(best, alike);
    }

    private static IEnumerable<(int Before, int After)> Walk(double[,] best, double[,] alike)
    {
        var (x, y) = (0, 0);
        while (x < alike.GetLength(0) && y < alike.GetLength(1))
        {
            if (best[x, y] == best[x + 1, y])
                x++;
            else if (best[x, y] == best[x, y + 1])
                y++;
            else
                yield return (x++, y++);
        }
    }
}
