namespace PortSafe.Grains.Imports;

/// <summary>The columns of the files, for those who are to write one.</summary>
public static class ImportColumns
{
    /// <summary>The columns that a file of this kind has, in any order.</summary>
    public static IReadOnlyList<string> Of(ImportKind kind) => kind == ImportKind.Reports ? ReportsFile.Columns : PortFile.Of(kind, DateOnly.MaxValue).Columns;
}
