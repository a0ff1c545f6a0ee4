using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Imports;

namespace PortSafe.Grains.Subscribers.Importing;

/// <summary>What a line of a file of subscribers would do.</summary>
public enum SubscriberLineKind
{
    /// <summary>It adds an address.</summary>
    New,

    /// <summary>Nothing: the address is subscribed already.</summary>
    Known,

    /// <summary>Nothing: the address has unsubscribed, and comes back by its owner's own wish.</summary>
    Left,

    /// <summary>Nothing: the address was wiped, or its owner complained.</summary>
    Suppressed,
}

/// <summary>A line that adds nobody, and why.</summary>
/// <param name="Line">Of the file, the header being 1.</param>
public sealed record SubscriberLineLeft(int Line, string Email, SubscriberLineKind Kind);

/// <summary>What a file of subscribers would change.</summary>
/// <param name="LeftOut">The first <see cref="MostShown"/> lines that add nobody, in their order.</param>
/// <param name="Digest">Stands for exactly what would be done: 64 hexadecimal digits.</param>
public sealed record SubscriberPreview(int New, int Known, int Left, int Suppressed, IReadOnlyList<SubscriberLineLeft> LeftOut, string Digest)
{
    public const int MostShown = 200;

    public int Rows => New + Known + Left + Suppressed;
}

/// <summary>What became of a file of subscribers. The set is closed; in every case but <see cref="Imported"/> nothing has changed.</summary>
public abstract record SubscriberImportOutcome
{
    private SubscriberImportOutcome()
    {
    }

    public sealed record Previewed(SubscriberPreview Preview) : SubscriberImportOutcome;

    public sealed record Imported(SubscriberPreview Preview) : SubscriberImportOutcome;

    /// <param name="Errors">1 to 100, by line.</param>
    /// <param name="MayBeMore">Whether the list stops at its limit.</param>
    public sealed record Refused(IReadOnlyList<ImportError> Errors, bool MayBeMore) : SubscriberImportOutcome;

    public sealed record Forbidden(Error Error) : SubscriberImportOutcome;
}

/// <summary>Takes in files of people who have agreed elsewhere to receive the newsletter: the whole file, or nothing.</summary>
public sealed class SubscriberImport(IDbContextFactory<PortSafeDb> contexts, SubscriberList list, Suppressions suppressions, AuditLog audit, TimeProvider clock)
{
    private const int ChunkSize = 500;

    /// <summary>The columns that a file has, in any order.</summary>
    public static IReadOnlyList<string> Columns => SubscriberFile.Columns;

    /// <summary>
    /// Checks a file and says what it would change, or takes it in. Only addresses that are not known here are added; who is
    /// subscribed, has left or is suppressed stays so.
    /// </summary>
    /// <param name="seen">The digest of what a person has seen that the file changes: it is taken in only if it still changes just that. Null to see it.</param>
    public async Task<SubscriberImportOutcome> TakeAsync(Stream file, ImportLimits limits, string? seen, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return new SubscriberImportOutcome.Forbidden(Authority.Refusal);
        await using var stream = new CheckedStream(file, limits.MaxBytes, null);
        var errors = new ImportErrors();
        await using var rows = new CsvRows(stream, SubscriberFile.Columns, errors, limits.MaxRows);
        var content = new SubscriberFile(clock.Today(), errors);
        if (await rows.ReadHeaderAsync(ct))
            await content.ReadAsync(rows, ct);
        await rows.FinishAsync(ct);
        if (errors.Any)
        {
            var refused = errors.ToOutcome();
            return new SubscriberImportOutcome.Refused(refused.Errors, refused.MayBeMore);
        }
        return await TakeAsync(content.Lines, seen, by, ct);
    }

    private async Task<SubscriberImportOutcome> TakeAsync(IReadOnlyList<SubscriberLine> lines, string? seen, Actor by, CancellationToken ct)
    {
        await suppressions.PrepareAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var kinds = await KindsAsync(db, lines, ct);
        var preview = PreviewOf(lines, kinds);
        if (preview.Digest != seen)
            return new SubscriberImportOutcome.Previewed(preview);
        foreach (var (line, kind) in lines.Zip(kinds))
        {
            if (kind != SubscriberLineKind.New)
                continue;
            var row = list.NewRow(line.Email, SubscriptionBasis.Consent, line.Source, UkDate.StartOf(line.ConsentedOn));
            // Somebody subscribed meanwhile: what a person has seen does not hold any more.
            if (!await SubscriberList.InsertAsync(db, row, line.Topics, ct))
            {
                await transaction.RollbackAsync(ct);
                return await TakeAsync(lines, null, by, ct);
            }
        }
        if (preview.New > 0)
            await audit.AppendAsync(db, by, "subscribers-imported", "subscribers", $"added {preview.New}, known {preview.Known}, left {preview.Left}, suppressed {preview.Suppressed}", ct);
        await transaction.CommitAsync(ct);
        return new SubscriberImportOutcome.Imported(preview);
    }

    private async Task<IReadOnlyList<SubscriberLineKind>> KindsAsync(PortSafeDb db, IReadOnlyList<SubscriberLine> lines, CancellationToken ct)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var chunk in lines.Chunk(ChunkSize))
        {
            var emails = chunk.Select(line => line.Email).ToList();
            foreach (var row in await db.Subscribers.Where(row => emails.Contains(row.Email)).Select(row => new { row.Email, HasLeft = row.UnsubscribedAt != null }).ToListAsync(ct))
                known[row.Email] = row.HasLeft;
        }
        var suppressed = await suppressions.AmongAsync(db, [.. lines.Select(line => line.Email)], ct);
        return [.. lines.Select(line => suppressed.Contains(line.Email) ? SubscriberLineKind.Suppressed
            : !known.TryGetValue(line.Email, out var hasLeft) ? SubscriberLineKind.New
            : hasLeft ? SubscriberLineKind.Left : SubscriberLineKind.Known)];
    }

    private static SubscriberPreview PreviewOf(IReadOnlyList<SubscriberLine> lines, IReadOnlyList<SubscriberLineKind> kinds)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (counts, leftOut) = (new int[Enum.GetValues<SubscriberLineKind>().Length], new List<SubscriberLineLeft>());
        foreach (var (line, kind) in lines.Zip(kinds))
        {
            counts[(int)kind]++;
            digest.AppendData(Encoding.UTF8.GetBytes($"{kind}\t{line.Email}\t{SubscriberTopics.Write(line.Topics)}\t{line.Source}\t{line.ConsentedOn:O}\n"));
            if (kind != SubscriberLineKind.New && leftOut.Count < SubscriberPreview.MostShown)
                leftOut.Add(new SubscriberLineLeft(line.Line, line.Email, kind));
        }
        return new SubscriberPreview(
            counts[(int)SubscriberLineKind.New], counts[(int)SubscriberLineKind.Known], counts[(int)SubscriberLineKind.Left], counts[(int)SubscriberLineKind.Suppressed],
            leftOut, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }
}
