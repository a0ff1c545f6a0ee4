using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Accounts;

namespace PortSafe.Grains.Ports;

/// <summary>One line of the list of ports.</summary>
/// <param name="Stage">Null while the port has no scheme.</param>
/// <param name="Score">The rounded health score, 0 to 100; null while too little is known, and for a port that takes no part.</param>
/// <param name="Band">Null without a score.</param>
/// <param name="ReviewDueOn">The last day on which the yearly self-check holds; null while none was recorded.</param>
public sealed record PortSummary(
    Locode Locode,
    string Name,
    Region Region,
    PortSize Size,
    DateOnly? ClosedOn,
    Stage? Stage,
    int? Score,
    ScoreBand? Band,
    DateOnly? LastActionOn,
    DateOnly? ReviewDueOn);

/// <summary>The register of ports as lists, from the read models.</summary>
public sealed class PortDirectory(IDbContextFactory<PortSafeDb> contexts, ReadModels readModels, IJobs jobs, TimeProvider clock)
{
    /// <summary>The ports that the actor may read, by name: every port for JMSC, their own for a port manager.</summary>
    public async Task<Result<IReadOnlyList<PortSummary>>> ListAsync(Actor by, CancellationToken ct) =>
        (await FindAsync(new PortQuery { Rows = null }, by, ct)).Succeeded(out var page, out var error) ? new Result<IReadOnlyList<PortSummary>>(page.Ports, null) : error;

    /// <summary>A page of the ports that the actor may read: of every port for JMSC, of their own for a port manager.</summary>
    public async Task<Result<PortsFound>> FindAsync(PortQuery query, Actor by, CancellationToken ct)
    {
        var own = by.May(Permission.ReadAnyPort) ? null : by.PortsInView;
        if (own is { Count: 0 })
            return Authority.Refusal;
        var behind = await readModels.CatchUpListAsync(own, ct);
        if (behind > 0)
            await jobs.RunSoonAsync<CatchUpJob>("", ct);

        await using var db = await contexts.CreateDbContextAsync(ct);
        var matching = Readable(db, own).Matching(query, clock.Today());
        if (query.Rows is not { } rows)
        {
            var all = await matching.Sorted(query).ToListAsync(ct);
            return new PortsFound(all.ConvertAll(ToSummary), all.Count, 1, 1, behind);
        }
        var found = await matching.CountAsync(ct);
        var pages = Math.Max(1, (found + rows - 1) / rows);
        var page = Math.Clamp(query.Page, 1, pages);
        var shown = await matching.Sorted(query).Skip((page - 1) * rows).Take(rows).ToListAsync(ct);
        return new PortsFound(shown.ConvertAll(ToSummary), found, page, pages, behind);
    }

    /// <summary>How many ports the register holds, for those who may read every port.</summary>
    public async Task<Result<PortTotals>> TotalsAsync(Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.ReadAnyPort))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var counts = await db.PortStatus.GroupBy(row => new { row.Stage, IsOpen = row.ClosedOn == null })
            .Select(group => new { group.Key.Stage, group.Key.IsOpen, Count = group.Count() }).ToListAsync(ct);
        return new PortTotals(
            counts.Sum(item => item.Count),
            counts.Where(item => item.IsOpen).Sum(item => item.Count),
            counts.Where(item => item.Stage is { } stage && Stage.Parse(stage).IsMember).Sum(item => item.Count),
            counts.Where(item => item.Stage == Stage.Active.Code).Sum(item => item.Count));
    }

    /// <summary>Names of ports, for sentences: a port's name and the public fact that it is in the register are no secret.</summary>
    public async Task<IReadOnlyDictionary<Locode, string>> NamesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.PortStatus.AsNoTracking().ToDictionaryAsync(row => row.Locode, row => row.Name, ct);
    }

    /// <summary>The name of a port; null for one that is not in the register.</summary>
    public async Task<string?> FindNameAsync(Locode port, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.PortStatus.AsNoTracking().Where(row => row.Locode == port).Select(row => row.Name).FirstOrDefaultAsync(ct);
    }

    /// <summary>Every open facility, with what it and its port are called.</summary>
    public async Task<IReadOnlyDictionary<PortFacility, string>> FacilitiesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await PortsInCare.OpenFacilitiesAsync(db, ct);
    }

    private static IQueryable<PortStatusRow> Readable(PortSafeDb db, IReadOnlyCollection<Locode>? own) =>
        own is null ? db.PortStatus.AsNoTracking() : db.PortStatus.AsNoTracking().Where(row => own.Contains(row.Locode));

    private static PortSummary ToSummary(PortStatusRow row) => new(
        row.Locode,
        row.Name,
        row.Region,
        PortSize.Parse(row.Size),
        row.ClosedOn,
        row.Stage is { } stage ? Stage.Parse(stage) : null,
        row.Score,
        row.Band is { } band ? ScoreBand.Parse(band) : null,
        row.LastActionOn,
        row.ReviewDueOn);
}
