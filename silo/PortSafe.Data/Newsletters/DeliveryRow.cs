using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PortSafe.Data.Subscribers;

namespace PortSafe.Data.Newsletters;

/// <summary>The send ledger: one row an issue and recipient.</summary>
public sealed class DeliveryRow
{
    public required Guid IssueId { get; init; }

    public required Guid SubscriberId { get; init; }

    /// <summary>One of <see cref="DeliveryState"/>.</summary>
    public required string State { get; set; }

    public int Attempts { get; set; }

    /// <summary>Rises with every lease; a holder of an older one can change nothing.</summary>
    public int Fence { get; set; }

    public DateTimeOffset? LeasedUntil { get; set; }

    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>What a copy that is put off has a day from.</summary>
    public DateTimeOffset? FirstAttemptAt { get; set; }

    /// <summary>When the last attempt ended; null before the first one has.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>The server's last reply, shortened; never an address.</summary>
    public string? Reply { get; set; }
}

/// <summary>What is left of the rate that all nodes share, as of a moment. There is one row.</summary>
public sealed class SendAllowanceRow
{
    /// <summary>1.</summary>
    public required int Id { get; init; }

    /// <summary>How many copies might be taken on at <see cref="At"/>.</summary>
    public required double Tokens { get; set; }

    public required DateTimeOffset At { get; set; }
}

internal sealed class DeliveryConfiguration :
    IEntityTypeConfiguration<DeliveryRow>,
    IEntityTypeConfiguration<SendCertificateRow>,
    IEntityTypeConfiguration<SendAllowanceRow>
{
    public void Configure(EntityTypeBuilder<DeliveryRow> builder)
    {
        builder.ToTable("deliveries");
        builder.HasKey(row => new { row.IssueId, row.SubscriberId });
        builder.HasIndex(row => new { row.IssueId, row.State });
        builder.HasIndex(row => new { row.IssueId, row.FinishedAt }).HasFilter("finished_at IS NOT NULL");
        builder.HasOne<IssueRow>().WithMany().HasForeignKey(row => row.IssueId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SubscriberRow>().WithMany().HasForeignKey(row => row.SubscriberId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SendCertificateRow> builder)
    {
        builder.ToTable("send_certificates");
        builder.HasKey(row => new { row.IssueId, row.Number });
        builder.HasOne<IssueRow>().WithMany().HasForeignKey(row => row.IssueId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SendAllowanceRow> builder)
    {
        builder.ToTable("send_allowance");
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
