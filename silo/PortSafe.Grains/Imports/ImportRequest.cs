namespace PortSafe.Grains.Imports;

/// <summary>What a file holds.</summary>
public enum ImportKind
{
    /// <summary>The register: <c>locode,name,region,size,latitude,longitude</c>.</summary>
    Ports,

    /// <summary>What happened in the ports' schemes: <c>date,locode,event,detail</c>.</summary>
    Schemes,

    /// <summary>Quarters' awareness figures, by port.</summary>
    Awareness,

    /// <summary>A source's statement of whole months: <c>month,locode,category,count</c>.</summary>
    Reports,
}

/// <summary>How large a file may be.</summary>
/// <param name="MaxBytes">Of the file as it comes.</param>
/// <param name="MaxRows">Without the header.</param>
public sealed record ImportLimits(long MaxBytes, int MaxRows)
{
    /// <summary>10 MiB and 100,000 rows.</summary>
    public static ImportLimits Web { get; } = new(10L << 20, 100_000);

    /// <summary>1 GiB and 5 million rows.</summary>
    public static ImportLimits CommandLine { get; } = new(1L << 30, 5_000_000);
}

/// <summary>A file that somebody wants taken in.</summary>
/// <param name="Open">Opens the file, once.</param>
/// <param name="Source">Who states the reports, in kebab case; only for reports.</param>
/// <param name="IsConfirmed">Whether a person has seen what changes, where there is something to see.</param>
/// <param name="Seen">
/// Of a file about ports: the <see cref="ImportPreview.Digest"/> of what a person has seen that it changes; the file is taken in only if it
/// still changes just that. Empty to see it. Null to take the file in unseen.
/// </param>
public sealed record ImportRequest(ImportKind Kind, Func<Stream> Open, ImportLimits Limits, string? Source = null, bool IsConfirmed = false, string? Seen = null)
{
    public static ImportRequest OfFile(ImportKind kind, string path, ImportLimits limits, string? source = null, bool isConfirmed = false) =>
        new(kind, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan), limits, source, isConfirmed);
}

/// <summary>How far an import is.</summary>
/// <param name="BytesRead">Of the file.</param>
/// <param name="RowsWritten">Rows of the database written, 0 while the file is still being read and checked.</param>
public readonly record struct ImportProgress(long BytesRead, long RowsWritten);
