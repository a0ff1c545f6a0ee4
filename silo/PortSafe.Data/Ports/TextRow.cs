using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PortSafe.Data.Ports;

/// <summary>Words that somebody wrote about a port. Its events hold the id alone, so that the words can be wiped and the stream stays whole.</summary>
public sealed class TextRow
{
    public required Guid Id { get; init; }

    /// <summary>The id of the actor who wrote it.</summary>
    public required string By { get; init; }

    /// <summary>Null when wiped.</summary>
    public required string? Text { get; set; }

    public required DateTimeOffset WrittenAt { get; init; }
}

internal sealed class TextConfiguration : IEntityTypeConfiguration<TextRow>
{
    public void Configure(EntityTypeBuilder<TextRow> builder)
    {
        builder.ToTable("texts");
        builder.HasIndex(row => row.By);
        builder.HasIndex(row => row.WrittenAt);
    }
}
