using System.Net;
using System.Net.Sockets;
using System.Text;
using PortSafe.Grains.Mail.Smtp;

namespace PortSafe.Grains.Tests.Mail.Servers;

/// <summary>A server that sends exact bytes at exact moments, for what no decent server does.</summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly StringBuilder _heard = new();
    private readonly Task _talk;

    /// <param name="greeting">Sent at once.</param>
    /// <param name="answers">Each sent when as many lines have come as there were answers before it.</param>
    public ScriptedServer(string greeting, params string[] answers)
    {
        _listener.Start();
        _talk = TalkAsync(greeting, answers);
    }

    public SmtpServer Plain => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port, SmtpSecurity.None) { Timeouts = MailServer.Patient };

    /// <summary>The lines that came, each ending in CRLF, up to the last that was answered.</summary>
    public string Heard => _heard.ToString();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _talk;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task TalkAsync(string greeting, string[] answers)
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync(_end.Token);
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8, false, 1024, leaveOpen: true);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(greeting), _end.Token);
            foreach (var answer in answers)
            {
                if (await reader.ReadLineAsync(_end.Token) is not { } line)
                    return;
                _heard.Append(line).Append("\r\n");
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), _end.Token);
            }
            await reader.ReadToEndAsync(_end.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client left, or the test is over.
        }
    }
}
