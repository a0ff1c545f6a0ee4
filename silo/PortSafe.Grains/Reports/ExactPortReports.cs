using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;

namespace PortSafe.Grains.Reports;

/// <summary>The exact reports about one port in a month or a quarter.</summary>
/// <param name="Title">“September 2026”, or “July to September 2026”.</param>
/// <param name="IsKnown">Whether every source has spoken of all of it: what is counted is else only a part.</param>
/// <param name="ByGroup">In the order of <see cref="CategoryGroup.All"/>.</param>
public sealed record ExactPeriod(string Title, bool IsKnown, RawCount Total, IReadOnlyList<RawCount> ByGroup);

/// <summary>The exact reports about one port, the latest first.</summary>
/// <param name="Quarters">Completed quarters and the one in progress.</param>
/// <param name="Months">Completed months.</param>
public sealed record ExactPortTrend(IReadOnlyList<ExactPeriod> Quarters, IReadOnlyList<ExactPeriod> Months);

/// <summary>Reads the exact reports about one port, for JMSC. Each read is one of exact counts, and is written to the audit log as such.</summary>
public sealed class ExactPortReports(IDbContextFactory<PortSafeDb> contexts, ReportLedger ledger, TimeProvider clock)
{
    /// <summary>The most quarters that are shown.</summary>
    private const int MostQuarters = 16;

    private const int MostMonths = 24;

    public async Task<Result<ExactPortTrend>> ReadAsync(Locode port, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.ReadRawCounts))
            return Authority.Refusal;
        var months = await MonthsAsync(ct);
        if (!(await ledger.ReadAsync(months, by, ct, port: port)).Succeeded(out var reading, out var error))
            return error;
        var unknown = reading.Missing.Select(missing => missing.Month).ToHashSet();
        ExactPeriod Of(string title, IReadOnlyCollection<Month> of) => new(
            title, !of.Any(month => unknown.Contains(month) || !months.Contains(month)), Sum(reading, of, null), [.. CategoryGroup.All.Select(group => Sum(reading, of, group))]);
        return new ExactPortTrend(
            [.. months.Select(month => month.Quarter).Distinct().OrderDescending().Select(quarter => Of(quarter.Title, quarter.Months))],
            [.. months.OrderDescending().Take(MostMonths).Select(month => Of(month.Title, [month]))]);
    }

    /// <summary>Completed months, from the beginning of the first quarter that anybody has spoken of.</summary>
    private async Task<List<Month>> MonthsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var last = Month.Of(Month.Of(clock.Today()).Start.AddDays(-1));
        var earliest = last.Quarter.Add(1 - MostQuarters);
        var stated = await db.Statements.OrderBy(row => row.Month).Select(row => (Month?)row.Month).FirstOrDefaultAsync(ct);
        var first = stated?.Quarter is { } quarter && quarter > earliest ? quarter : earliest;
        return [.. Quarter.Range(first < last.Quarter ? first : last.Quarter, last.Quarter).SelectMany(item => item.Months).Where(month => month <= last)];
    }

    private static RawCount Sum(LedgerReading reading, IReadOnlyCollection<Month> months, CategoryGroup? group)
    {
        var sum = new RawCount(0);
        foreach (var (key, count) in reading.Counts)
        {
            if (months.Contains(key.Month) && (group is null || key.Category.Group == group))
                sum += count;
        }
        return sum;
    }
}
