using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PortSafe.Domain.Ports;

namespace PortSafe.Data.Ports;

/// <summary>Read model: a port as it stands, until the day in <see cref="ChangesOn"/>.</summary>
public sealed class PortStatusRow
{
    public required Locode Locode { get; init; }

    public required string Name { get; set; }

    /// <summary>The name as it is searched and sorted by: <see cref="PortNames.KeyOf"/>.</summary>
    public required string NameKey { get; set; }

    public required Region Region { get; set; }

    public required string Size { get; set; }

    public required double Latitude { get; set; }

    public required double Longitude { get; set; }

    public required DateOnly AddedOn { get; set; }

    public DateOnly? ClosedOn { get; set; }

    /// <summary>The earliest day of anything about the port's scheme; null while it has none.</summary>
    public DateOnly? SchemeFrom { get; set; }

    /// <summary>The scheme's stage; null while the port has no scheme.</summary>
    public string? Stage { get; set; }

    /// <summary>The rounded health score, 0 to 100; null while too little is known, and for a port that takes no part.</summary>
    public int? Score { get; set; }

    /// <summary>The band of the unrounded score; null without a score.</summary>
    public string? Band { get; set; }

    /// <summary>The last day on which the self-check holds; null while none was ever recorded.</summary>
    public DateOnly? ReviewDueOn { get; set; }

    /// <summary>The row is true until this day: then the stage, the band or the score is another, if nothing more is recorded. Null if never.</summary>
    public DateOnly? ChangesOn { get; set; }

    public DateOnly? LastActionOn { get; set; }

    /// <summary>Whether the newsletter reaches an address of the port; null when unknown.</summary>
    public bool? Newsletter { get; set; }

    /// <summary>The port's facilities, closed ones too, by number: a JSON array of <see cref="Facility"/>; null where there is none.</summary>
    public string? Facilities { get; set; }

    /// <summary>The last sequence of the stream that this row takes in.</summary>
    public required int Sequence { get; set; }
}

internal sealed class PortStatusConfiguration : IEntityTypeConfiguration<PortStatusRow>
{
    public void Configure(EntityTypeBuilder<PortStatusRow> builder)
    {
        builder.ToTable("port_status");
        builder.HasKey(row => row.Locode);
        builder.HasIndex(row => row.Region);
        builder.HasIndex(row => row.ChangesOn);
        builder.HasIndex(row => row.NameKey);
        builder.Property(row => row.Facilities!).IsJson();
    }
}
