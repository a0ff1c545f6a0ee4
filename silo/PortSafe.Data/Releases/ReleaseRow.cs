using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PortSafe.Domain.Releases;

namespace PortSafe.Data.Releases;

/// <summary>
/// The release of one quarter, or the revision of one year. Once frozen, neither it nor its cells change but for its withdrawal, and
/// both take two people; triggers in the database see to that.
/// </summary>
public sealed class ReleaseRow
{
    public required ReleaseId Id { get; init; }

    public required string State { get; set; }

    /// <summary>The version of the publication plan by which it was compiled.</summary>
    public required int Plan { get; set; }

    /// <summary>SHA-256 of the cells' canonical form, 64 hexadecimal digits.</summary>
    public required string Hash { get; set; }

    /// <summary>The version of the report ledger that it was compiled from.</summary>
    public required long LedgerVersion { get; set; }

    /// <summary>The register of its quarter, as JSON: LOCODE, region and size of each port. Null for a revision, and where an earlier version froze it.</summary>
    public string? Register { get; set; }

    /// <summary>How many tables it does without, from the first of the order in which a release falls back.</summary>
    public int Withheld { get; set; }

    public required DateTimeOffset CompiledAt { get; set; }

    public required string CompiledBy { get; set; }

    public DateTimeOffset? AuditedAt { get; set; }

    /// <summary>How many protected cells were attacked, over all readers.</summary>
    public long? AuditedCells { get; set; }

    public DateTimeOffset? SubmittedAt { get; set; }

    public string? SubmittedBy { get; set; }

    public DateTimeOffset? ApprovedAt { get; set; }

    public string? ApprovedBy { get; set; }

    public DateTimeOffset? FrozenAt { get; set; }

    public string? FrozenBy { get; set; }

    /// <summary>Of what was frozen, in base64; null for a release that an earlier version froze.</summary>
    public string? Signature { get; set; }

    /// <summary>The public key to check the signature with, as SubjectPublicKeyInfo in base64.</summary>
    public string? SigningKey { get; set; }

    public DateTimeOffset? AbandonedAt { get; set; }

    public string? AbandonedBy { get; set; }

    /// <summary>Why it was abandoned, for JMSC alone; at most 500 characters.</summary>
    public string? AbandonedNote { get; set; }

    public DateTimeOffset? WithdrawalAskedAt { get; set; }

    public string? WithdrawalAskedBy { get; set; }

    /// <summary>A code; what it stands for is published.</summary>
    public string? WithdrawalReason { get; set; }

    /// <summary>For JMSC alone; at most 500 characters.</summary>
    public string? WithdrawalNote { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public string? WithdrawnBy { get; set; }
}

/// <summary>What the auditor found when it last attacked a release. For JMSC alone: it was given true counts.</summary>
public sealed class ReleaseAuditRow
{
    public required ReleaseId Release { get; init; }

    /// <summary>The release's hash that was attacked.</summary>
    public required string Hash { get; init; }

    public required long LedgerVersion { get; init; }

    /// <summary>SHA-256 over the other releases that it was attacked together with, 64 hexadecimal digits.</summary>
    public required string Vintages { get; init; }

    public required bool Passed { get; init; }

    public required DateTimeOffset AuditedAt { get; init; }

    public required string AuditedBy { get; init; }

    /// <summary>The findings by scenario, for each set of tables that was tried, as JSON.</summary>
    public required string Result { get; init; }

    /// <summary>The tables that prove each range, as JSON, compressed by gzip.</summary>
    public required byte[] Witnesses { get; init; }
}

/// <summary>One published figure. Which of the optional columns are set depends on the measure and its breakdown.</summary>
public sealed class ReleaseCellRow
{
    public required ReleaseId Release { get; init; }

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

internal sealed class ReleaseConfiguration :
    IEntityTypeConfiguration<ReleaseRow>,
    IEntityTypeConfiguration<ReleaseCellRow>,
    IEntityTypeConfiguration<ReleaseAuditRow>
{
    public void Configure(EntityTypeBuilder<ReleaseRow> builder)
    {
        builder.ToTable("releases");
        builder.Property(row => row.State).IsConcurrencyToken();
        builder.Property(row => row.Hash).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ReleaseCellRow> builder)
    {
        builder.ToTable("release_cells");
        builder.HasKey(row => new { row.Release, row.Number });
        builder.HasIndex(row => new { row.Measure, row.Release });
        builder.HasIndex(row => row.Locode);
        builder.HasOne<ReleaseRow>().WithMany().HasForeignKey(row => row.Release).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ReleaseAuditRow> builder)
    {
        builder.ToTable("release_audits");
        builder.HasKey(row => row.Release);
        builder.Property(row => row.Result).IsJson();
        builder.HasOne<ReleaseRow>().WithMany().HasForeignKey(row => row.Release).OnDelete(DeleteBehavior.Restrict);
    }
}
