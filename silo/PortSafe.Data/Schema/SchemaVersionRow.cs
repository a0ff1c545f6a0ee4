using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PortSafe.Data.Schema;

/// <summary>A schema script that was applied.</summary>
public sealed class SchemaVersionRow
{
    public required int Number { get; init; }

    public required string Name { get; init; }

    /// <summary>The oldest version of the schema that a program may know and still serve on this one.</summary>
    public required int OldestServing { get; init; }

    public required DateTimeOffset AppliedAt { get; init; }
}

internal sealed class SchemaVersionConfiguration : IEntityTypeConfiguration<SchemaVersionRow>
{
    public void Configure(EntityTypeBuilder<SchemaVersionRow> builder)
    {
        builder.ToTable("schema_versions");
        builder.HasKey(row => row.Number);
        builder.Property(row => row.Number).ValueGeneratedNever();
    }
}
