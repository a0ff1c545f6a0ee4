using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Releases;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>The releases that readers were ever shown: those that are frozen, and those that were withdrawn since.</summary>
internal static class PublishedReleases
{
    private static readonly List<string> States = [.. ReleaseState.All.Where(state => state.WasPublished).Select(state => state.Code)];

    public static IQueryable<ReleaseRow> In(PortSafeDb db) => db.Releases.AsNoTracking().Where(row => States.Contains(row.State));
}
