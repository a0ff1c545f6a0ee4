using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace PortSafe.Grains.Imports;

/// <summary>
/// Reads a file through: hashes its bytes and checks that they are lines of UTF-8 text within the limits. At the first defect the
/// stream ends, before the line that has it.
/// </summary>
internal sealed class CheckedStream(Stream inner, long maxBytes, IProgress<ImportProgress>? progress) : Stream
{
    public const int MaxLineBytes = 64 * 1024;

    private const byte LineFeed = (byte)'\n';

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _split = new byte[4];
    private int _splitLength;
    private int _line = 1;
    private long _lineBytes;
    private byte _lastByte;

    /// <summary>Why the stream ended early.</summary>
    public ImportError? Defect { get; private set; }

    public long BytesRead { get; private set; }

    /// <summary>Whether the last line, as far as read, ends as lines do.</summary>
    public bool EndsWithLineBreak => _lastByte is LineFeed or (byte)'\r';

    /// <summary>SHA-256 of the bytes read, 64 hexadecimal digits. To be asked for once, at the end.</summary>
    public string HashSoFar() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Defect is not null)
            return 0;
        var length = await inner.ReadAsync(buffer, cancellationToken);
        return Take(buffer.Span, length);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        Defect is not null ? 0 : Take(buffer.AsSpan(offset, count), inner.Read(buffer, offset, count));

    private int Take(Span<byte> buffer, int length)
    {
        var bytes = buffer[..length];
        if (length == 0)
        {
            if (_splitLength > 0)
                Defect = NotUtf8(_line, _split[0]);
            return 0;
        }
        _hash.AppendData(bytes);
        var (at, error) = Find(bytes);
        if (error is not null)
        {
            Defect = error;
            return bytes[..at].LastIndexOf(LineFeed) + 1;
        }
        BytesRead += length;
        _line += bytes.Count(LineFeed);
        var lastLine = bytes.LastIndexOf(LineFeed);
        _lineBytes = lastLine < 0 ? _lineBytes + length : length - lastLine - 1;
        _lastByte = bytes[^1];
        progress?.Report(new ImportProgress(BytesRead, 0));
        return length;
    }

    /// <summary>The first defect and where in the bytes it is.</summary>
    private (int At, ImportError? Error) Find(ReadOnlySpan<byte> bytes)
    {
        if (BytesRead == 0 && bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return (0, new ImportError(1, null, null, "text in UTF-8; this file is in UTF-16. Save it as “CSV UTF-8”"));
        var found = (At: bytes.Length, Error: (ImportError?)null);
        if (BytesRead + bytes.Length > maxBytes)
            found = At((int)(maxBytes - BytesRead), line => new ImportError(line, null, null, $"a file of at most {Size(maxBytes)}"), bytes);
        if (bytes[..found.At].IndexOf((byte)0) is >= 0 and var zero)
            found = At(zero, line => new ImportError(line, null, "0x00", "text in UTF-8, without zero bytes"), bytes);
        if (InvalidUtf8(bytes[..found.At]) is { } invalid)
            found = At(invalid.At, line => NotUtf8(line, invalid.Byte), bytes);
        if (OverlongLine(bytes[..found.At]) is { } overlong)
            found = At(overlong, line => new ImportError(line, null, null, "a line of at most 64 KiB"), bytes);
        return found;
    }

    private (int, ImportError?) At(int at, Func<int, ImportError> error, ReadOnlySpan<byte> bytes) => (at, error(_line + bytes[..at].Count(LineFeed)));

    private (int At, byte Byte)? InvalidUtf8(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        if (_splitLength > 0)
        {
            var before = _splitLength;
            var added = Math.Min(_split.Length - before, bytes.Length);
            bytes[..added].CopyTo(_split.AsSpan(before));
            switch (Rune.DecodeFromUtf8(_split.AsSpan(0, before + added), out _, out var used))
            {
                case OperationStatus.NeedMoreData:
                    _splitLength += added;
                    return null;
                case OperationStatus.InvalidData:
                    return (0, _split[0]);
            }
            (at, _splitLength) = (used - before, 0);
        }
        while (bytes[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and var skip)
        {
            at += skip;
            switch (Rune.DecodeFromUtf8(bytes[at..], out _, out var used))
            {
                case OperationStatus.NeedMoreData:
                    bytes[at..].CopyTo(_split);
                    _splitLength = bytes.Length - at;
                    return null;
                case OperationStatus.InvalidData:
                    return (at, bytes[at]);
            }
            at += used;
        }
        return null;
    }

    /// <summary>Where the first line over the limit begins in the bytes; its beginning may lie before them.</summary>
    private int? OverlongLine(ReadOnlySpan<byte> bytes)
    {
        var (start, before) = (0, _lineBytes);
        while (start < bytes.Length)
        {
            var end = bytes[start..].IndexOf(LineFeed);
            var length = end < 0 ? bytes.Length - start : end;
            if (before + length > MaxLineBytes)
                return start;
            if (end < 0)
                return null;
            (start, before) = (start + end + 1, 0);
            if (bytes.Length - start <= MaxLineBytes)
                return null;
        }
        return null;
    }

    private static ImportError NotUtf8(int line, byte found) => new(line, null, $"0x{found:X2}", "text in UTF-8. Save the file as “CSV UTF-8”");

    private static string Size(long bytes) => bytes >= 1 << 20 ? $"{bytes >> 20:N0} MiB" : $"{bytes:N0} bytes";

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
