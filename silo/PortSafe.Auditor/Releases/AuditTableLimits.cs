namespace PortSafe.Auditor.Releases;

/// <summary>The most that a table from outside may hold.</summary>
/// <param name="Bytes">Of the JSON text.</param>
/// <param name="Cells">Rows of <c>cells</c>, and of <c>protected</c>.</param>
/// <param name="Sums">Rows of <c>sums</c>.</param>
/// <param name="Parts">Over all sums.</param>
public sealed record AuditTableLimits(int Bytes, int Cells, int Sums, int Parts)
{
    /// <summary>The greatest bound or count: sums of a million of them stay exact.</summary>
    public const long MaxCount = 1_000_000_000_000;

    public const int MaxIdLength = 100;

    /// <summary>No more errors than these are listed.</summary>
    public const int MaxErrors = 100;

    public static AuditTableLimits Default { get; } = new(64 * 1024 * 1024, 200_000, 200_000, 2_000_000);
}
