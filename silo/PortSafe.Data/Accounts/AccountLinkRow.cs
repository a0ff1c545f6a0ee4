using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PortSafe.Data.Accounts;

/// <summary>A link that was sent to a person and can be used once. Only its hash is kept.</summary>
public sealed class AccountLinkRow
{
    /// <summary>SHA-256 of the token, 64 hexadecimal digits.</summary>
    public required string Hash { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>What it is good for, in kebab case.</summary>
    public required string Purpose { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class AccountLinkConfiguration : IEntityTypeConfiguration<AccountLinkRow>
{
    public void Configure(EntityTypeBuilder<AccountLinkRow> builder)
    {
        builder.ToTable("account_links");
        builder.HasKey(row => row.Hash);
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId);
    }
}
