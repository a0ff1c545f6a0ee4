using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;

namespace PortSafe.Grains.Subscribers;

/// <summary>
/// Hashes addresses under a key of the installation's own, so that a list of hashes tells nobody whose they are. The key is in the
/// database, encrypted as the keys that protect cookies are: with a certificate configured, the database alone does not give it away.
/// </summary>
public sealed class AddressHashes(IDbContextFactory<PortSafeDb> contexts, IDataProtectionProvider protection)
{
    private const int OnlyId = 1;
    private const int KeyBytes = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("PortSafe.Subscribers.AddressKey");
    private AddressHasher? _hasher;

    /// <summary>
    /// Makes the key, or reads it. To be called before a transaction in which an address is hashed: what protects the key may have to
    /// write a key of its own, and on SQLite would wait for that transaction to end.
    /// </summary>
    /// <exception cref="CryptographicException">This node cannot read the installation's keys.</exception>
    public async Task PrepareAsync(CancellationToken ct)
    {
        if (_hasher is not null)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await ReadyAsync(db, ct);
    }

    /// <summary>What hashes addresses. A key that is made here is made in the caller's transaction, where there is one.</summary>
    /// <exception cref="CryptographicException">This node cannot read the installation's keys.</exception>
    internal async Task<AddressHasher> ReadyAsync(PortSafeDb db, CancellationToken ct)
    {
        if (_hasher is { } known)
            return known;
        if (await SecretAsync(db, ct) is { } kept)
            return _hasher = Read(kept);
        var fresh = _protector.Protect(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
        await db.Database.ExecuteSqlAsync($"INSERT INTO address_keys (id, secret) VALUES ({OnlyId}, {fresh}) ON CONFLICT (id) DO NOTHING", ct);
        var hasher = Read(await SecretAsync(db, ct) ?? throw new InvalidOperationException("The key for addresses has gone."));
        // A transaction that is rolled back takes its key with it.
        return db.Database.CurrentTransaction is null ? _hasher = hasher : hasher;
    }

    private AddressHasher Read(string secret) => new(Convert.FromBase64String(_protector.Unprotect(secret)));

    private static Task<string?> SecretAsync(PortSafeDb db, CancellationToken ct) =>
        db.AddressKeys.AsNoTracking().Where(row => row.Id == OnlyId).Select(row => row.Secret).SingleOrDefaultAsync(ct);
}

/// <summary>Hashes addresses.</summary>
internal sealed class AddressHasher(byte[] key)
{
    /// <summary>HMAC-SHA-256 of the address in lower case: 64 hexadecimal digits.</summary>
    public string HashOf(string email) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(email.Trim().ToLowerInvariant())));
}
