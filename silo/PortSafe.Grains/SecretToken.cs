using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PortSafe.Grains;

/// <summary>A text that whoever holds it may use, because nobody guesses it: 256 bits from the system's generator, in base64url.</summary>
internal static class SecretToken
{
    /// <summary>In characters.</summary>
    public const int Length = 43;

    private const int Bytes = 32;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What the database keeps of a secret: SHA-256, 64 hexadecimal digits. Only for what nobody guesses, or what is soon worth nothing.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
