using System.Buffers;
using System.Text;
using PortSafe.Domain;

namespace PortSafe.Grains.Mail.Smtp;

/// <summary>
/// One connection to a mail server, over which messages are handed in one after another (RFC 6409). Not for two callers at once.
/// </summary>
public sealed class SmtpSubmissionClient : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private readonly SmtpLink _link;
    private readonly SmtpCapabilities _capabilities;
    private readonly TimeProvider _clock;
    private bool _needsReset;

    private SmtpSubmissionClient(SmtpLink link, SmtpCapabilities capabilities, TimeProvider clock) => (_link, _capabilities, _clock) = (link, capabilities, clock);

    /// <summary>False once the server went away or the conversation lost its place. It never becomes true again.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>Connects, protects the connection as <see cref="SmtpServer.Security"/> says, and signs in.</summary>
    /// <returns>The connection, or why there is none: <c>mail-server-unreachable</c>, <c>mail-server-refused</c>, <c>mail-server-insecure</c> or <c>mail-sign-in-refused</c>.</returns>
    public static async Task<Result<SmtpSubmissionClient>> ConnectAsync(SmtpServer server, TimeProvider clock, CancellationToken cancellationToken)
    {
        SmtpLink? link = null;
        try
        {
            link = await SmtpLink.ConnectAsync(server, clock, cancellationToken);
            var greeting = await SmtpGreeting.ExchangeAsync(link, server, cancellationToken);
            if (!greeting.Succeeded(out var capabilities, out var error))
                return error;
            var client = new SmtpSubmissionClient(link, capabilities, clock);
            link = null;
            return client;
        }
        catch (SmtpFault fault)
        {
            return Error.Conflict("mail-server-unreachable", $"The mail server could not be used. {fault.Message}");
        }
        finally
        {
            link?.Dispose();
        }
    }

    /// <summary>
    /// Hands in one message. <paramref name="beforeBody"/> runs once the server has taken the recipient and waits for the message;
    /// nothing of the message leaves before it has completed, and nothing at all when it throws. From then on an attempt that gets
    /// no answer, a cancelled one included, is <see cref="SendOutcome.Uncertain"/>.
    /// </summary>
    /// <param name="message">Headers and body, with CRLF at the end of each line; any other line break fails.</param>
    /// <param name="cancellationToken">Before the body it ends the call; after that it ends the wait for the answer.</param>
    /// <exception cref="OperationCanceledException">The call was cancelled before the body began.</exception>
    /// <exception cref="InvalidOperationException"><see cref="IsUsable"/> is false.</exception>
    public async Task<SendOutcome> SendAsync(
        SmtpEnvelope envelope, ReadOnlyMemory<byte> message, Func<CancellationToken, Task> beforeBody, CancellationToken cancellationToken)
    {
        if (!IsUsable)
            throw new InvalidOperationException("The connection has ended.");
        var length = SmtpBody.Measure(message.Span);
        if (Unfit(envelope, message.Span, length) is { } reason)
            return new SendOutcome.Failed(reason);

        try
        {
            if (await OpenTransactionAsync(envelope, message, cancellationToken) is { } refusal)
                return refusal;
            await beforeBody(cancellationToken);
        }
        catch (SmtpFault fault)
        {
            Close();
            return new SendOutcome.Deferred(fault.Message);
        }
        catch
        {
            // A server that waits for a body takes the end of the connection to mean that there is no message.
            Close();
            throw;
        }
        return await SendBodyAsync(message, length, cancellationToken);
    }

    /// <summary>Takes leave of the server, waiting two seconds at most, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!IsUsable)
            return;
        using var patience = new CancellationTokenSource(Farewell, _clock);
        try
        {
            await _link.WriteAsync("QUIT\r\n"u8.ToArray(), patience.Token);
            await _link.ReadAsync(patience.Token);
        }
        catch (Exception e) when (e is SmtpFault or OperationCanceledException)
        {
            // The server owes nothing more, so a farewell that fails loses nothing.
        }
        finally
        {
            Close();
        }
    }

    private string? Unfit(SmtpEnvelope envelope, ReadOnlySpan<byte> message, int length) =>
        length < 0 ? "The message has a line break that is not CRLF."
        : _capabilities.LargestMessage < message.Length ? "The message is larger than the server takes."
        : envelope.NeedsUtf8 && !_capabilities.Utf8 ? "The server cannot take an address outside ASCII."
        : !_capabilities.EightBit && !Ascii.IsValid(message) ? "The server cannot take a message outside ASCII."
        : null;

    /// <summary>Names sender and recipient and asks to send; null when the server waits for the message.</summary>
    private async Task<SendOutcome?> OpenTransactionAsync(SmtpEnvelope envelope, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var steps = Steps(envelope, message.Span);
        if (_capabilities.Pipelining)
            await _link.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(steps.Select(step => step.Command))), cancellationToken);
        _needsReset = false;

        SendOutcome? refusal = null;
        foreach (var step in steps)
        {
            if (refusal is not null && (!_capabilities.Pipelining || !IsUsable))
                break;
            if (!_capabilities.Pipelining)
                await _link.WriteAsync(Encoding.UTF8.GetBytes(step.Command), cancellationToken);
            refusal = await AnswerAsync(step, refusal, cancellationToken);
        }
        return refusal;
    }

    private Step[] Steps(SmtpEnvelope envelope, ReadOnlySpan<byte> message)
    {
        var mail = $"MAIL FROM:<{envelope.Sender}>"
            + (_capabilities.Size ? $" SIZE={message.Length}" : "")
            + (_capabilities.EightBit && !Ascii.IsValid(message) ? " BODY=8BITMIME" : "")
            + (envelope.NeedsUtf8 ? " SMTPUTF8" : "")
            + "\r\n";
        Step[] transaction = [new("the sender", mail, 2), new("the recipient", $"RCPT TO:<{envelope.Recipient}>\r\n", 2), new("the message", "DATA\r\n", 3)];
        return _needsReset ? [new("a fresh start", "RSET\r\n", 2), .. transaction] : transaction;
    }

    /// <summary>Reads the answer to one step; the first refusal stands whatever the later answers are.</summary>
    private async Task<SendOutcome?> AnswerAsync(Step step, SendOutcome? refusal, CancellationToken cancellationToken)
    {
        SmtpReply reply;
        try
        {
            reply = await _link.ReadAsync(cancellationToken);
        }
        catch (SmtpFault) when (refusal is not null)
        {
            Close();
            return refusal;
        }

        if (reply.Code / 100 == step.Expected)
        {
            // The server asks for a message although it refused sender or recipient: there is no clean way on from here.
            if (refusal is not null && step.Expected == 3)
                Close();
            return refusal;
        }
        _needsReset = true;
        return refusal ?? Refusal(reply, step.Name);
    }

    private async Task<SendOutcome> SendBodyAsync(ReadOnlyMemory<byte> message, int length, CancellationToken cancellationToken)
    {
        var wire = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            SmtpBody.Write(message.Span, wire.AsSpan(0, length));
            await _link.WriteBodyAsync(wire.AsMemory(0, length), cancellationToken);
            var reply = await _link.ReadAcceptanceAsync(cancellationToken);
            return reply.IsPositive ? new SendOutcome.Accepted(reply.Summary, reply) : Refusal(reply, "the message");
        }
        catch (SmtpFault fault)
        {
            Close();
            return new SendOutcome.Uncertain(fault.Message);
        }
        catch (OperationCanceledException)
        {
            Close();
            return new SendOutcome.Uncertain("Stopped while waiting for the answer.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(wire);
        }
    }

    private SendOutcome Refusal(SmtpReply reply, string step)
    {
        if (reply.Code == 421 || reply.Code is 530 or 534 or 535 or 538)
        {
            // The server speaks of the connection here and not of the message, which another connection may well deliver.
            Close();
            return new SendOutcome.Deferred($"{reply.Summary} for the connection", reply);
        }
        return reply switch
        {
            { IsTransient: true } => new SendOutcome.Deferred($"{reply.Summary} for {step}", reply),
            { IsPermanent: true } => new SendOutcome.Failed($"{reply.Summary} for {step}", reply),
            _ => throw new SmtpFault($"The server answered {reply.Code} where that has no meaning."),
        };
    }

    private void Close()
    {
        IsUsable = false;
        _link.Dispose();
    }

    private sealed record Step(string Name, string Command, int Expected);
}
