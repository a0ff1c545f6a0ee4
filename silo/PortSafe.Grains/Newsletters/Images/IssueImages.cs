using System.Security.Cryptography;
using Markdig.Syntax;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Newsletters;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Newsletters.Body;
using PortSafe.Grains.Newsletters.Images;

namespace PortSafe.Grains.Newsletters;

/// <summary>The pictures of issues. One that is uploaded twice is kept once.</summary>
public sealed class IssueImages(IDbContextFactory<PortSafeDb> contexts, AuditLog audit, TimeProvider clock)
{
    /// <summary>The largest file that may be uploaded, in bytes.</summary>
    public const int LargestFile = CleanImage.Largest;

    /// <summary>The longest side of a picture, in pixels.</summary>
    public const int LongestSide = CleanImage.LongestSide;

    /// <summary>The longest description, in UTF-16 units.</summary>
    public const int LongestDescription = ImageMarkup.LongestAlt;

    /// <summary>How many pictures a list holds: the latest.</summary>
    public const int MostListed = 100;

    private const int LongestName = 100;

    /// <summary>Takes in a picture, without anything in the file that says where, when or by whom it was made.</summary>
    /// <param name="name">The file's own, to find it again by.</param>
    /// <returns>The picture, whose name and description are the latest given; or what is wrong with the file or its description.</returns>
    public async Task<Result<IssueImage>> UploadAsync(ReadOnlyMemory<byte> file, string name, string description, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.WriteIssues))
            return Authority.Refusal;
        if (FaultOf(description) is { } fault)
            return fault;
        if (!CleanImage.Read(file.Span).Succeeded(out var image, out var error))
            return error;
        var row = new IssueImageRow
        {
            Hash = Convert.ToHexStringLower(SHA256.HashData(image.Bytes)),
            ContentType = image.ContentType,
            Bytes = image.Bytes,
            Width = image.Width,
            Height = image.Height,
            Name = NameOf(name),
            Description = description.Trim(),
            UploadedBy = by.Id,
            UploadedAt = clock.GetUtcNow(),
        };
        await StoreAsync(row, by, ct);
        return (await FindAsync(row.Hash, ct))!;
    }

    /// <summary>The latest pictures, for those who prepare issues.</summary>
    public async Task<Result<IReadOnlyList<IssueImage>>> ListAsync(Actor by, CancellationToken ct)
    {
        if (!Prepares(by))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Known(db.IssueImages.OrderByDescending(row => row.UploadedAt).ThenBy(row => row.Hash).Take(MostListed)).ToListAsync(ct);
    }

    /// <summary>The picture's file; null where there is none, and where a reader may not see it: it is public once a published issue shows it.</summary>
    /// <param name="by">Null when nobody is signed in.</param>
    public async Task<IssueImageFile?> ReadAsync(string fileName, Actor? by, CancellationToken ct)
    {
        if (ImageMarkup.HashOf($"/newsletters/images/{fileName}") is not { } hash)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var isPublic = await IsPublishedAsync(db, hash, ct);
        if (!isPublic && (by is null || !Prepares(by)))
            return null;
        var row = await db.IssueImages.AsNoTracking().FirstOrDefaultAsync(row => row.Hash == hash, ct);
        return row is null || ToImage(row).FileName != fileName ? null : new IssueImageFile(row.Bytes, row.ContentType, isPublic);
    }

    /// <summary>Gives each picture of a body what is known of it.</summary>
    /// <returns>The pictures that there are not, by place.</returns>
    internal async Task<IReadOnlyList<BodyProblem>> ResolveAsync(IssueBody body, CancellationToken ct)
    {
        var links = ImageMarkup.In(body.Document).Where(link => ImageMarkup.HashOf(link.Url) is not null).ToList();
        if (links.Count == 0)
            return [];
        var hashes = links.ConvertAll(link => ImageMarkup.HashOf(link.Url)!);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var known = await Known(db.IssueImages.Where(row => hashes.Contains(row.Hash))).ToDictionaryAsync(image => image.Path, ct);
        foreach (var link in links)
        {
            if (known.TryGetValue(link.Url!, out var image))
                ImageMarkup.Resolve(link, image);
        }
        return [.. links.Where(link => !known.ContainsKey(link.Url!)).Select(link => new BodyProblem(new(link.Line + 1, link.Column + 1), "There is no such picture here. Upload it, then copy its line."))];
    }

    /// <summary>The files of pictures, by hash.</summary>
    internal async Task<IReadOnlyDictionary<string, byte[]>> FilesAsync(IReadOnlyList<string> hashes, CancellationToken ct)
    {
        if (hashes.Count == 0)
            return new Dictionary<string, byte[]>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.IssueImages.AsNoTracking().Where(row => hashes.Contains(row.Hash)).ToDictionaryAsync(row => row.Hash, row => row.Bytes, StringComparer.Ordinal, ct);
    }

    private async Task StoreAsync(IssueImageRow row, Actor by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            if (await db.IssueImages.Where(known => known.Hash == row.Hash).ExecuteUpdateAsync(set => set.SetProperty(known => known.Name, row.Name).SetProperty(known => known.Description, row.Description), ct) == 0)
            {
                db.IssueImages.Add(row);
                await db.SaveChangesAsync(ct);
            }
            await audit.AppendAsync(db, by, "image-uploaded", $"image:{row.Hash}", $"{row.Width} by {row.Height}", ct);
            await transaction.CommitAsync(ct);
        }
        catch (Exception exception) when (DatabaseErrors.IsLostRace(exception))
        {
            // Somebody uploaded the same picture at the same moment.
        }
    }

    private async Task<IssueImage?> FindAsync(string hash, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Known(db.IssueImages.Where(row => row.Hash == hash)).FirstOrDefaultAsync(ct);
    }

    private static Task<bool> IsPublishedAsync(PortSafeDb db, string hash, CancellationToken ct) =>
        IssueArchive.Published(db).AnyAsync(item => item.Revision.Body.Contains(hash), ct);

    private static IQueryable<IssueImage> Known(IQueryable<IssueImageRow> rows) => rows.AsNoTracking().Select(row =>
        new IssueImage(row.Hash, row.ContentType, row.Width, row.Height, row.Name, row.Description, row.UploadedAt));

    private static IssueImage ToImage(IssueImageRow row) => new(row.Hash, row.ContentType, row.Width, row.Height, row.Name, row.Description, row.UploadedAt);

    private static bool Prepares(Actor by) => by.May(Permission.WriteIssues) || by.May(Permission.ApproveIssues);

    private static Error? FaultOf(string description) =>
        string.IsNullOrWhiteSpace(description) ? Error.Invalid("image-description", "Say what the picture shows, for those who cannot see it.", "description")
        : description.Trim().Length > LongestDescription || description.Any(char.IsControl)
            ? Error.Invalid("image-description", $"Enter a description of {LongestDescription} characters or fewer, on one line.", "description")
        : null;

    private static string NameOf(string name)
    {
        var last = new string([.. name.Split('/', '\\')[^1].Where(character => !char.IsControl(character))]).Trim();
        return last.Length == 0 ? "Picture" : last.Length > LongestName ? last[..LongestName] : last;
    }
}

/// <summary>A picture to answer with.</summary>
/// <param name="IsPublic">Whether everyone may see it, and keep it.</param>
public sealed record IssueImageFile(byte[] Bytes, string ContentType, bool IsPublic);
