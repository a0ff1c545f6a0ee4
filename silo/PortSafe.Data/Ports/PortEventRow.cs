using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PortSafe.Data.Ports;

/// <summary>One recorded event of a port's stream. Append-only.</summary>
public sealed class PortEventRow
{
    /// <summary>The port's LOCODE.</summary>
    public required string Stream { get; init; }

    /// <summary>1, 2, 3, … without a gap.</summary>
    public required int Sequence { get; init; }

    /// <summary>The event's stable name, such as <c>milestone-recorded</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The version of that event's data.</summary>
    public required int Version { get; init; }

    public required DateOnly At { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string By { get; init; }

    /// <summary>The event's own fields, as a JSON object.</summary>
    public required string Data { get; init; }
}

internal sealed class PortEventConfiguration : IEntityTypeConfiguration<PortEventRow>
{
    public void Configure(EntityTypeBuilder<PortEventRow> builder)
    {
        builder.ToTable("port_events");
        builder.HasKey(row => new { row.Stream, row.Sequence });
        builder.Property(row => row.Data).IsJson();
    }
}
