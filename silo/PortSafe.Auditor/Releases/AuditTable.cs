namespace PortSafe.Auditor.Releases;

/// <summary>A cell as a reader knows it: a whole number within bounds that were published.</summary>
/// <param name="Id">1 to 100 characters, unique in its table.</param>
/// <param name="Lower">0 or more.</param>
/// <param name="Upper">At least <paramref name="Lower"/>; null when open.</param>
public sealed record AuditCell(string Id, long Lower, long? Upper);

/// <summary>A relation that every reader knows: the parts make the total.</summary>
/// <param name="Parts">At least one, each once, and not the total itself.</param>
public sealed record AuditSum(string Total, IReadOnlyList<string> Parts);

/// <summary>A cell that nobody should be able to pin down.</summary>
/// <param name="True">The true count, for the verdict alone; null when it is not given.</param>
public sealed record ProtectedCell(string Id, long? True);

/// <summary>What one reader, or several who pool what they were shown, can know of some counts.</summary>
public sealed record AuditTable
{
    private readonly Dictionary<string, int> _places;

    internal AuditTable(IReadOnlyList<AuditCell> cells, IReadOnlyList<AuditSum> sums, IReadOnlyList<ProtectedCell> protectedCells)
    {
        (Cells, Sums, Protected) = (cells, sums, protectedCells);
        _places = cells.Index().ToDictionary(cell => cell.Item.Id, cell => cell.Index, StringComparer.Ordinal);
        Counts = new CountTable(
            [.. cells.Select(cell => cell.Lower)],
            [.. cells.Select(cell => cell.Upper)],
            [.. sums.Select(sum => sum.Parts.Prepend(sum.Total).Select(IndexOf).ToArray())]);
    }

    /// <summary>Every cell once, those that only occur in sums included, as open ones.</summary>
    public IReadOnlyList<AuditCell> Cells { get; }

    public IReadOnlyList<AuditSum> Sums { get; }

    /// <summary>At least one, each a cell of the table.</summary>
    public IReadOnlyList<ProtectedCell> Protected { get; }

    /// <summary>The same without names, in the order of <see cref="Cells"/>.</summary>
    public CountTable Counts { get; }

    /// <exception cref="KeyNotFoundException">The table has no such cell.</exception>
    public int IndexOf(string id) => _places[id];
}
