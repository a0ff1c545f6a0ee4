using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PortSafe.Testing.Accounts;

/// <summary>An authenticator app: RFC 6238 with SHA-1, six digits and thirty seconds.</summary>
public static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Period = 30;

    /// <param name="key">In base 32, spaces allowed.</param>
    /// <param name="ahead">How many periods from now; the server takes a code that is up to two off.</param>
    public static string Code(string key, int ahead = 0)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / Period) + ahead);
#pragma warning disable CA5350 // The standard's hash.
        var hash = HMACSHA1.HashData(Bytes(key), counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset)) & int.MaxValue;
        return $"{number % 1_000_000:D6}";
    }

    private static byte[] Bytes(string key)
    {
        var bits = string.Concat(key.Where(character => character != ' ').Select(character => Convert.ToString(Alphabet.IndexOf(character, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(octet => octet.Length == 8).Select(octet => Convert.ToByte(new string(octet), 2))];
    }
}
