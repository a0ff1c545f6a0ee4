using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PortSafe.Data.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Data.Schemes;

/// <summary>
/// Who has a part in a port's scheme. It is kept apart from the port's events, which name nobody. The row may outlast the person's
/// account or their care of the port: whoever reads it asks for both.
/// </summary>
public sealed class SchemeContactRow
{
    public required Locode Locode { get; init; }

    /// <summary>The code of a <see cref="Domain.Schemes.SchemePart"/>.</summary>
    public required string Part { get; init; }

    public required Guid PersonId { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>The id of the actor who named them.</summary>
    public required string By { get; init; }
}

internal sealed class SchemeContactConfiguration : IEntityTypeConfiguration<SchemeContactRow>
{
    public void Configure(EntityTypeBuilder<SchemeContactRow> builder)
    {
        builder.ToTable("scheme_contacts");
        builder.HasKey(row => new { row.Locode, row.Part });
        builder.HasIndex(row => new { row.Locode, row.PersonId }).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId);
    }
}
