using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PortSafe.Data.Toolkit;

/// <summary>Something that JMSC lets issues and assets tell people to call, open or write to.</summary>
public sealed class ContactEntryRow
{
    /// <summary><c>telephone</c>, <c>web</c> or <c>email</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>In the one spelling of its kind.</summary>
    public required string Value { get; init; }

    /// <summary>Whose it is, as people see it.</summary>
    public required string Label { get; set; }

    public required string AddedBy { get; init; }

    public required DateTimeOffset AddedAt { get; init; }
}

internal sealed class ContactEntryConfiguration : IEntityTypeConfiguration<ContactEntryRow>
{
    public void Configure(EntityTypeBuilder<ContactEntryRow> builder)
    {
        builder.ToTable("contact_entries");
        builder.HasKey(row => new { row.Kind, row.Value });
    }
}
