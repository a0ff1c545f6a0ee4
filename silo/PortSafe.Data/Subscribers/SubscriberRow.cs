using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PortSafe.Data.Subscribers;

/// <summary>Someone who receives the newsletter. Holds an address, so it can be wiped.</summary>
public sealed class SubscriberRow
{
    public required Guid Id { get; init; }

    /// <summary>In lower case; unique. Nobody's once it is wiped.</summary>
    public required string Email { get; set; }

    /// <summary>On what ground they are written to: <c>membership</c> or <c>consent</c>.</summary>
    public required string Basis { get; init; }

    /// <summary>How the address came here, such as <c>invitation</c>.</summary>
    public required string Source { get; init; }

    /// <summary>43 characters of base64url that let the holder change what they receive without signing in.</summary>
    public required string Token { get; init; }

    public required DateTimeOffset SubscribedAt { get; init; }

    /// <summary>When they agreed themselves; null for a member who was never asked.</summary>
    public DateTimeOffset? ConsentedAt { get; set; }

    /// <summary>Null while they are subscribed.</summary>
    public DateTimeOffset? UnsubscribedAt { get; set; }

    /// <summary>By whose act: <c>holder</c>, <c>administrator</c>, <c>complaint</c> or <c>wiped</c>; null where that was not recorded.</summary>
    public string? UnsubscribedHow { get; set; }

    /// <summary>Since when mail to the address has been known not to arrive; null while nothing says so. Nothing is sent to it.</summary>
    public DateTimeOffset? UndeliverableAt { get; set; }

    /// <summary>Bounces of before this moment do not count any more; null where all do.</summary>
    public DateTimeOffset? DeliverableSince { get; set; }

    public DateTimeOffset? WipedAt { get; set; }
}

/// <summary>One thing that a subscriber wants to hear about.</summary>
public sealed class SubscriberTopicRow
{
    public required Guid SubscriberId { get; init; }

    /// <summary><c>quarterly</c>, <c>alerts</c> or <c>toolkit</c>.</summary>
    public required string Topic { get; init; }
}

/// <summary>Somebody asked to receive the newsletter at an address and has not proved yet that it is theirs. Deleted when it has run out.</summary>
public sealed class SubscriptionRequestRow
{
    /// <summary>SHA-256 of the token in the link that was sent, 64 hexadecimal digits.</summary>
    public required string TokenHash { get; init; }

    /// <summary>In lower case.</summary>
    public required string Email { get; init; }

    /// <summary>Codes of topics, one or more, with a space between.</summary>
    public required string Topics { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; set; }
}

/// <summary>An address that is never added by anybody but its owner: kept as a hash alone, so that it outlives a wipe.</summary>
public sealed class SuppressionRow
{
    /// <summary>HMAC-SHA-256 of the address in lower case under the installation's own key, 64 hexadecimal digits.</summary>
    public required string AddressHash { get; init; }

    /// <summary><c>complaint</c> or <c>wiped</c>.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>The key under which addresses are hashed. There is one.</summary>
public sealed class AddressKeyRow
{
    /// <summary>1.</summary>
    public required int Id { get; init; }

    /// <summary>32 bytes, encrypted under the keys that protect cookies.</summary>
    public required string Secret { get; init; }
}

internal sealed class SubscriberConfiguration :
    IEntityTypeConfiguration<SubscriberRow>,
    IEntityTypeConfiguration<SubscriberTopicRow>,
    IEntityTypeConfiguration<SubscriptionRequestRow>,
    IEntityTypeConfiguration<SuppressionRow>,
    IEntityTypeConfiguration<AddressKeyRow>
{
    public void Configure(EntityTypeBuilder<SubscriberRow> builder)
    {
        builder.ToTable("subscribers");
        builder.HasIndex(row => row.Email).IsUnique();
        builder.HasIndex(row => row.Token).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SubscriberTopicRow> builder)
    {
        builder.ToTable("subscriber_topics");
        builder.HasKey(row => new { row.SubscriberId, row.Topic });
        builder.HasOne<SubscriberRow>().WithMany().HasForeignKey(row => row.SubscriberId);
    }

    public void Configure(EntityTypeBuilder<SubscriptionRequestRow> builder)
    {
        builder.ToTable("subscription_requests");
        builder.HasKey(row => row.TokenHash);
        builder.HasIndex(row => row.Email);
        builder.HasIndex(row => row.ExpiresAt);
    }

    public void Configure(EntityTypeBuilder<SuppressionRow> builder)
    {
        builder.ToTable("suppressions");
        builder.HasKey(row => row.AddressHash);
    }

    public void Configure(EntityTypeBuilder<AddressKeyRow> builder)
    {
        builder.ToTable("address_keys");
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
