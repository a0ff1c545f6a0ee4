using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PortSafe.Data;

/// <summary>A number that every change of a ledger raises, in the same transaction; raising it also makes writers take turns.</summary>
public sealed class LedgerVersionRow
{
    /// <summary>The ledger of report statements.</summary>
    public const string Reports = "reports";

    public required string Ledger { get; init; }

    public required long Version { get; set; }
}

internal sealed class LedgerVersionConfiguration : IEntityTypeConfiguration<LedgerVersionRow>
{
    public void Configure(EntityTypeBuilder<LedgerVersionRow> builder)
    {
        builder.ToTable("ledger_versions");
        builder.HasKey(row => row.Ledger);
    }
}
