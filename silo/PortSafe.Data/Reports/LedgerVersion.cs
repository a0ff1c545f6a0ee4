using Microsoft.EntityFrameworkCore;

namespace PortSafe.Data.Reports;

/// <summary>The version of the ledger of statements. Holding its row makes writers take turns until the transaction ends.</summary>
internal static class LedgerVersion
{
    /// <summary>Waits for other writers and keeps them out. Needs an open transaction.</summary>
    public static Task HoldAsync(PortSafeDb db, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"INSERT INTO ledger_versions (ledger, version) VALUES ({LedgerVersionRow.Reports}, 0) ON CONFLICT (ledger) DO UPDATE SET version = ledger_versions.version", ct);

    public static Task RaiseAsync(PortSafeDb db, CancellationToken ct) => db.LedgerVersions
        .Where(row => row.Ledger == LedgerVersionRow.Reports)
        .ExecuteUpdateAsync(row => row.SetProperty(item => item.Version, item => item.Version + 1), ct);

    /// <summary>0 before the first statement.</summary>
    public static Task<long> ReadAsync(PortSafeDb db, CancellationToken ct) => db.LedgerVersions
        .Where(row => row.Ledger == LedgerVersionRow.Reports).Select(row => row.Version).SingleOrDefaultAsync(ct);
}
