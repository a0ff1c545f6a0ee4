using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PortSafe.Domain;

namespace PortSafe.Data.Releases;

/// <summary>The release of one quarter. Once frozen, neither it nor its cells change; triggers in the database see to that.</summary>
public sealed class ReleaseRow
{
    public required Quarter Quarter { get; init; }

    public required string State { get; set; }

    /// <summary>The version of the publication plan by which it was compiled.</summary>
    public required int Plan { get; set; }

    /// <summary>SHA-256 of the cells' canonical form, 64 hexadecimal digits.</summary>
    public required string Hash { get; set; }

    /// <summary>The version of the report ledger that it was compiled from.</summary>
    public required long LedgerVersion { get; set; }

    public required DateTimeOffset CompiledAt { get; set; }

    public required string CompiledBy { get; set; }

    public DateTimeOffset? SubmittedAt { get; set; }

    public string? SubmittedBy { get; set; }

    public string? ApprovedBy { get; set; }

    public DateTimeOffset? FrozenAt { get; set; }
}

/// <summary>One published figure. Which of the optional columns are set depends on the measure and its breakdown.</summary>
public sealed class ReleaseCellRow
{
    public required Quarter Quarter { get; init; }

    /// <summary>1, 2, 3, … in the canonical order.</summary>
    public required int Number { get; init; }

    public required string Measure { get; init; }

    /// <summary><c>public</c> or <c>port</c>.</summary>
    public required string Audience { get; init; }

    public string? Region { get; init; }

    public string? Group { get; init; }

    public string? Locode { get; init; }

    public string? Size { get; init; }

    public string? Stage { get; init; }

    /// <summary>The quarter such as <c>2026Q3</c>, or for yearly figures the year such as <c>2026</c>.</summary>
    public required string Period { get; init; }

    /// <summary>The figure as people read it: <c>&lt;10</c>, <c>15–19</c>, <c>18%</c>.</summary>
    public required string Display { get; init; }

    /// <summary>The least number of reports that a report figure can stand for; null for other measures.</summary>
    public int? Lower { get; init; }

    public int? Upper { get; init; }

    /// <summary>The value of a measure other than reports: a share from 0 to 1, a number, or a score from 0 to 100.</summary>
    public double? Value { get; init; }

    public long? Numerator { get; init; }

    public long? Denominator { get; init; }
}

internal sealed class ReleaseConfiguration : IEntityTypeConfiguration<ReleaseRow>, IEntityTypeConfiguration<ReleaseCellRow>
{
    public void Configure(EntityTypeBuilder<ReleaseRow> builder)
    {
        builder.ToTable("releases");
        builder.HasKey(row => row.Quarter);
        builder.Property(row => row.State).IsConcurrencyToken();
        builder.Property(row => row.Hash).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ReleaseCellRow> builder)
    {
        builder.ToTable("release_cells");
        builder.HasKey(row => new { row.Quarter, row.Number });
        builder.HasIndex(row => new { row.Measure, row.Quarter });
        builder.HasIndex(row => row.Locode);
        builder.HasOne<ReleaseRow>().WithMany().HasForeignKey(row => row.Quarter).OnDelete(DeleteBehavior.Restrict);
    }
}
