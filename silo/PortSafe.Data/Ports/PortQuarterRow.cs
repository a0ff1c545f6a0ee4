using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Data.Ports;

/// <summary>
/// Read model: a port at the end of a closed quarter. Awareness is over the four quarters that end with it, in heads.
/// </summary>
public sealed class PortQuarterRow
{
    public required Locode Locode { get; init; }

    public required Quarter Quarter { get; init; }

    public required Region Region { get; set; }

    public required string Size { get; set; }

    public string? Stage { get; set; }

    public double? Score { get; set; }

    /// <summary>The latest headcount known by then; null when never recorded.</summary>
    public int? Headcount { get; set; }

    public int Briefed { get; set; }

    public int SurveyResponses { get; set; }

    public int KnowLine { get; set; }

    public int BelieveAnonymous { get; set; }

    public int ConfidentToReport { get; set; }

    /// <summary>Completions of ACT e-learning in this quarter alone.</summary>
    public int ActCompletions { get; set; }
}

internal sealed class PortQuarterConfiguration : IEntityTypeConfiguration<PortQuarterRow>
{
    public void Configure(EntityTypeBuilder<PortQuarterRow> builder)
    {
        builder.ToTable("port_quarter");
        builder.HasKey(row => new { row.Quarter, row.Locode });
        builder.HasIndex(row => row.Locode);
    }
}
