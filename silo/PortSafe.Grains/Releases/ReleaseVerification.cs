using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>Whether a published release is still what was frozen.</summary>
/// <param name="Hash">As recomputed from the cells.</param>
/// <param name="Key">SHA-256 of the public key that it was signed with, in hexadecimal; null when it is not signed.</param>
/// <param name="Faults">What is wrong with it, a sentence each; empty when nothing is.</param>
public sealed record ReleaseVerdict(ReleaseId Id, ReleaseState State, int Cells, string? Hash, string? Key, IReadOnlyList<string> Faults);

/// <summary>Recomputes the hash and checks the signature of what was frozen. It tells no figure, so it acts for nobody.</summary>
public sealed class ReleaseVerification(IDbContextFactory<PortSafeDb> contexts, ReleaseSigner signer)
{
    /// <param name="trusted">SHA-256 of a public key, in hexadecimal, that is trusted beside this node's own: one that it had before.</param>
    public async Task<Result<ReleaseVerdict>> VerifyAsync(ReleaseId id, string? trusted, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var release = await db.Releases.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct);
        if (release is null || !ReleaseState.Parse(release.State).WasPublished)
            return Error.NotFound("release-not-frozen", $"No release of {id} was frozen, so there is nothing to verify.");
        var rows = await db.ReleaseCells.AsNoTracking().Where(row => row.Release == id).OrderBy(row => row.Number).ToListAsync(ct);
        var faults = new List<string>();
        var hash = HashOf(release, rows, faults);
        if (hash is not null && hash != release.Hash)
            faults.Add($"The cells are not the ones that were frozen. Their hash is {hash}, and {release.Hash} was frozen.");
        var key = release.SigningKey is { } signingKey ? Fingerprint(signingKey) : null;
        if (release.Signature is null || key is null)
            faults.Add("It is not signed.");
        else if (!ReleaseSigner.IsGood(release))
            faults.Add("The signature is not the one of this release.");
        else if (key != trusted && (signer.PublicKey() is not { } own || key != Fingerprint(own)))
            faults.Add($"It was signed with a key that this installation does not have: {key}. If that is a key of yours from before, name it as trusted.");
        return new ReleaseVerdict(id, ReleaseState.Parse(release.State), rows.Count, hash, key, faults);
    }

    private static string? HashOf(ReleaseRow release, List<ReleaseCellRow> rows, List<string> faults)
    {
        try
        {
            return ReleaseCells.Hash(release.Id, release.Plan, rows.ConvertAll(ReleaseCells.FromRow), release.Register);
        }
        catch (FormatException exception)
        {
            faults.Add($"A cell cannot be read: {exception.Message}");
            return null;
        }
    }

    private static string? Fingerprint(string publicKey)
    {
        var bytes = new byte[publicKey.Length];
        return Convert.TryFromBase64String(publicKey, bytes, out var length) ? Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, length))) : null;
    }
}
