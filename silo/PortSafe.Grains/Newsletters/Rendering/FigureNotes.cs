namespace PortSafe.Grains.Newsletters.Rendering;

/// <summary>The notes that a reader of one rendering has met: tables and charts share them, and once is enough.</summary>
internal sealed class FigureNotes
{
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);

    /// <summary>The notes that are new to the reader.</summary>
    public IReadOnlyList<string> Fresh(IEnumerable<string> notes) => [.. notes.Where(_met.Add)];
}
