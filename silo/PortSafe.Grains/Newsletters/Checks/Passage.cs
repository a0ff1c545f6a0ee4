using PortSafe.Grains.Newsletters.Tokens;

namespace PortSafe.Grains.Newsletters.Checks;

/// <summary>What a reader takes in at once.</summary>
internal enum PassageKind
{
    Heading,
    Paragraph,

    /// <summary>An item of a list, without the lists within it.</summary>
    ListItem,

    /// <summary>A row of a table, its cells parted by strokes.</summary>
    TableRow,

    Code,
}

/// <summary>A link or picture within a passage.</summary>
/// <param name="Start">Where its text begins, in that of the passage.</param>
/// <param name="IsBare">Whether its address is written as its text.</param>
internal sealed record PassageLink(string Address, int Start, int Length, bool IsPicture, bool IsBare);

/// <summary>The text of a part of an issue as a reader sees it, on one line: without markup, and with a sign in place of each token.</summary>
/// <param name="Context">The words above it that say what it is of: a table's headings, the item that a list is in, the line that leads to a list.</param>
/// <param name="Marks">Where pieces of the text come from: an offset in it, and one in the Markdown; in order.</param>
internal sealed record Passage(PassageKind Kind, string Text, string Context, IReadOnlyList<(int At, int Source)> Marks, IReadOnlyList<PassageLink> Links)
{
    /// <summary>Stands for a figure from a release, which is not typed.</summary>
    public const char Token = '\uFFFC';

    /// <summary>The offset in the Markdown of a place in the text.</summary>
    public int SourceOf(int offset)
    {
        var mark = Marks.Where(mark => mark.At <= offset).DefaultIfEmpty((At: 0, Source: 0)).Last();
        return mark.Source + Math.Max(0, offset - mark.At);
    }
}

/// <summary>Places in a Markdown text by line and column.</summary>
internal sealed class SourceLines(string markdown)
{
    private readonly List<int> _starts = [0, .. Enumerable.Range(0, markdown.Length).Where(index => markdown[index] == '\n').Select(index => index + 1)];

    public TextPosition At(int offset)
    {
        offset = Math.Clamp(offset, 0, markdown.Length);
        var line = _starts.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        return new TextPosition(line + 1, offset - _starts[line] + 1);
    }
}
