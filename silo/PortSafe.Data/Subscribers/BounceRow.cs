using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PortSafe.Data.Newsletters;

namespace PortSafe.Data.Subscribers;

/// <summary>A newsletter that came back, or that its reader complained about. Names nobody.</summary>
public sealed class BounceRow
{
    public required Guid Id { get; init; }

    /// <summary>Unique: the subscriber, the issue, the kind and the day, so that one that is reported again is found again.</summary>
    public required string Key { get; init; }

    public required Guid SubscriberId { get; init; }

    /// <summary>Null where the report does not say which.</summary>
    public Guid? IssueId { get; init; }

    /// <summary><c>hard</c>, <c>soft</c> or <c>complaint</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The enhanced status code of RFC 3463, such as <c>5.1.1</c>; null for a complaint.</summary>
    public string? Status { get; init; }

    /// <summary>How it came here: <c>mailbox</c> or <c>api</c>.</summary>
    public required string Source { get; init; }

    /// <summary>When it happened, as the report says.</summary>
    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

internal sealed class BounceConfiguration : IEntityTypeConfiguration<BounceRow>
{
    public void Configure(EntityTypeBuilder<BounceRow> builder)
    {
        builder.ToTable("bounces");
        builder.HasIndex(row => row.Key).IsUnique();
        builder.HasIndex(row => row.SubscriberId);
        builder.HasIndex(row => row.IssueId);
        builder.HasIndex(row => row.At);
        builder.HasOne<SubscriberRow>().WithMany().HasForeignKey(row => row.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<IssueRow>().WithMany().HasForeignKey(row => row.IssueId).OnDelete(DeleteBehavior.Restrict);
    }
}
