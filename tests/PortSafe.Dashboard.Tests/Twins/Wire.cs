using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>One answer as it came over the wire.</summary>
/// <param name="Head">The status line and the headers, in the order in which they were sent.</param>
/// <param name="Body">Without the framing of chunks, which are cut as fast as the reader reads.</param>
internal sealed record WireAnswer(IReadOnlyList<string> Head, byte[] Body)
{
    public int Status => int.Parse(Head[0].AsSpan(9, 3), CultureInfo.InvariantCulture);

    public string? Header(string name) =>
        Head.Skip(1).FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}

/// <summary>Sends requests byte for byte, so that no client adds, hides or reorders anything.</summary>
internal static class Wire
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    /// <param name="head">The request line and headers, without the blank line after them.</param>
    public static async Task<WireAnswer> SendAsync(int port, string head, byte[] body)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync((byte[])[.. Encoding.UTF8.GetBytes(head + "\r\n\r\n"), .. body]);
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return Read(all.ToArray());
    }

    private static WireAnswer Read(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf(EndOfHead);
        Assert.True(end > 0, "The answer has no head.");
        string[] head = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        var body = bytes[(end + EndOfHead.Length)..];
        var isChunked = head.Contains("Transfer-Encoding: chunked", StringComparer.OrdinalIgnoreCase);
        return new WireAnswer(head, isChunked ? Joined(body) : body);
    }

    private static byte[] Joined(byte[] body)
    {
        var joined = new List<byte>(body.Length);
        var at = 0;
        while (at < body.Length)
        {
            var line = body.AsSpan(at).IndexOf("\r\n"u8);
            var size = int.Parse(Encoding.ASCII.GetString(body, at, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            joined.AddRange(body.AsSpan(at + line + 2, size));
            at += line + 2 + size + 2;
        }
        return [.. joined];
    }
}
