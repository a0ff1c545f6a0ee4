using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PortSafe.Data.Accounts;

/// <summary>A program's key. It is shown once, when it is made; only its hash is kept.</summary>
public sealed class ApiKeyRow
{
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the key, 64 hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>What it is for, in its maker's words.</summary>
    public required string Name { get; init; }

    /// <summary>Its last four characters, to tell it from others.</summary>
    public required string Hint { get; init; }

    /// <summary>The codes of what it is good for, with a space between them.</summary>
    public required string Scopes { get; init; }

    /// <summary>The id of the actor who made it.</summary>
    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>To the minute; null when it was never used.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKeyRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> builder)
    {
        builder.ToTable("api_keys");
        builder.HasIndex(row => row.Hash).IsUnique();
    }
}
