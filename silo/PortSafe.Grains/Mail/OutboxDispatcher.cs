using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortSafe.Data.Mail;
using PortSafe.Domain;
using PortSafe.Domain.Mail;
using PortSafe.Grains.Mail.Smtp;

namespace PortSafe.Grains.Mail;

/// <summary>How many transactional messages one round brought to which end.</summary>
/// <param name="Deferred">To be tried again later.</param>
public sealed record OutboxReport(int Sent, int Deferred, int Failed, int Uncertain)
{
    public int Total => Sent + Deferred + Failed + Uncertain;
}

/// <summary>
/// Sends what is due in the outbox; any number of nodes may do so at once. A service calls it again and again: at once after a round
/// that had something to do, else after a pause.
/// </summary>
public sealed partial class OutboxDispatcher(
    OutboxQueue queue, IMailTransport transport, MimeComposer composer, IOptions<MailOptions> options, TimeProvider clock, ILogger<OutboxDispatcher> logger)
{
    private const int Batch = 50;

    /// <summary>Tries each message that is due once, up to a batch of them.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; messages that had not begun to leave are due again at once.</exception>
    /// <exception cref="NodeException">Messages cannot be composed; those that were claimed are due again at once.</exception>
    public async Task<OutboxReport> SendDueAsync(CancellationToken ct)
    {
        await queue.ExpireAsync(transport.RepeatsSafely, ct);
        var claims = await queue.ClaimAsync(Batch, ct);
        var report = new OutboxReport(0, 0, 0, 0);
        var done = 0;
        try
        {
            foreach (var claim in claims)
            {
                report = Count(report, await SendAsync(claim, ct));
                done++;
            }
        }
        finally
        {
            foreach (var rest in claims.Skip(done))
                await queue.ReleaseAsync(rest, CancellationToken.None);
        }
        return report;
    }

    /// <summary>Makes one attempt.</summary>
    /// <returns>The state in which it left the message.</returns>
    private async Task<string> SendAsync(OutboxClaim claim, CancellationToken ct)
    {
        if (!(await ComposeAsync(claim, ct)).Succeeded(out var message, out var error))
            return await FinishAsync(claim, new SendOutcome.Failed(error.Code));
        try
        {
            return await FinishAsync(claim, await transport.SendAsync(message, token => LeaveAsync(claim, token), ct));
        }
        catch (SendWithdrawnException)
        {
            // Another sender claimed it after this one's claim ran out, and will say what became of it.
            return OutboxState.Pending;
        }
    }

    private async Task LeaveAsync(OutboxClaim claim, CancellationToken ct)
    {
        if (!await queue.MarkDataSentAsync(claim, ct))
            throw new SendWithdrawnException();
    }

    private async Task<Result<OutgoingMessage>> ComposeAsync(OutboxClaim claim, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(claim.Recipient, null, out var address))
            return Error.Invalid("mail-recipient", "The address is not one that mail can be sent to.");
        if (!Mailbox.Create(null, address).Succeeded(out var mailbox, out var error) || !Notice.Write(claim.Subject, claim.Body).Succeeded(out var notice, out error))
            return error;
        var sender = options.Value.Sender;
        var content = notice.ToContent(sender, options.Value.ReplyAddress, claim.CreatedAt);
        content = content with { Headers = [.. content.Headers, .. OneClick.HeadersOf(claim.Body)] };
        if (!(await composer.ComposeAsync(content, ct)).Succeeded(out var composed, out error))
            return error;
        return composed.Personalise(new MailRecipient(mailbox, $"notice.{claim.Id:N}")).Succeeded(out var bytes, out error)
            ? new OutgoingMessage($"notice-{claim.Id:D}", new SmtpEnvelope(sender.Address, address), bytes)
            : error;
    }

    private async Task<string> FinishAsync(OutboxClaim claim, SendOutcome outcome)
    {
        var (state, next) = outcome switch
        {
            SendOutcome.Accepted => (OutboxState.Sent, (DateTimeOffset?)null),
            SendOutcome.Failed => (OutboxState.Failed, null),
            SendOutcome.Uncertain when !transport.RepeatsSafely => (OutboxState.Uncertain, null),
            _ when RetryDelay.After(claim.Attempt, Random.Shared.NextDouble()) is { } delay => (OutboxState.Pending, clock.GetUtcNow() + delay),
            _ => (OutboxState.Failed, null),
        };
        if (state is OutboxState.Failed or OutboxState.Uncertain)
            Log.NotSent(logger, claim.Id, state, outcome.Detail);
        // What happened is recorded even while the program is shutting down.
        await queue.FinishAsync(claim, state, outcome.Detail, next, CancellationToken.None);
        return state;
    }

    private static OutboxReport Count(OutboxReport report, string state) => state switch
    {
        OutboxState.Sent => report with { Sent = report.Sent + 1 },
        OutboxState.Failed => report with { Failed = report.Failed + 1 },
        OutboxState.Uncertain => report with { Uncertain = report.Uncertain + 1 },
        _ => report with { Deferred = report.Deferred + 1 },
    };

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Transactional message {Id} is {State}: {Reason}")]
        public static partial void NotSent(ILogger logger, Guid id, string state, string reason);
    }
}
