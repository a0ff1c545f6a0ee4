using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Analytics;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Analytics.Saved;

/// <summary>A view as it stood when somebody meant to cite it.</summary>
/// <param name="Id">In its address: 20 hexadecimal digits.</param>
/// <param name="Chart">Null once a release in it was withdrawn: its figures are not published any more.</param>
/// <param name="Query">The view's canonical form, to see what it shows today.</param>
/// <param name="Hash">SHA-256 over query and chart.</param>
/// <param name="Withdrawn">The releases among those it shows that were withdrawn since.</param>
public sealed record FrozenView(string Id, string Query, Chart? Chart, string Hash, DateTimeOffset FrozenAt, IReadOnlyList<WithdrawnRelease> Withdrawn);

/// <summary>
/// Views frozen to be cited. Each is known by what is in it: the same view of the same releases is one, whoever freezes it and
/// however often.
/// </summary>
public sealed class FrozenViews(IDbContextFactory<PortSafeDb> contexts, FrozenReleases releases, SectorViews views, AuditLog audit, TimeProvider clock)
{
    private const int DigitsOfId = 20;

    /// <summary>Freezes what a view shows now, under the title that its figures give it: what everyone reads, nobody has typed.</summary>
    /// <returns>The id; or <c>not-allowed</c>, or <c>view-empty</c> where there is no figure to cite.</returns>
    public async Task<Result<string>> FreezeAsync(SectorView view, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.ReadSector))
            return Authority.Refusal;
        if (await views.AnswerAsync(view, ct) is not { Chart.ReleaseHash: { } releaseHash } answer)
            return Error.Conflict("view-empty", "No figures are published for this view yet, so there is nothing to cite.");
        var chart = answer.Chart.ToJson();
        var hash = HashOf(view.Query, chart);
        var id = hash[..DigitsOfId];
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.FrozenViews.AnyAsync(row => row.Id == id, ct))
            return id;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            db.FrozenViews.Add(new FrozenViewRow
            {
                Id = id,
                Query = view.Query,
                Chart = chart,
                Hash = hash,
                ReleaseHash = releaseHash,
                Releases = string.Join(' ', answer.Releases),
                FrozenAt = clock.GetUtcNow(),
            });
            await audit.AppendAsync(db, by, "view-cited", $"view:{id}", view.Query, ct);
            await transaction.CommitAsync(ct);
        }
        catch (Exception exception) when (DatabaseErrors.IsLostRace(exception))
        {
            // Somebody else froze the same view at the same time; what is in it is the same.
        }
        return id;
    }

    /// <summary>The view as it was frozen. Whoever may read the sector may ask.</summary>
    /// <returns>The view; or <c>not-allowed</c> or <c>frozen-view-not-found</c>.</returns>
    /// <exception cref="InvalidDataException">What is stored is not what was frozen.</exception>
    public async Task<Result<FrozenView>> FindAsync(string id, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.ReadSector))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.FrozenViews.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is not { } row)
            return Error.NotFound("frozen-view-not-found", "There is no such view.");
        if (HashOf(row.Query, row.Chart) != row.Hash)
            throw new InvalidDataException($"The frozen view {row.Id} is not what its hash says.");
        var shown = row.Releases.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => ReleaseId.Parse(id)).ToHashSet();
        var withdrawn = (await releases.WithdrawnAsync(ct)).Where(release => shown.Contains(release.Id)).ToList();
        return new FrozenView(row.Id, row.Query, withdrawn.Count == 0 ? Chart.FromJson(row.Chart) : null, row.Hash, row.FrozenAt, withdrawn);
    }

    private static string HashOf(string query, string chart) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{query}\n{chart}")));
}
