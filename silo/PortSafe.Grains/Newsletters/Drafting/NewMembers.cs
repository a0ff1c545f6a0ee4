using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Newsletters.Drafting;

/// <summary>The ports whose schemes were approved in a quarter.</summary>
public sealed class NewMembers(IDbContextFactory<PortSafeDb> contexts)
{
    /// <summary>Their names in alphabetical order. A port that has left the scheme by now is not welcomed.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(Quarter quarter, CancellationToken ct)
    {
        var (approved, _) = PortEventTypes.NameOf(new SchemeApproved(quarter.Start));
        var (start, end) = (quarter.Start, quarter.End);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var streams = await db.PortEvents.AsNoTracking()
            .Where(row => row.Type == approved && row.At >= start && row.At <= end)
            .Select(row => row.Stream)
            .Distinct()
            .ToListAsync(ct);
        var ports = streams.ConvertAll(stream => Locode.Parse(stream));
        var rows = await db.PortStatus.AsNoTracking().Where(row => ports.Contains(row.Locode)).Select(row => new { row.Name, row.Stage }).ToListAsync(ct);
        return [.. rows.Where(row => row.Stage is { } stage && Stage.Parse(stage).IsMember).Select(row => row.Name).Order(StringComparer.Ordinal)];
    }
}
