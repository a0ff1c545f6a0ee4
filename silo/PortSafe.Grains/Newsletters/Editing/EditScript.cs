namespace PortSafe.Grains.Newsletters.Editing;

/// <summary>
/// The shortest way from one sequence to another: E. W. Myers, “An O(ND) difference algorithm and its variations”, Algorithmica 1
/// (1986), the greedy form.
/// </summary>
internal static class EditScript
{
    /// <summary>The items that stay, as pairs of their places in both sequences, in order.</summary>
    /// <param name="mostEdits">Of how many removals and additions together to look for; past that only what both begin and end with stays.</param>
    public static List<(int Before, int After)> Matches(IReadOnlyList<string> before, IReadOnlyList<string> after, int mostEdits)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var (old, young) = (Numbered(before, names), Numbered(after, names));
        var shorter = Math.Min(old.Length, young.Length);
        var head = 0;
        while (head < shorter && old[head] == young[head])
            head++;
        var tail = 0;
        while (tail < shorter - head && old[^(tail + 1)] == young[^(tail + 1)])
            tail++;
        var matches = Enumerable.Range(0, head).Select(place => (place, place)).ToList();
        matches.AddRange(Middle(old.AsSpan(head..^tail), young.AsSpan(head..^tail), mostEdits).Select(match => (match.Before + head, match.After + head)));
        matches.AddRange(Enumerable.Range(0, tail).Select(place => (old.Length - tail + place, young.Length - tail + place)));
        return matches;
    }

    private static int[] Numbered(IReadOnlyList<string> items, Dictionary<string, int> names)
    {
        var numbers = new int[items.Count];
        for (var index = 0; index < numbers.Length; index++)
        {
            if (!names.TryGetValue(items[index], out numbers[index]))
                names[items[index]] = numbers[index] = names.Count;
        }
        return numbers;
    }

    private static List<(int Before, int After)> Middle(ReadOnlySpan<int> old, ReadOnlySpan<int> young, int mostEdits)
    {
        if (old.Length == 0 || young.Length == 0)
            return [];
        var most = Math.Min(old.Length + young.Length, mostEdits);
        // Where each diagonal's furthest path ends, by x; a diagonal k is x - y, and stands at k + most + 1.
        var (furthest, zero) = (new int[(2 * most) + 3], most + 1);
        var rounds = new List<int[]>();
        for (var edits = 0; edits <= most; edits++)
        {
            for (var k = -edits; k <= edits; k += 2)
            {
                var isDown = k == -edits || (k != edits && furthest[zero + k - 1] < furthest[zero + k + 1]);
                var x = isDown ? furthest[zero + k + 1] : furthest[zero + k - 1] + 1;
                while (x < old.Length && x - k < young.Length && old[x] == young[x - k])
                    x++;
                furthest[zero + k] = x;
                if (x == old.Length && x - k == young.Length)
                    return Back(rounds, old.Length, young.Length);
            }
            rounds.Add(furthest[(zero - edits)..(zero + edits + 1)]);
        }
        return [];
    }

    /// <summary>Walks from the end to the start.</summary>
    /// <param name="rounds">Of each number of edits but the last, the furthest ends of the diagonals from minus that number to it.</param>
    private static List<(int Before, int After)> Back(List<int[]> rounds, int x, int y)
    {
        var matches = new List<(int Before, int After)>();
        for (var edits = rounds.Count; edits > 0; edits--)
        {
            var (k, last, zero) = (x - y, rounds[edits - 1], edits - 1);
            var from = k == -edits || (k != edits && last[zero + k - 1] < last[zero + k + 1]) ? k + 1 : k - 1;
            var (fromX, fromY) = (last[zero + from], last[zero + from] - from);
            while (x > fromX && y > fromY)
                matches.Add((--x, --y));
            (x, y) = (fromX, fromY);
        }
        while (x > 0)
            matches.Add((--x, --y));
        matches.Reverse();
        return matches;
    }
}
