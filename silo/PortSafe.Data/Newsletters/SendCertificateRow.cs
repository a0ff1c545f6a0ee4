using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PortSafe.Data.Newsletters;

/// <summary>
/// What became of every recipient of an issue, as of the moment at which none was open any more. Never changed: when uncertain copies
/// are sent again, a later one follows.
/// </summary>
public sealed record SendCertificateRow
{
    public required Guid IssueId { get; init; }

    /// <summary>1, 2, 3, …</summary>
    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The revision that was sent.</summary>
    public required int Revision { get; init; }

    /// <summary>Everyone whom the approval fixed: the sum of the four counts that follow.</summary>
    public required int Eligible { get; init; }

    public required int Excluded { get; init; }

    public required int Accepted { get; init; }

    public required int Failed { get; init; }

    public required int Uncertain { get; init; }

    /// <summary>SHA-256, in hexadecimal, over a line <c>id state</c> for each recipient in the order of their ids, each ending in LF.</summary>
    public required string RowsHash { get; init; }

    /// <summary>What <see cref="HashOf"/> gives for the other fields.</summary>
    public required string Hash { get; init; }

    /// <summary>
    /// SHA-256, in hexadecimal, over a JSON array of all other fields in their order: ids in lower case, the time as
    /// <c>2026-11-22T09:00:00.000000Z</c>.
    /// </summary>
    public static string HashOf(SendCertificateRow row)
    {
        object[] fields =
        [
            row.IssueId.ToString("D"), row.Number, row.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ"), row.Revision,
            row.Eligible, row.Excluded, row.Accepted, row.Failed, row.Uncertain, row.RowsHash,
        ];
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(fields)));
    }

    /// <summary>The hash of the rows, which come in the order of their ids.</summary>
    public static async Task<string> HashOfRowsAsync(IAsyncEnumerable<(Guid Subscriber, string State)> rows, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var (subscriber, state) in rows.WithCancellation(ct))
            hash.AppendData(Encoding.ASCII.GetBytes($"{subscriber:D} {state}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
