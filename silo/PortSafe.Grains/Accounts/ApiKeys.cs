using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// The keys of programs. A key acts on the authority of the administrator who made it: when their account is revoked, or they are no
/// longer an administrator, their keys stop working.
/// </summary>
public sealed class ApiKeys(IDbContextFactory<PortSafeDb> contexts, AuditLog audit, TimeProvider clock)
{
    /// <summary>How many keys can be neither expired nor revoked at once.</summary>
    public const int MaxUnexpired = 200;

    /// <summary>How many keys a list holds: the latest.</summary>
    public const int MaxListed = 500;

    /// <summary>Makes a key. Only administrators may.</summary>
    public async Task<Result<MadeApiKey>> AddAsync(NewApiKey key, Actor by, CancellationToken ct)
    {
        if (!MayAdminister(by))
            return Authority.Refusal;
        if (key.Errors().FirstOrDefault() is { } fault)
            return fault;
        var (text, now) = (ApiKeyText.New(), clock.GetUtcNow());
        var row = new ApiKeyRow
        {
            Id = Guid.CreateVersion7(now),
            Hash = SecretToken.HashOf(text),
            Name = key.Name.Trim(),
            Hint = text[^ApiKeyText.HintLength..],
            Scopes = string.Join(' ', KeyScope.All.Where(key.Scopes.Contains)),
            CreatedBy = by.Id,
            CreatedAt = now,
            ExpiresAt = now.AddDays(key.Days),
        };
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.ApiKeys.CountAsync(other => other.RevokedAt == null && other.ExpiresAt > now, ct) >= MaxUnexpired)
            return Error.Conflict("keys-too-many", $"There are {MaxUnexpired} keys already. Revoke those that are not needed.");
        db.ApiKeys.Add(row);
        await audit.AppendAsync(db, by, "key-made", SubjectOf(row.Id), $"scopes {row.Scopes}, {key.Days} days", ct);
        await transaction.CommitAsync(ct);
        return new MadeApiKey(ToKey(row, isMakerInForce: true, now), text);
    }

    /// <summary>Every key, the latest first, at most <see cref="MaxListed"/>. Only administrators may ask.</summary>
    public async Task<Result<IReadOnlyList<ApiKey>>> ListAsync(Actor by, CancellationToken ct)
    {
        if (!MayAdminister(by))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.ApiKeys.AsNoTracking().OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(MaxListed).ToListAsync(ct);
        return await ToKeysAsync(db, rows, ct);
    }

    /// <summary>One key. Only administrators may ask.</summary>
    public async Task<Result<ApiKey>> FindAsync(Guid id, Actor by, CancellationToken ct)
    {
        if (!MayAdminister(by))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.ApiKeys.AsNoTracking().Where(row => row.Id == id).ToListAsync(ct);
        return rows.Count == 0 ? NotFound : (await ToKeysAsync(db, rows, ct))[0];
    }

    /// <summary>
    /// Takes a key away: it opens nothing five seconds later, on any node. A key that was revoked before stays so, and nothing more is
    /// logged. Only administrators may.
    /// </summary>
    public async Task<Result<ApiKey>> RevokeAsync(Guid id, Actor by, CancellationToken ct)
    {
        if (!MayAdminister(by))
            return Authority.Refusal;
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            // The update itself decides who was first, so that of two who revoke it at once one is logged.
            var revoked = await db.ApiKeys
                .Where(row => row.Id == id && row.RevokedAt == null)
                .ExecuteUpdateAsync(change => change.SetProperty(row => row.RevokedAt, (DateTimeOffset?)now), ct);
            if (revoked == 1)
                await audit.AppendAsync(db, by, "key-revoked", SubjectOf(id), "", ct);
            await transaction.CommitAsync(ct);
        }
        return await FindAsync(id, by, ct);
    }

    internal static Actor ActorOf(ApiKeyRow row) => Actor.Key(row.Id, ScopesOf(row));

    /// <summary>Which of some actors are administrators with an account in force.</summary>
    internal static async Task<IReadOnlySet<string>> AdministratorsAsync(PortSafeDb db, IEnumerable<string> actors, CancellationToken ct)
    {
        var ids = actors.Distinct(StringComparer.Ordinal).Select(actor => new Actor(actor, null, []).PersonId).OfType<Guid>().ToList();
        var people = await db.Users.AsNoTracking()
            .Where(person => ids.Contains(person.Id) && person.RevokedAt == null && person.WipedAt == null)
            .Select(person => new { person.Id, person.Role })
            .ToListAsync(ct);
        return people.Select(person => Actor.Person(person.Id, Role.Parse(person.Role))).Where(MayAdminister).Select(actor => actor.Id).ToHashSet(StringComparer.Ordinal);
    }

    private static Error NotFound => Error.NotFound("key-not-found", "There is no such key. Check its id in the list of keys.");

    /// <summary>A key is never handed on by a key, so whoever administers them is a person.</summary>
    private static bool MayAdminister(Actor by) => by.IsPerson && by.May(Permission.Administer);

    private static string SubjectOf(Guid id) => Actor.Key(id, []).Id;

    private async Task<List<ApiKey>> ToKeysAsync(PortSafeDb db, List<ApiKeyRow> rows, CancellationToken ct)
    {
        var makers = await AdministratorsAsync(db, rows.Select(row => row.CreatedBy), ct);
        var now = clock.GetUtcNow();
        return [.. rows.Select(row => ToKey(row, makers.Contains(row.CreatedBy), now))];
    }

    private static ApiKey ToKey(ApiKeyRow row, bool isMakerInForce, DateTimeOffset now) => new(
        row.Id, row.Name, row.Hint, ScopesOf(row), row.CreatedBy, row.CreatedAt, row.ExpiresAt, row.RevokedAt, row.LastUsedAt, StateOf(row, isMakerInForce, now));

    private static ApiKeyState StateOf(ApiKeyRow row, bool isMakerInForce, DateTimeOffset now)
    {
        if (row.RevokedAt is not null)
            return ApiKeyState.Revoked;
        if (row.ExpiresAt <= now)
            return ApiKeyState.Expired;
        return isMakerInForce ? ApiKeyState.Active : ApiKeyState.Stopped;
    }

    private static IReadOnlyList<KeyScope> ScopesOf(ApiKeyRow row) => [.. row.Scopes.Split(' ').Select(code => KeyScope.Parse(code))];
}
