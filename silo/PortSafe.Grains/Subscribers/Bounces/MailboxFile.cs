using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace PortSafe.Grains.Subscribers.Bounces;

/// <summary>Reads the messages of a mailbox file (mbox, RFC 4155), or the only one of a file that is one message.</summary>
internal static class MailboxFile
{
    /// <summary>What is kept of a message: reports begin with what matters, and may carry a whole newsletter behind it.</summary>
    public const int MaxMessageBytes = 512 * 1024;

    private const int LongestLine = 64 * 1024;
    private const byte LineFeed = (byte)'\n';

    private static ReadOnlySpan<byte> Mark => "From "u8;

    /// <summary>The messages in their order; of a long one the beginning.</summary>
    /// <param name="maxBytes">Of the file; what follows is not read.</param>
    /// <returns>Each message; null at the end when the file is longer than allowed.</returns>
    public static async IAsyncEnumerable<string?> ReadAsync(Stream file, long maxBytes, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var pipe = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: LongestLine, minimumReadSize: 4096, leaveOpen: true));
        var (message, read, isMailbox, isLineStart, isAfterEmpty) = (new MemoryStream(), 0L, false, true, true);
        while (await NextAsync(pipe, ct) is { } piece)
        {
            if ((read += piece.Length) > maxBytes)
            {
                yield return null;
                yield break;
            }
            // A file that does not begin with the mark is one message, whatever its lines begin with.
            isMailbox |= read == piece.Length && piece.AsSpan().StartsWith(Mark);
            if (isMailbox && isLineStart && isAfterEmpty && piece.AsSpan().StartsWith(Mark))
            {
                if (TakeMessage(message) is { } whole)
                    yield return whole;
            }
            else if (message.Length + piece.Length <= MaxMessageBytes)
                message.Write(Unquoted(piece, isMailbox && isLineStart));
            (isAfterEmpty, isLineStart) = (isLineStart && piece.AsSpan().TrimEnd("\r\n"u8).IsEmpty, piece[^1] == LineFeed);
        }
        if (TakeMessage(message) is { } last)
            yield return last;
    }

    /// <summary>The next line with its end, or as much of a long one; null at the end of the file.</summary>
    private static async Task<byte[]?> NextAsync(PipeReader pipe, CancellationToken ct)
    {
        while (true)
        {
            var result = await pipe.ReadAsync(ct);
            var buffer = result.Buffer;
            var end = buffer.PositionOf(LineFeed) is { } feed ? buffer.GetPosition(1, feed)
                : buffer.Length >= LongestLine || result.IsCompleted ? buffer.End
                : (SequencePosition?)null;
            if (end is { } at)
            {
                var piece = buffer.Slice(0, at).ToArray();
                pipe.AdvanceTo(at);
                return piece.Length == 0 ? null : piece;
            }
            pipe.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>A line that began with the mark, or with quotes before it, was written with one more quote.</summary>
    private static ReadOnlySpan<byte> Unquoted(byte[] piece, bool isLineStart) =>
        isLineStart && piece[0] == '>' && piece.AsSpan().TrimStart((byte)'>').StartsWith(Mark) ? piece.AsSpan(1) : piece;

    private static string? TakeMessage(MemoryStream message)
    {
        if (message.Length == 0)
            return null;
        var text = Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length);
        message.SetLength(0);
        return text;
    }
}
