using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PortSafe.Data.Imports;
using PortSafe.Domain;

namespace PortSafe.Data.Reports;

/// <summary>Somebody who counts reports and tells JMSC, such as Crimestoppers. Sources are summed and must not overlap.</summary>
public sealed class ReportSourceRow
{
    /// <summary>A short name in kebab case.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public required string By { get; init; }
}

/// <summary>What one source said of one whole month. A correction is a further revision; every revision stays.</summary>
public sealed class StatementRow
{
    public required long Id { get; init; }

    public required string Source { get; init; }

    public required Month Month { get; init; }

    /// <summary>1, 2, 3, …; the greatest is in force.</summary>
    public required int Revision { get; init; }

    public required Guid ImportId { get; init; }
}

/// <summary>
/// The counts of one statement for one port. A port without a row had none. JMSC alone reads these. That the statement exists, a
/// trigger sees to.
/// </summary>
public sealed class ReportCountsRow
{
    public required long Statement { get; init; }

    public required string Port { get; init; }

    /// <summary>A JSON object: category code to count, zero counts left out.</summary>
    public required string Counts { get; init; }
}

internal sealed class ReportConfiguration :
    IEntityTypeConfiguration<ReportSourceRow>,
    IEntityTypeConfiguration<StatementRow>,
    IEntityTypeConfiguration<ReportCountsRow>
{
    public void Configure(EntityTypeBuilder<ReportSourceRow> builder)
    {
        builder.ToTable("report_sources");
        builder.HasKey(row => row.Name);
    }

    public void Configure(EntityTypeBuilder<StatementRow> builder)
    {
        builder.ToTable("statements");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.Source, row.Month, row.Revision }).IsUnique();
        builder.HasIndex(row => row.Month);
        builder.HasOne<ReportSourceRow>().WithMany().HasForeignKey(row => row.Source).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ImportRow>().WithMany().HasForeignKey(row => row.ImportId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ReportCountsRow> builder)
    {
        builder.ToTable("report_counts");
        builder.HasKey(row => new { row.Statement, row.Port });
        builder.Property(row => row.Counts).IsJson();
    }
}
