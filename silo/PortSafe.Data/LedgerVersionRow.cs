using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PortSafe.Data;

/// <summary>A number that every change of a ledger raises, in the same transaction; raising it also makes writers take turns.</summary>
public sealed class LedgerVersionRow
{
    /// <summary>The ledger of report statements.</summary>
    public const string Reports = "reports";

    /// <summary>What was published: held by whoever freezes a release, so that each is audited with those frozen before it.</summary>
    public const string Releases = "releases";

    public required string Ledger { get; init; }

    public required long Version { get; set; }

    /// <summary>Waits for other writers of the ledger and keeps them out. Needs an open transaction.</summary>
    public static Task TakeTurnsAsync(PortSafeDb db, string ledger, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"INSERT INTO ledger_versions (ledger, version) VALUES ({ledger}, 0) ON CONFLICT (ledger) DO UPDATE SET version = ledger_versions.version", ct);
}

internal sealed class LedgerVersionConfiguration : IEntityTypeConfiguration<LedgerVersionRow>
{
    public void Configure(EntityTypeBuilder<LedgerVersionRow> builder)
    {
        builder.ToTable("ledger_versions");
        builder.HasKey(row => row.Ledger);
    }
}
