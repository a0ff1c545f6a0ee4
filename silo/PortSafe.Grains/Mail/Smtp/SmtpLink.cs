using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace PortSafe.Grains.Mail.Smtp;

/// <summary>
/// One connection's bytes, with a limit on how long each step may take. A fault of any kind comes as <see cref="SmtpFault"/>;
/// only the caller's own cancellation comes as <see cref="OperationCanceledException"/>.
/// </summary>
internal sealed class SmtpLink : IDisposable
{
    private const int BodyPiece = 256 * 1024;
    private readonly SmtpServer _server;
    private readonly Socket _socket;

    // One for all steps, since a step that runs out of time or is cancelled is the connection's last.
    private readonly CancellationTokenSource _limit;
    private Stream _stream;
    private SmtpReplyReader _reader;

    private SmtpLink(SmtpServer server, Socket socket, CancellationTokenSource limit)
    {
        (_server, _socket, _limit) = (server, socket, limit);
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new SmtpReplyReader(_stream);
    }

    /// <summary>True once TLS protects the connection.</summary>
    public bool IsSecure => _stream is SslStream;

    /// <summary>True when the other end is on this machine.</summary>
    public bool IsLoopback => _socket.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(Plain(address));

    /// <summary>This end's address, written as SMTP wants it in a greeting.</summary>
    public string AddressLiteral => _socket.LocalEndPoint is not IPEndPoint { Address: var address } ? "[127.0.0.1]"
        : Plain(address) is { AddressFamily: AddressFamily.InterNetworkV6 } six ? $"[IPv6:{new IPAddress(six.GetAddressBytes())}]"
        : $"[{Plain(address)}]";

    public static async Task<SmtpLink> ConnectAsync(SmtpServer server, TimeProvider clock, CancellationToken cancellationToken)
    {
        // Without NoDelay the short last piece of each message waits some 40 ms for an acknowledgement.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        try
        {
            await LimitAsync(limit, server.Timeouts.Connect, "connecting", token => socket.ConnectAsync(server.Host, server.Port, token), cancellationToken);
            return new SmtpLink(server, socket, limit);
        }
        catch
        {
            socket.Dispose();
            limit.Dispose();
            throw;
        }
    }

    public ValueTask SecureAsync(CancellationToken cancellationToken) =>
        // Whatever came before the handshake was sent in the open and must not be taken for a reply under TLS.
        _reader.HasBuffered ? throw new SmtpFault("The server sent more than it should before TLS began.")
            : LimitAsync(_limit, _server.Timeouts.Connect, "starting TLS", HandshakeAsync, cancellationToken);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        LimitAsync(_limit, _server.Timeouts.Command, "sending a command", token => _stream.WriteAsync(bytes, token), cancellationToken);

    public async ValueTask WriteBodyAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        for (var rest = bytes; rest.Length > 0; rest = rest[Math.Min(BodyPiece, rest.Length)..])
        {
            var piece = rest[..Math.Min(BodyPiece, rest.Length)];
            await LimitAsync(_limit, _server.Timeouts.Body, "sending the body", token => _stream.WriteAsync(piece, token), cancellationToken);
        }
    }

    public ValueTask<SmtpReply> ReadAsync(CancellationToken cancellationToken) => ReadAsync(_server.Timeouts.Command, cancellationToken);

    public ValueTask<SmtpReply> ReadAcceptanceAsync(CancellationToken cancellationToken) => ReadAsync(_server.Timeouts.Acceptance, cancellationToken);

    public void Dispose()
    {
        _stream.Dispose();
        _limit.Dispose();
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private async ValueTask<SmtpReply> ReadAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        SmtpReply? reply = null;
        await LimitAsync(_limit, limit, "waiting for a reply", async token => reply = await _reader.ReadAsync(token), cancellationToken);
        return reply!;
    }

    private async ValueTask HandshakeAsync(CancellationToken cancellationToken)
    {
        var secure = new SslStream(_stream, leaveInnerStreamOpen: false);
        var options = new SslClientAuthenticationOptions { TargetHost = _server.Host };
        if (_server.Authorities is { } authorities)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }
        await secure.AuthenticateAsClientAsync(options, cancellationToken);
        _stream = secure;
        _reader = new SmtpReplyReader(secure);
    }

    private static async ValueTask LimitAsync(
        CancellationTokenSource limit, TimeSpan time, string step, Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken)
    {
        limit.CancelAfter(time);
        await using var either = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), limit);
        try
        {
            await work(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SmtpFault($"The time for {step} ran out.");
        }
        catch (AuthenticationException e)
        {
            throw new SmtpFault("The server's certificate or its TLS is not to be trusted.", e);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new SmtpFault($"The connection failed while {step}.", e);
        }
        finally
        {
            limit.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }
}
