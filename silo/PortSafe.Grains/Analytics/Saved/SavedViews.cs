using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Analytics;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Analytics.Saved;

/// <summary>A view that a person keeps.</summary>
/// <param name="Title">Said in place of the finding; null for the finding itself.</param>
/// <param name="Query">The view's canonical form.</param>
/// <param name="IsMailed">Whether it is sent to the person after each quarter's release.</param>
public sealed record SavedView(Guid Id, string Name, string? Title, string Query, bool IsMailed);

/// <summary>The views that each person keeps for themselves; nobody else sees them.</summary>
public sealed class SavedViews(IDbContextFactory<PortSafeDb> contexts, TimeProvider clock)
{
    /// <summary>How many views a person may keep.</summary>
    public const int Most = 50;

    /// <summary>The longest name, in UTF-16 units.</summary>
    public const int LongestName = 80;

    /// <summary>The longest title, in UTF-16 units.</summary>
    public const int LongestTitle = 200;

    /// <summary>The person's own, in their order. Nothing for whoever may not read the sector.</summary>
    public async Task<IReadOnlyList<SavedView>> ListAsync(Actor by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return [.. (await Own(db, by).AsNoTracking().OrderBy(row => row.Position).ThenBy(row => row.Id).ToListAsync(ct)).Select(Of)];
    }

    /// <summary>One of the person's own.</summary>
    /// <returns>The view; or <c>saved-view-not-found</c>.</returns>
    public async Task<Result<SavedView>> FindAsync(Guid id, Actor by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Own(db, by).AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is { } row ? Of(row) : NotFound;
    }

    /// <summary>Keeps a view, after those that are kept already.</summary>
    /// <returns>The view; or <c>not-allowed</c>, <c>saved-view-name</c>, <c>saved-view-title</c> or <c>saved-views-too-many</c>.</returns>
    public async Task<Result<SavedView>> SaveAsync(SectorView view, string? name, string? title, Actor by, CancellationToken ct)
    {
        if (by.PersonId is not { } person || !by.May(Permission.ReadSector))
            return Authority.Refusal;
        if (FaultOf(name, title) is { } fault)
            return fault;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await Turns.TakeAsync(db, $"saved-views:{person:D}", ct);
        var places = await Own(db, by).Select(row => row.Position).ToListAsync(ct);
        if (places.Count >= Most)
            return Error.Conflict("saved-views-too-many", $"You keep {Most} views already. Delete one that you do not need.");
        var row = new SavedViewRow
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            PersonId = person,
            Name = name!.Trim(),
            Title = Trimmed(title),
            Query = view.Query,
            Position = places.Count == 0 ? 0 : places.Max() + 1,
            SavedAt = clock.GetUtcNow(),
        };
        db.SavedViews.Add(row);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Of(row);
    }

    /// <summary>Renames a view, says its title anew, and has it sent or no longer sent.</summary>
    /// <returns>The view; or <c>saved-view-not-found</c>, <c>saved-view-name</c> or <c>saved-view-title</c>.</returns>
    public async Task<Result<SavedView>> ChangeAsync(Guid id, string? name, string? title, bool isMailed, Actor by, CancellationToken ct)
    {
        if (FaultOf(name, title) is { } fault)
            return fault;
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await Own(db, by).FirstOrDefaultAsync(row => row.Id == id, ct) is not { } row)
            return NotFound;
        (row.Name, row.Title) = (name!.Trim(), Trimmed(title));
        row.MailedSince = isMailed ? row.MailedSince ?? clock.GetUtcNow() : null;
        await db.SaveChangesAsync(ct);
        return Of(row);
    }

    /// <summary>Moves a view one place up in the person's order; the first stays where it is.</summary>
    /// <returns>The view; or <c>saved-view-not-found</c>.</returns>
    public async Task<Result<SavedView>> RaiseAsync(Guid id, Actor by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await Own(db, by).OrderBy(row => row.Position).ThenBy(row => row.Id).ToListAsync(ct);
        var at = rows.FindIndex(row => row.Id == id);
        if (at < 0)
            return NotFound;
        if (at > 0)
            (rows[at - 1], rows[at]) = (rows[at], rows[at - 1]);
        for (var i = 0; i < rows.Count; i++)
            rows[i].Position = i;
        await db.SaveChangesAsync(ct);
        return Of(rows[Math.Max(at - 1, 0)]);
    }

    /// <summary>Deletes a view. It cannot be undone.</summary>
    /// <returns>Its name; or <c>saved-view-not-found</c>.</returns>
    public async Task<Result<string>> DeleteAsync(Guid id, Actor by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await Own(db, by).FirstOrDefaultAsync(row => row.Id == id, ct) is not { } row)
            return NotFound;
        db.SavedViews.Remove(row);
        await db.SaveChangesAsync(ct);
        return row.Name;
    }

    private static IQueryable<SavedViewRow> Own(PortSafeDb db, Actor by)
    {
        var person = by.May(Permission.ReadSector) ? by.PersonId : null;
        return db.SavedViews.Where(row => row.PersonId == person);
    }

    private static SavedView Of(SavedViewRow row) => new(row.Id, row.Name, row.Title, row.Query, row.MailedSince is not null);

    private static string? Trimmed(string? title) => string.IsNullOrWhiteSpace(title) ? null : title.Trim();

    private static Error? FaultOf(string? name, string? title)
    {
        if (name?.Trim() is not { Length: > 0 and <= LongestName } said || said.Any(char.IsControl))
            return Error.Invalid("saved-view-name", $"Enter a name for the view, in {LongestName} characters or fewer.", "name");
        return Trimmed(title) is { } text && (text.Length > LongestTitle || text.Any(char.IsControl))
            ? Error.Invalid("saved-view-title", $"Enter a title in {LongestTitle} characters or fewer, or leave it empty.", "title")
            : null;
    }

    private static Error NotFound => Error.NotFound("saved-view-not-found", "You keep no such view.");
}
