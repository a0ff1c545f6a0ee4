using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PortSafe.Domain.Ports;

namespace PortSafe.Data.Accounts;

/// <summary>Someone with an account. Names and addresses live here alone, and can be wiped; events hold the id.</summary>
public sealed class Person : IdentityUser<Guid>
{
    /// <summary>How the person is shown to others.</summary>
    public required string Name { get; set; }

    /// <summary>The code of a <see cref="Domain.Accounts.Role"/>.</summary>
    public required string Role { get; set; }

    /// <summary>Made by the sample load; such a person exists in Development only.</summary>
    public bool IsSample { get; set; }
}

/// <summary>A port that a port manager manages.</summary>
public sealed class PersonPortRow
{
    public required Guid PersonId { get; init; }

    public required Locode Locode { get; init; }
}

/// <summary>A link that signs someone in once. Only its hash is kept.</summary>
public sealed class SignInLinkRow
{
    /// <summary>SHA-256 of the token, 64 hexadecimal digits.</summary>
    public required string Hash { get; init; }

    public required Guid PersonId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class AccountConfiguration :
    IEntityTypeConfiguration<Person>,
    IEntityTypeConfiguration<PersonPortRow>,
    IEntityTypeConfiguration<SignInLinkRow>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
    }

    public void Configure(EntityTypeBuilder<PersonPortRow> builder)
    {
        builder.ToTable("person_ports");
        builder.HasKey(row => new { row.PersonId, row.Locode });
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId);
    }

    public void Configure(EntityTypeBuilder<SignInLinkRow> builder)
    {
        builder.ToTable("sign_in_links");
        builder.HasKey(row => row.Hash);
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId);
    }
}
