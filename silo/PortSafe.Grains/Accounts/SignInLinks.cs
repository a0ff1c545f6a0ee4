using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>Links that sign somebody in once. The token is given out and never kept; the database holds its hash.</summary>
public sealed class SignInLinks(PortSafeDb db, People people, AuditLog audit, IOptions<AccountOptions> options, TimeProvider clock)
{
    private const int TokenBytes = 32;
    private const string Purpose = "sign-in";

    /// <summary>The length of a token: 43 characters of base64url, 256 bits from the system's generator.</summary>
    public const int TokenLength = 43;

    /// <summary>The path to which a token is added to make the address of the page that uses it.</summary>
    public const string Path = "/sign-in/";

    /// <returns>The token. It works until <see cref="AccountOptions.SignInLinkMinutes"/> have passed, or until it is used.</returns>
    public async Task<string> IssueAsync(Guid person, CancellationToken ct)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = clock.GetUtcNow();
        await db.AccountLinks.Where(link => link.PersonId == person && link.ExpiresAt <= now).ExecuteDeleteAsync(ct);
        db.AccountLinks.Add(new AccountLinkRow
        {
            Hash = HashOf(token),
            PersonId = person,
            Purpose = Purpose,
            ExpiresAt = now.AddMinutes(options.Value.SignInLinkMinutes),
        });
        await db.SaveChangesAsync(ct);
        return token;
    }

    /// <summary>Spends a token. A token that is unknown, spent, too old or no token at all gets one and the same answer.</summary>
    public async Task<Result<KnownPerson>> UseAsync(string token, CancellationToken ct)
    {
        if (token.Length != TokenLength)
            return CannotBeUsed;
        var (hash, now) = (HashOf(token), clock.GetUtcNow());
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // The update itself decides who was first, so that a link opened twice at once signs in once.
        var spent = await db.AccountLinks
            .Where(link => link.Hash == hash && link.UsedAt == null && link.ExpiresAt > now)
            .ExecuteUpdateAsync(change => change.SetProperty(link => link.UsedAt, (DateTimeOffset?)now), ct);
        if (spent != 1)
            return CannotBeUsed;
        var id = await db.AccountLinks.Where(link => link.Hash == hash).Select(link => link.PersonId).SingleAsync(ct);
        if (await people.FindAsync(id, ct) is not { } person)
            return CannotBeUsed;
        await audit.AppendAsync(db, person.Actor, "signed-in", person.Actor.Id, "by link", ct);
        await transaction.CommitAsync(ct);
        return person;
    }

    private static Error CannotBeUsed =>
        Error.NotFound("sign-in-link", "This link cannot be used. It works once, for a short time. Ask for a new one.");

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
