using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using Quarter = PortSafe.Domain.Quarter;

namespace PortSafe.Grains.Ports;

/// <summary>A score at the end of a closed quarter.</summary>
/// <param name="Score">0 to 100, unrounded.</param>
public sealed record QuarterScore(Quarter Quarter, double Score);

/// <summary>Where a port's score lay among those of its size when the last quarter closed.</summary>
/// <param name="Schemes">How many schemes of the size had a score, its own included.</param>
public sealed record PeerStanding(PeerBand Band, int Schemes, PortSize Size, Quarter Quarter)
{
    /// <summary>“In the upper half of 23 major ports with a score at the end of September 2026.”</summary>
    public string Sentence => $"In the {Band.Title.ToLowerInvariant()} of {Schemes:N0} {Size.Title.ToLowerInvariant()}s with a score at the end of {Quarter.End:MMMM yyyy}.";
}

/// <summary>What a port's score of today can be held against.</summary>
/// <param name="LastQuarter">At the end of the last closed quarter; null when there was no score.</param>
/// <param name="LastYear">At the end of the same quarter last year as the one in progress; null when there was no score.</param>
/// <param name="Peers">Null where the port had no score, or fewer than five others of its size did.</param>
public sealed record ScoreComparison(QuarterScore? LastQuarter, QuarterScore? LastYear, PeerStanding? Peers);

/// <summary>Compares a port's score with earlier ones and with those of other ports, from the read models.</summary>
public sealed class ScoreComparisons(IDbContextFactory<PortSafeDb> contexts, TimeProvider clock)
{
    /// <summary>Null for those who may not read the port.</summary>
    public async Task<ScoreComparison?> OfAsync(Locode port, PortSize size, Actor by, CancellationToken ct)
    {
        if (!by.MayRead(port))
            return null;
        var current = Quarter.Of(clock.Today());
        var (lastQuarter, lastYear) = (Quarter.Of(clock.Today().AddDays(1)).Previous, current.SameQuarterLastYear);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var own = await db.PortQuarters.AsNoTracking()
            .Where(row => row.Locode == port && (row.Quarter == lastQuarter || row.Quarter == lastYear))
            .ToDictionaryAsync(row => row.Quarter, ct);
        QuarterScore? Of(Quarter quarter) => own.GetValueOrDefault(quarter)?.Score is { } score ? new QuarterScore(quarter, score) : null;
        var isMember = own.GetValueOrDefault(lastQuarter)?.Stage is { } stage && Stage.MemberCodes.Contains(stage);
        return new ScoreComparison(Of(lastQuarter), Of(lastYear), isMember && Of(lastQuarter) is { } latest ? await PeersAsync(db, port, size, latest, ct) : null);
    }

    private static async Task<PeerStanding?> PeersAsync(PortSafeDb db, Locode port, PortSize size, QuarterScore own, CancellationToken ct)
    {
        var code = size.Code;
        var others = await db.PortQuarters.AsNoTracking()
            .Where(row => row.Quarter == own.Quarter && row.Size == code && row.Locode != port && row.Score != null && Stage.MemberCodes.Contains(row.Stage))
            .GroupBy(_ => 1)
            .Select(group => new { Count = group.Count(), Higher = group.Count(row => row.Score > own.Score) })
            .FirstOrDefaultAsync(ct);
        return others is not null && PeerBand.Of(others.Higher, others.Count) is { } band ? new PeerStanding(band, others.Count + 1, size, own.Quarter) : null;
    }
}
