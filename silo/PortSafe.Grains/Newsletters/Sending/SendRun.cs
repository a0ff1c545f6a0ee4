using System.Collections.Concurrent;
using System.Threading.Channels;
using PortSafe.Data;
using PortSafe.Data.Newsletters;
using PortSafe.Domain;
using PortSafe.Domain.Mail;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Mail.Smtp;

namespace PortSafe.Grains.Newsletters.Sending;

/// <summary>What is sent, to be made out to each recipient.</summary>
/// <param name="Name">What the names of the issue's messages begin with, such as <c>2026Q3</c>.</param>
internal sealed record IssueMessage(Guid Issue, string Name, EmailAddress Sender, ComposedMessage Composed);

/// <summary>
/// One pass over what can be sent of an issue now. One task leases copies in batches and renews the leases, a few lanes carry them to
/// the transport, and one writer commits for all lanes.
/// </summary>
internal sealed class SendRun(IssueMessage message, DeliveryLedger ledger, IMailTransport transport, int? perMinute, TimeProvider clock)
{
    private const int Batch = 256;

    /// <summary>Lanes for a transport that does not mind repeats: enough for one commit to serve several messages.</summary>
    private const int SafeLanes = 16;

    /// <summary>After so many attempts in a row at which no server answered, the rest waits for a later run.</summary>
    private const int MostUnanswered = 20;

    /// <summary>How long messages that are leaving may still take once the run is cancelled.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(10);

    private readonly Channel<DeliveryLease> _leases = Channel.CreateBounded<DeliveryLease>(Batch);
    private readonly ConcurrentDictionary<Guid, DeliveryLease> _inHand = new();
    private int _unanswered;
    private int _accepted;

    /// <summary>How many copies were accepted.</summary>
    public int Accepted => _accepted;

    /// <summary>Whether the pass stopped because the issue was paused or stopped.</summary>
    public bool IsHalted { get; private set; }

    /// <summary>Whether the pass stopped because the next hop does not answer.</summary>
    public bool GaveUp => Volatile.Read(ref _unanswered) >= MostUnanswered;

    /// <summary>Ends when everything that could be leased has been tried once.</summary>
    /// <exception cref="OperationCanceledException">Cancelled: nothing further leaves, and what had not begun to leave was given back.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        await using var writer = new LedgerWriter(ledger, message.Issue, clock);
        using var grace = new CancellationTokenSource();
        await using var onCancel = ct.Register(() => grace.CancelAfter(Grace));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // Without a fault, lanes end when the leasing has; with one, they must not keep waiting for more.
        var lanes = Enumerable.Range(0, transport.RepeatsSafely ? Math.Max(SafeLanes, transport.Lanes) : transport.Lanes)
            .Select(_ => LaneAsync(writer, grace.Token, ct))
            .ToArray();
        var renewing = RenewAsync(writer, ended.Token);
        try
        {
            await LeaseAllAsync(writer, ct);
        }
        finally
        {
            _leases.Writer.TryComplete();
            await Task.WhenAll(lanes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ended.CancelAsync();
            await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            IsHalted |= writer.IsHalted;
            await DatabasePatience.RunAsync(clock, () => ledger.ReleaseAsync(message.Issue, [.. _inHand.Values], CancellationToken.None), CancellationToken.None);
        }
        await Task.WhenAll(lanes);
        await writer.FlushAsync();
        ct.ThrowIfCancellationRequested();
    }

    private async Task LeaseAllAsync(LedgerWriter writer, CancellationToken ct)
    {
        while (!GaveUp && !writer.IsHalted)
        {
            var batch = await DatabasePatience.RunAsync(clock, () => ledger.LeaseAsync(message.Issue, Batch, perMinute, ct), ct);
            IsHalted = !batch.IsSending;
            if (!batch.MayBeMore)
                return;
            foreach (var lease in batch.Leases)
                _inHand[lease.SubscriberId] = lease;
            foreach (var lease in batch.Leases)
            {
                // Closed means that a lane has failed, which is reported once the others have ended.
                if (!await _leases.Writer.WaitToWriteAsync(ct) || !_leases.Writer.TryWrite(lease))
                    return;
            }
            if (batch.Wait is { } wait)
                await Task.Delay(wait, clock, ct);
        }
    }

    private async Task RenewAsync(LedgerWriter writer, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(RenewEvery, clock);
        while (await timer.WaitForNextTickAsync(ct))
        {
            try
            {
                // A lane whose server is slow must not keep the result of its last copy until that copy's lease has run out.
                await writer.FlushAsync();
                await ledger.RenewAsync(message.Issue, [.. _inHand.Values], ct);
            }
            catch (Exception exception) when (DatabaseErrors.IsFault(exception))
            {
                // The database may be back at the next tick; if not, the leases run out, and no harm comes of that.
            }
        }
    }

    private async Task LaneAsync(LedgerWriter writer, CancellationToken grace, CancellationToken ct)
    {
        try
        {
            var copy = message.Composed.NewCopy();
            while (await _leases.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (_leases.Reader.TryRead(out var lease))
                    await TakeAsync(copy, lease, writer, grace, ct);
                // Nothing leaves for now that the results could be committed with.
                await writer.FlushAsync();
            }
        }
        catch
        {
            _leases.Writer.TryComplete();
            throw;
        }
    }

    private async Task TakeAsync(PersonalCopy copy, DeliveryLease lease, LedgerWriter writer, CancellationToken grace, CancellationToken ct)
    {
        // What is left in hand is given back when the run ends.
        if (ct.IsCancellationRequested || GaveUp || writer.IsHalted)
            return;
        if (await AttemptAsync(copy, lease, writer, grace, ct) is { } result)
            writer.Record(result);
        _inHand.TryRemove(lease.SubscriberId, out _);
    }

    /// <summary>Makes one attempt.</summary>
    /// <returns>Its result; null when the copy may not leave, of which the ledger knows already.</returns>
    private async Task<DeliveryResult?> AttemptAsync(PersonalCopy copy, DeliveryLease lease, LedgerWriter writer, CancellationToken grace, CancellationToken ct)
    {
        if (!MakeOut(copy, lease).Succeeded(out var outgoing, out var error))
            return new DeliveryResult(lease, DeliveryState.Failed, error.Code, null);
        try
        {
            var outcome = await transport.SendAsync(outgoing, _ => LeaveAsync(lease, writer, ct), grace);
            Note(outcome);
            return ResultOf(lease, outcome);
        }
        catch (SendWithdrawnException)
        {
            return null;
        }
    }

    private static async Task LeaveAsync(DeliveryLease lease, LedgerWriter writer, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!await writer.LeaveAsync(lease))
            throw new SendWithdrawnException();
    }

    private Result<OutgoingMessage> MakeOut(PersonalCopy copy, DeliveryLease lease)
    {
        if (!EmailAddress.TryParse(lease.Email, null, out var address))
            return Error.Invalid("mail-recipient", "The address is not one that mail can be sent to.");
        if (!Mailbox.Create(null, address).Succeeded(out var mailbox, out var error))
            return error;
        var recipient = new MailRecipient(mailbox, $"{message.Issue:N}.{lease.SubscriberId:N}", lease.Token);
        return copy.MakeOut(recipient).Succeeded(out var bytes, out error)
            ? new OutgoingMessage($"{message.Name}-{lease.SubscriberId:D}", new SmtpEnvelope(message.Sender, address), bytes)
            : error;
    }

    private void Note(SendOutcome outcome)
    {
        if (outcome is SendOutcome.Accepted)
            Interlocked.Increment(ref _accepted);
        if (outcome is SendOutcome.Deferred { Reply: null })
            Interlocked.Increment(ref _unanswered);
        else
            Volatile.Write(ref _unanswered, 0);
    }

    private DeliveryResult ResultOf(DeliveryLease lease, SendOutcome outcome) => outcome switch
    {
        SendOutcome.Accepted => new DeliveryResult(lease, DeliveryState.Accepted, null, null),
        SendOutcome.Failed => new DeliveryResult(lease, DeliveryState.Failed, outcome.Detail, null),
        SendOutcome.Uncertain when !transport.RepeatsSafely => new DeliveryResult(lease, DeliveryState.Uncertain, outcome.Detail, null),
        _ when RetryDelay.Next(lease.Attempts + 1, lease.FirstAttemptAt ?? clock.GetUtcNow(), clock.GetUtcNow(), Random.Shared.NextDouble()) is { } next =>
            new DeliveryResult(lease, DeliveryState.Deferred, outcome.Detail, next),
        _ => new DeliveryResult(lease, DeliveryState.Failed, outcome.Detail, null),
    };
}
