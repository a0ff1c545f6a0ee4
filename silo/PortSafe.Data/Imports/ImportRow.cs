using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PortSafe.Data.Imports;

/// <summary>A file that was taken in whole, known by the hash of its bytes.</summary>
public sealed class ImportRow
{
    public required Guid Id { get; init; }

    /// <summary><c>ports</c>, <c>schemes</c>, <c>awareness</c> or <c>reports</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The source whose statement it is; only for reports.</summary>
    public string? Source { get; init; }

    /// <summary>SHA-256 of the file's bytes, for reports together with their source; 64 hexadecimal digits.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Data rows, without the header.</summary>
    public required int Rows { get; init; }

    /// <summary>What the rows add up to: reports, or the rows themselves.</summary>
    public required long Total { get; init; }

    public required DateTimeOffset ImportedAt { get; init; }

    public required string By { get; init; }
}

internal sealed class ImportConfiguration : IEntityTypeConfiguration<ImportRow>
{
    public void Configure(EntityTypeBuilder<ImportRow> builder)
    {
        builder.ToTable("imports");
        builder.HasIndex(row => row.ContentHash).IsUnique();
    }
}
