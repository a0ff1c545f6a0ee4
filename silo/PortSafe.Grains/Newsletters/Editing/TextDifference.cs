namespace PortSafe.Grains.Newsletters.Editing;

/// <summary>What became of a line, or of a piece of one.</summary>
public enum ChangeKind
{
    Same,

    Removed,

    Added,

    /// <summary>Of lines alone: some of the words are others.</summary>
    Changed,
}

/// <summary>A piece of a line: never <see cref="ChangeKind.Changed"/>.</summary>
public sealed record DifferencePart(ChangeKind Kind, string Text);

/// <summary>One line of either text, or of both.</summary>
/// <param name="Before">Its number in the old text, from 1; null for an added one.</param>
/// <param name="After">Its number in the new text, from 1; null for a removed one.</param>
/// <param name="Parts">One, except of a changed line; of pieces that replace each other the removed one comes first.</param>
public sealed record DifferenceLine(ChangeKind Kind, int? Before, int? After, IReadOnlyList<DifferencePart> Parts)
{
    /// <summary>As the old text has it.</summary>
    public string Old => string.Concat(Parts.Where(part => part.Kind != ChangeKind.Added).Select(part => part.Text));

    /// <summary>As the new text has it.</summary>
    public string New => string.Concat(Parts.Where(part => part.Kind != ChangeKind.Removed).Select(part => part.Text));
}

/// <summary>What differs between two texts, line by line, with the words marked in lines that are much alike.</summary>
public sealed class TextDifference
{
    /// <summary>Texts longer than this, in UTF-16 units, are compared by whole lines.</summary>
    public const int LongestForWords = 100_000;

    private const int MostLineEdits = 1_000;

    private TextDifference(IReadOnlyList<DifferenceLine> lines) => Lines = lines;

    /// <summary>Every line of both texts, in order.</summary>
    public IReadOnlyList<DifferenceLine> Lines { get; }

    public bool IsEmpty => Lines.All(line => line.Kind == ChangeKind.Same);

    /// <summary>The old text, as the lines tell it.</summary>
    public string Before => string.Join('\n', Lines.Where(line => line.Kind != ChangeKind.Added).Select(line => line.Old));

    /// <summary>The new text: what the difference makes of the old one.</summary>
    public string After => string.Join('\n', Lines.Where(line => line.Kind != ChangeKind.Removed).Select(line => line.New));

    /// <summary>Compares two texts whose lines end in LF. Texts that differ too much are told as one removed and the other added.</summary>
    public static TextDifference Of(string before, string after)
    {
        var (old, young) = (before.Split('\n'), after.Split('\n'));
        var marksWords = Math.Max(before.Length, after.Length) <= LongestForWords;
        var lines = new List<DifferenceLine>(old.Length + young.Length);
        var (x, y) = (0, 0);
        foreach (var (matchX, matchY) in EditScript.Matches(old, young, MostLineEdits).Append((old.Length, young.Length)))
        {
            lines.AddRange(LinePairs.Tell(old, x, matchX, young, y, matchY, marksWords));
            if (matchX < old.Length)
                lines.Add(new DifferenceLine(ChangeKind.Same, matchX + 1, matchY + 1, [new DifferencePart(ChangeKind.Same, old[matchX])]));
            (x, y) = (matchX + 1, matchY + 1);
        }
        return new TextDifference(lines);
    }
}
