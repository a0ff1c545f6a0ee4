using System.Security.Cryptography;
using System.Text;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// The recovery codes that somebody has left, as PBKDF2 hashes. A code has 47 bits, too few for a plain hash. They share one salt, so
/// that trying a code costs one derivation and not ten.
/// </summary>
internal sealed record RecoveryCodeHashes(byte[] Salt, IReadOnlyList<string> Hashes)
{
    private const int Iterations = 100_000;
    private const int HashBytes = 32;
    private const int SaltBytes = 16;

    public int Count => Hashes.Count;

    public static RecoveryCodeHashes Of(IEnumerable<string> codes)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new RecoveryCodeHashes(salt, [.. codes.Select(code => HashOf(salt, code))]);
    }

    /// <param name="text">As <see cref="ToString"/> writes it, or nothing.</param>
    public static RecoveryCodeHashes Parse(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries) is [var salt, .. var hashes]
        ? new RecoveryCodeHashes(Convert.FromHexString(salt), hashes)
        : new RecoveryCodeHashes(RandomNumberGenerator.GetBytes(SaltBytes), []);

    /// <summary>What is left once a code is spent; null when it is none of them.</summary>
    public RecoveryCodeHashes? Without(string code)
    {
        var hash = HashOf(Salt, code);
        var rest = Hashes.Where(known => !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(known), Encoding.ASCII.GetBytes(hash))).ToList();
        return rest.Count < Hashes.Count ? this with { Hashes = rest } : null;
    }

    public override string ToString() => string.Join(';', Hashes.Prepend(Convert.ToHexStringLower(Salt)));

    private static string HashOf(byte[] salt, string code) =>
        Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(code, salt, Iterations, HashAlgorithmName.SHA512, HashBytes));
}
