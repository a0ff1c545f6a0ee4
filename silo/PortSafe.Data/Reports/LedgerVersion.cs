using Microsoft.EntityFrameworkCore;

namespace PortSafe.Data.Reports;

/// <summary>The version of the ledger of statements.</summary>
internal static class LedgerVersion
{
    public static Task RaiseAsync(PortSafeDb db, CancellationToken ct) => db.LedgerVersions
        .Where(row => row.Ledger == LedgerVersionRow.Reports)
        .ExecuteUpdateAsync(row => row.SetProperty(item => item.Version, item => item.Version + 1), ct);

    /// <summary>0 before the first statement.</summary>
    public static Task<long> ReadAsync(PortSafeDb db, CancellationToken ct) => db.LedgerVersions
        .Where(row => row.Ledger == LedgerVersionRow.Reports).Select(row => row.Version).SingleOrDefaultAsync(ct);
}
