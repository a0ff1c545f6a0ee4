using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>
/// Reads a quarter's counts as they were when its release was compiled. What adds quarters up has to agree with what was published of
/// each, or together they would say more than either; what came late is for the year's revision.
/// </summary>
internal static class FirstPublished
{
    /// <returns>The counts of then, of which nothing was missing; those of now where nothing of the quarter was published.</returns>
    public static async Task<Result<LedgerReading>> ReadAsync(PortSafeDb db, ReportLedger ledger, Quarter quarter, Actor by, CancellationToken ct)
    {
        var id = ReleaseId.Of(quarter);
        var asOf = await PublishedReleases.In(db).Where(row => row.Id == id).Select(row => (DateTimeOffset?)row.CompiledAt).FirstOrDefaultAsync(ct);
        var result = await ledger.ReadAsync(quarter.Months, by, ct, asOf);
        return asOf is not null && result.Value is { } reading ? reading with { Missing = [] } : result;
    }
}
