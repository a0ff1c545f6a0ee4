using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PortSafe.Data.Newsletters;
using PortSafe.Grains.Mail.Smtp;

namespace PortSafe.Grains.Mail;

/// <summary>Hands messages to a mail server over a few connections that are kept open and used again.</summary>
public sealed partial class SmtpTransport(SmtpServer server, int connections, TimeProvider clock, ILogger<SmtpTransport> logger) : IMailTransport, IAsyncDisposable
{
    /// <summary>Servers commonly drop a connection that was idle for a few minutes; a younger one is worth trying.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(1);

    private readonly ConcurrentStack<Idle> _idle = new();
    private readonly SemaphoreSlim _lanes = new(connections);
    private int _disposed;

    /// <inheritdoc/>
    public MailRoute Route => MailRoute.Smtp;

    /// <inheritdoc/>
    public int Lanes => connections;

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, Func<CancellationToken, Task> beforeBody, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        await _lanes.WaitAsync(cancellationToken);
        try
        {
            return await SendOverIdleAsync(message, beforeBody, cancellationToken)
                ?? await SendOverNewAsync(message, beforeBody, cancellationToken);
        }
        finally
        {
            _lanes.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            await CloseIdleAsync();
    }

    private async Task CloseIdleAsync()
    {
        while (_idle.TryPop(out var idle))
            await idle.Client.DisposeAsync();
    }

    /// <summary>Null when there is no open connection, or when the server had dropped the one there was before it took anything.</summary>
    private async Task<SendOutcome?> SendOverIdleAsync(OutgoingMessage message, Func<CancellationToken, Task> beforeBody, CancellationToken cancellationToken)
    {
        if (!_idle.TryPop(out var idle))
            return null;
        if (clock.GetElapsedTime(idle.Since) > LongestIdle)
        {
            await idle.Client.DisposeAsync();
            return null;
        }

        var ready = false;
        var outcome = await SendAsync(idle.Client, message, token => { ready = true; return beforeBody(token); }, cancellationToken);
        return idle.Client.IsUsable || ready || outcome is SendOutcome.Failed ? outcome : null;
    }

    private async Task<SendOutcome> SendOverNewAsync(OutgoingMessage message, Func<CancellationToken, Task> beforeBody, CancellationToken cancellationToken)
    {
        var opening = await SmtpSubmissionClient.ConnectAsync(server, clock, cancellationToken);
        if (opening.Succeeded(out var client, out var error))
            return await SendAsync(client, message, beforeBody, cancellationToken);
        Log.NotConnected(logger, error.Code, error.Message);
        return new SendOutcome.Deferred(error.Message);
    }

    private async Task<SendOutcome> SendAsync(SmtpSubmissionClient client, OutgoingMessage message, Func<CancellationToken, Task> beforeBody, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(message.Envelope, message.Bytes, beforeBody, cancellationToken);
        }
        finally
        {
            if (client.IsUsable)
                _idle.Push(new Idle(client, clock.GetTimestamp()));
            if (Volatile.Read(ref _disposed) != 0)
                await CloseIdleAsync();
        }
    }

    private sealed record Idle(SmtpSubmissionClient Client, long Since);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "No connection to the mail server ({Code}): {Reason}")]
        public static partial void NotConnected(ILogger logger, string code, string reason);
    }
}
