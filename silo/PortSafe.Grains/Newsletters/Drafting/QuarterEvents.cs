using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Newsletters.Drafting;

/// <summary>Reads a quarter's news from the ports' events.</summary>
public sealed class QuarterEvents(IDbContextFactory<PortSafeDb> contexts, EventStore store)
{
    private static readonly string MilestoneRecorded = NameOf(new MilestoneRecorded(default, Milestone.LeadNamed, null));
    private static readonly string Approved = NameOf(new SchemeApproved(default));
    private static readonly string PackIssued = NameOf(new PackIssued(default, ""));

    internal async Task<QuarterNews> ReadAsync(Quarter quarter, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return new QuarterNews(await NewMembersAsync(db, quarter, ct), await MilestonesAsync(db, quarter, ct), await PacksAsync(db, quarter, ct), await ReviewsDueAsync(db, quarter.Next, ct));
    }

    /// <summary>A port that has left the scheme by now is not welcomed.</summary>
    private static async Task<IReadOnlyList<NewMember>> NewMembersAsync(PortSafeDb db, Quarter quarter, CancellationToken ct)
    {
        var ports = await StreamsAsync(db, Approved, quarter, ct);
        var rows = await db.PortStatus.AsNoTracking().Where(row => ports.Contains(row.Locode)).Select(row => new { row.Locode, row.Name, row.Stage }).ToListAsync(ct);
        return [.. rows.Where(row => row.Stage is { } stage && Stage.Parse(stage).IsMember).OrderBy(row => row.Name, StringComparer.Ordinal).Select(row => new NewMember(row.Locode, row.Name))];
    }

    /// <summary>As the events that count have it at the quarter's end: an entry that was a mistake, or was taken back, is left out.</summary>
    private async Task<IReadOnlyList<MilestoneReached>> MilestonesAsync(PortSafeDb db, Quarter quarter, CancellationToken ct)
    {
        var ports = await StreamsAsync(db, MilestoneRecorded, quarter, ct);
        if (ports.Count == 0)
            return [];
        var members = (await store.LoadManyAsync(ports, ct)).Values
            .Select(history => SchemeFacts.From(history.Events, quarter.End))
            .Where(facts => Stages.Of(facts) is { IsMember: true })
            .ToList();
        return
        [
            .. Milestone.All
                .Select(milestone => new MilestoneReached(milestone, members.Count(facts => facts.Recorded.TryGetValue(milestone, out var on) && on >= quarter.Start)))
                .Where(reached => reached.Ports > 0),
        ];
    }

    private static async Task<IReadOnlyList<NewPack>> PacksAsync(PortSafeDb db, Quarter quarter, CancellationToken ct)
    {
        var (start, end) = (quarter.Start, quarter.End);
        var issued = await db.PortEvents.AsNoTracking().Where(row => row.Type == PackIssued && row.At >= start && row.At <= end).Select(row => new { row.Stream, row.At, row.Data }).ToListAsync(ct);
        var editions = issued.GroupBy(row => VersionOf(row.Data)).ToDictionary(rows => rows.Key, StringComparer.Ordinal);
        if (editions.Count > 0)
        {
            await foreach (var data in db.PortEvents.AsNoTracking().Where(row => row.Type == PackIssued && row.At < start).Select(row => row.Data).AsAsyncEnumerable().WithCancellation(ct))
                editions.Remove(VersionOf(data));
        }
        return
        [
            .. editions.Values
                .Select(rows => new NewPack(rows.Key, rows.Min(row => row.At), rows.Select(row => row.Stream).Distinct().Count()))
                .OrderBy(pack => pack.FirstOn).ThenBy(pack => pack.Version, StringComparer.Ordinal),
        ];
    }

    private static Task<int> ReviewsDueAsync(PortSafeDb db, Quarter next, CancellationToken ct)
    {
        var (start, end) = (next.Start, next.End);
        return db.PortStatus.CountAsync(row => row.Stage != null && Stage.MemberCodes.Contains(row.Stage) && row.ReviewDueOn >= start && row.ReviewDueOn <= end, ct);
    }

    private static async Task<List<Locode>> StreamsAsync(PortSafeDb db, string type, Quarter quarter, CancellationToken ct)
    {
        var (start, end) = (quarter.Start, quarter.End);
        var streams = await db.PortEvents.AsNoTracking().Where(row => row.Type == type && row.At >= start && row.At <= end).Select(row => row.Stream).Distinct().ToListAsync(ct);
        return streams.ConvertAll(stream => Locode.Parse(stream));
    }

    private static string VersionOf(string data)
    {
        using var json = JsonDocument.Parse(data);
        return json.RootElement.GetProperty("version").GetString()!;
    }

    private static string NameOf(PortEvent item) => PortEventTypes.NameOf(item).Name;
}
