using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Domain;

namespace PortSafe.Grains.Accounts;

/// <summary>What a link is good for. None but the sample one, which exists in Development alone, signs anyone in by itself.</summary>
/// <param name="Code">As the database has it.</param>
/// <param name="Life">How long it can be used.</param>
/// <param name="Path">The path to which a token is added to make the address of the page that uses it.</param>
public sealed record LinkPurpose(string Code, TimeSpan Life, string Path)
{
    /// <summary>Leads somebody who was invited to the pages where they set up how they sign in.</summary>
    public static LinkPurpose Invitation { get; } = new("invitation", TimeSpan.FromDays(7), "/invitation/");

    /// <summary>Proves that whoever recovers an account reads mail sent to its address.</summary>
    public static LinkPurpose Address { get; } = new("address", TimeSpan.FromMinutes(10), "/recover/");

    /// <summary>Signs in as one of the sample people.</summary>
    public static LinkPurpose SampleSignIn { get; } = new("sample-sign-in", TimeSpan.FromMinutes(15), "/sign-in/sample/");
}

/// <summary>Links that can be used once. The token is given out and never kept; the database holds its hash.</summary>
public sealed class AccountLinks(TimeProvider clock)
{
    /// <summary>The one answer to a token that is unknown, spent, too old or no token at all.</summary>
    public static Error CannotBeUsed => Error.Conflict("link-cannot-be-used", "This link cannot be used. It works once, for a limited time.");

    /// <summary>Makes a link, and voids what the person had of the same purpose. Within the caller's transaction where there is one.</summary>
    /// <returns>The token, which goes to the person and nowhere else.</returns>
    public async Task<string> IssueAsync(PortSafeDb db, Guid person, LinkPurpose purpose, CancellationToken ct)
    {
        var token = SecretToken.New();
        await VoidAsync(db, person, purpose, ct);
        var row = new AccountLinkRow { Hash = SecretToken.HashOf(token), PersonId = person, Purpose = purpose.Code, ExpiresAt = clock.GetUtcNow() + purpose.Life };
        db.AccountLinks.Add(row);
        await db.SaveChangesAsync(ct);
        // A later link of the same context may delete this one in the database, behind the context's back.
        db.Entry(row).State = EntityState.Detached;
        return token;
    }

    /// <summary>Voids what a person has of one purpose.</summary>
    public Task VoidAsync(PortSafeDb db, Guid person, LinkPurpose purpose, CancellationToken ct) =>
        db.AccountLinks.Where(link => link.PersonId == person && link.Purpose == purpose.Code).ExecuteDeleteAsync(ct);

    /// <summary>Whose link it is. Spends nothing.</summary>
    /// <returns>The person's id; or <see cref="CannotBeUsed"/>.</returns>
    public async Task<Result<Guid>> PeekAsync(PortSafeDb db, string token, LinkPurpose purpose, CancellationToken ct)
    {
        if (token.Length != SecretToken.Length)
            return CannotBeUsed;
        return await Usable(db, SecretToken.HashOf(token), purpose).Select(link => (Guid?)link.PersonId).SingleOrDefaultAsync(ct) is { } person ? person : CannotBeUsed;
    }

    /// <summary>Spends a link: of many who use it at once, one does. Within the caller's transaction where there is one.</summary>
    /// <returns>The person's id; or <see cref="CannotBeUsed"/>.</returns>
    public async Task<Result<Guid>> UseAsync(PortSafeDb db, string token, LinkPurpose purpose, CancellationToken ct)
    {
        if (token.Length != SecretToken.Length)
            return CannotBeUsed;
        var (hash, now) = (SecretToken.HashOf(token), clock.GetUtcNow());
        // The update itself decides who was first.
        var spent = await Usable(db, hash, purpose).ExecuteUpdateAsync(change => change.SetProperty(link => link.UsedAt, (DateTimeOffset?)now), ct);
        return spent == 1 ? await db.AccountLinks.Where(link => link.Hash == hash).Select(link => link.PersonId).SingleAsync(ct) : CannotBeUsed;
    }

    private IQueryable<AccountLinkRow> Usable(PortSafeDb db, string hash, LinkPurpose purpose)
    {
        var now = clock.GetUtcNow();
        var samplesOnly = purpose == LinkPurpose.SampleSignIn;
        return db.AccountLinks
            .Where(link => link.Hash == hash && link.Purpose == purpose.Code && link.UsedAt == null && link.ExpiresAt > now)
            .Where(link => db.Users.Any(person =>
                person.Id == link.PersonId && person.RevokedAt == null && person.WipedAt == null && (person.IsSample || !samplesOnly)));
    }
}
