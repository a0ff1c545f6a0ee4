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

    /// <summary>When the latest invitation was sent.</summary>
    public DateTimeOffset? InvitedAt { get; set; }

    public DateTimeOffset? LastSignedInAt { get; set; }

    /// <summary>When the account was taken away; null while it is in force.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>When name and address were wiped; null while they are here.</summary>
    public DateTimeOffset? WipedAt { get; set; }
}

/// <summary>A port that a port manager manages.</summary>
public sealed class PersonPortRow
{
    public required Guid PersonId { get; init; }

    public required Locode Locode { get; init; }
}

/// <summary>One facility of a port that somebody manages who does not manage the whole port.</summary>
public sealed class PersonFacilityRow
{
    public required Guid PersonId { get; init; }

    public required Locode Locode { get; init; }

    public required FacilityNumber Facility { get; init; }
}

/// <summary>A port that somebody manages or has ever managed: what they were shown then, they still know.</summary>
public sealed class PersonPortHeldRow
{
    public required Guid PersonId { get; init; }

    public required Locode Locode { get; init; }
}

internal sealed class AccountConfiguration :
    IEntityTypeConfiguration<Person>,
    IEntityTypeConfiguration<PersonPortRow>,
    IEntityTypeConfiguration<PersonFacilityRow>,
    IEntityTypeConfiguration<PersonPortHeldRow>
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
    public void Configure(EntityTypeBuilder<PersonFacilityRow> builder)
    {
        builder.ToTable("person_facilities");
        builder.HasKey(row => new { row.PersonId, row.Locode, row.Facility });
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId);
    }

    public void Configure(EntityTypeBuilder<PersonPortHeldRow> builder)
    {
        builder.ToTable("person_ports_held");
        builder.HasKey(row => new { row.PersonId, row.Locode });
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId);
    }
}
