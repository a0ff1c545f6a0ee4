using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PortSafe.Data.Accounts;

/// <summary>A browser in which somebody signed in. Its cookie holds a token; only the token's hash is kept.</summary>
public sealed class SessionRow
{
    /// <summary>SHA-256 of the token, 64 hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>Names the session where it is shown or ended.</summary>
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    public required Guid OriginId { get; init; }

    /// <summary>How the person proved who they are, in kebab case.</summary>
    public required string Method { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last request, to the minute.</summary>
    public required DateTimeOffset SeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>From where somebody came: an address and a browser. They can be wiped; the id stays in the audit log.</summary>
public sealed class OriginRow
{
    public required Guid Id { get; init; }

    /// <summary>An IP address; null when wiped.</summary>
    public required string? Address { get; set; }

    /// <summary>What the browser says that it is, at most 300 characters; null when wiped.</summary>
    public required string? Browser { get; set; }

    public required DateTimeOffset SeenAt { get; set; }
}

/// <summary>A one-time code that was accepted, kept for as long as it would be accepted again.</summary>
public sealed class UsedCodeRow
{
    public required Guid PersonId { get; init; }

    /// <summary>SHA-256 of the code, 64 hexadecimal digits.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset UsedAt { get; init; }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<SessionRow>, IEntityTypeConfiguration<OriginRow>, IEntityTypeConfiguration<UsedCodeRow>
{
    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(row => row.Hash);
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId);
        builder.HasOne<OriginRow>().WithMany().HasForeignKey(row => row.OriginId).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(row => row.Id).IsUnique();
    }

    public void Configure(EntityTypeBuilder<OriginRow> builder)
    {
        builder.ToTable("origins");
        builder.HasIndex(row => new { row.Address, row.Browser }).IsUnique();
        builder.HasIndex(row => row.SeenAt);
    }

    public void Configure(EntityTypeBuilder<UsedCodeRow> builder)
    {
        builder.ToTable("used_codes");
        builder.HasKey(row => new { row.PersonId, row.Hash });
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId);
    }
}
