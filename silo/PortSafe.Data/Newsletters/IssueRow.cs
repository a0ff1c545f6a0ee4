using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PortSafe.Data.Subscribers;
using PortSafe.Domain;

namespace PortSafe.Data.Newsletters;

/// <summary>One newsletter issue. A quarter has at most one.</summary>
public sealed class IssueRow
{
    public required Guid Id { get; init; }

    /// <summary>Null for an alert.</summary>
    public Quarter? Quarter { get; init; }

    /// <summary><c>draft</c>, <c>sending</c> or <c>sent</c>.</summary>
    public required string State { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The revision that was approved; null before.</summary>
    public int? ApprovedRevision { get; set; }

    public string? ApprovedBy { get; set; }

    public DateTimeOffset? ApprovedAt { get; set; }

    public DateTimeOffset? SentAt { get; set; }
}

/// <summary>One saved text of an issue; every one is kept.</summary>
public sealed class IssueRevisionRow
{
    public required Guid IssueId { get; init; }

    /// <summary>1, 2, 3, …</summary>
    public required int Number { get; init; }

    public required string Subject { get; init; }

    /// <summary>Markdown.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset SavedAt { get; init; }

    public required string SavedBy { get; init; }

    /// <summary>Of a draft that the platform wrote: where each of its sentences comes from, as JSON; null for any other text.</summary>
    public string? Sources { get; init; }
}

/// <summary>The send ledger: one row an issue and recipient.</summary>
public sealed class DeliveryRow
{
    public required Guid IssueId { get; init; }

    public required Guid SubscriberId { get; init; }

    /// <summary><c>pending</c>, <c>leased</c>, <c>data-sent</c>, <c>accepted</c>, <c>deferred</c>, <c>failed</c>, <c>uncertain</c> or <c>excluded</c>.</summary>
    public required string State { get; set; }

    public int Attempts { get; set; }

    /// <summary>Rises with every lease; a holder of an older one can change nothing.</summary>
    public int Fence { get; set; }

    public DateTimeOffset? LeasedUntil { get; set; }

    public DateTimeOffset? NextAttemptAt { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>The server's last reply, shortened; never an address.</summary>
    public string? Reply { get; set; }
}

internal sealed class NewsletterConfiguration :
    IEntityTypeConfiguration<IssueRow>,
    IEntityTypeConfiguration<IssueRevisionRow>,
    IEntityTypeConfiguration<DeliveryRow>
{
    public void Configure(EntityTypeBuilder<IssueRow> builder)
    {
        builder.ToTable("issues");
        builder.HasIndex(row => row.Quarter).IsUnique();
        builder.Property(row => row.State).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<IssueRevisionRow> builder)
    {
        builder.ToTable("issue_revisions");
        builder.HasKey(row => new { row.IssueId, row.Number });
        builder.Property(row => row.Sources!).IsJson();
        builder.HasOne<IssueRow>().WithMany().HasForeignKey(row => row.IssueId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<DeliveryRow> builder)
    {
        builder.ToTable("deliveries");
        builder.HasKey(row => new { row.IssueId, row.SubscriberId });
        builder.HasIndex(row => new { row.IssueId, row.State });
        builder.HasOne<IssueRow>().WithMany().HasForeignKey(row => row.IssueId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SubscriberRow>().WithMany().HasForeignKey(row => row.SubscriberId).OnDelete(DeleteBehavior.Restrict);
    }
}
