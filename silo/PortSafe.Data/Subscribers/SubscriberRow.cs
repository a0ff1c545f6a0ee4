using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PortSafe.Data.Subscribers;

/// <summary>Someone who receives the newsletter. Holds an address, so it can be wiped.</summary>
public sealed class SubscriberRow
{
    public required Guid Id { get; init; }

    /// <summary>In lower case; unique.</summary>
    public required string Email { get; set; }

    /// <summary>On what ground they are written to: <c>membership</c> or <c>consent</c>.</summary>
    public required string Basis { get; init; }

    /// <summary>How the address came here, such as <c>invitation</c>.</summary>
    public required string Source { get; init; }

    /// <summary>43 characters of base64url that let the holder unsubscribe without signing in.</summary>
    public required string Token { get; init; }

    public required DateTimeOffset SubscribedAt { get; init; }

    public DateTimeOffset? UnsubscribedAt { get; set; }
}

internal sealed class SubscriberConfiguration : IEntityTypeConfiguration<SubscriberRow>
{
    public void Configure(EntityTypeBuilder<SubscriberRow> builder)
    {
        builder.ToTable("subscribers");
        builder.HasIndex(row => row.Email).IsUnique();
        builder.HasIndex(row => row.Token).IsUnique();
    }
}
