using System.Text;

namespace PortSafe.Grains.Mail.Smtp;

/// <summary>Reads replies line by line. A server cannot make it hold more than 64 lines of 2,048 octets.</summary>
internal sealed class SmtpReplyReader(Stream stream)
{
    private const int LongestLine = 2048;
    private const int MostLines = 64;
    private readonly byte[] _buffer = new byte[2 * LongestLine];
    private int _start;
    private int _end;

    /// <summary>True when the server sent more than was read.</summary>
    public bool HasBuffered => _start < _end;

    /// <exception cref="SmtpFault">The server closed the connection or sent something that is no reply.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<SmtpReply> ReadAsync(CancellationToken cancellationToken)
    {
        var (code, last, text) = Parse(await ReadLineAsync(cancellationToken));
        if (last)
            return new SmtpReply(code, [text]);

        var lines = new List<string> { text };
        while (!last)
        {
            if (lines.Count == MostLines)
                throw new SmtpFault("The server's reply has too many lines.");
            (var again, last, text) = Parse(await ReadLineAsync(cancellationToken));
            if (again != code)
                throw new SmtpFault("The server's reply changes its code.");
            lines.Add(text);
        }
        return new SmtpReply(code, lines);
    }

    private static (int Code, bool Last, string Text) Parse(string line)
    {
        if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code) || code is < 200 or > 599 || (line.Length > 3 && line[3] is not (' ' or '-')))
            throw new SmtpFault("The server sent something that is not a reply.");
        return (code, line.Length == 3 || line[3] == ' ', line.Length > 4 ? line[4..] : "");
    }

    private async ValueTask<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var scanned = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (found >= 0)
                return Take(scanned + found);
            scanned = _end - _start;
            if (scanned >= LongestLine)
                throw new SmtpFault("The server's reply has too long a line.");
            await FillAsync(cancellationToken);
        }
    }

    private string Take(int length)
    {
        var line = _buffer.AsSpan(_start, length);
        _start += length + 1;
        return Encoding.UTF8.GetString(line is [.. var text, (byte)'\r'] ? text : line);
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        if (read == 0)
            throw new SmtpFault("The server closed the connection.");
        _end += read;
    }
}
