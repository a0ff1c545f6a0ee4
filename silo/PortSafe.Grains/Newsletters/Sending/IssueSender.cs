using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PortSafe.Data;
using PortSafe.Data.Newsletters;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Mail;

namespace PortSafe.Grains.Newsletters.Sending;

/// <summary>Sends approved issues by the ledger. Any number of callers and nodes may send one issue together.</summary>
public sealed partial class IssueSender(
    IDbContextFactory<PortSafeDb> contexts, DeliveryLedger ledger, IMailTransport transport, DatabaseLocation location, TimeProvider clock, ILogger<IssueSender> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _entering = new(1);
    private readonly Dictionary<Guid, int> _senders = [];

    /// <summary>
    /// Sends to whoever is left: pending, deferred to a time that has come, or left behind by a sender that died. Waits for other
    /// senders of the issue, so that the report is whole.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled; a later call goes on where this one stopped.</exception>
    internal async Task<SendReport> SendAsync(IssueMessage message, CancellationToken ct)
    {
        await EnterAsync(message.Issue, ct);
        try
        {
            var accepted = 0;
            for (; ; )
            {
                await ledger.ExpireAsync(message.Issue, transport.RepeatsSafely, holdersAreGone: false, ct);
                var run = new SendRun(message, ledger, transport, clock);
                await run.RunAsync(ct);
                accepted += run.Accepted;
                var counts = await ledger.CountAsync(message.Issue, ct);
                if (run.GaveUp)
                    Log.GaveUp(logger, message.Issue);
                if (run.GaveUp || counts is { Pending: 0, Leased: 0, DataSent: 0 })
                    return await ReportAsync(message.Issue, counts, accepted, ct);
                if (counts.Pending == 0)
                    await Task.Delay(Pause, clock, ct);
            }
        }
        finally
        {
            await LeaveAsync(message.Issue);
        }
    }

    /// <summary>
    /// On SQLite one process serves, so when no sender of the issue is at work in this one, whoever holds a lease is dead. No other
    /// sender begins while those leases are ended.
    /// </summary>
    private async Task EnterAsync(Guid issue, CancellationToken ct)
    {
        await _entering.WaitAsync(ct);
        try
        {
            var others = _senders.GetValueOrDefault(issue);
            if (others == 0 && !location.IsPostgres)
                await ledger.ExpireAsync(issue, transport.RepeatsSafely, holdersAreGone: true, ct);
            _senders[issue] = others + 1;
        }
        finally
        {
            _entering.Release();
        }
    }

    private async Task LeaveAsync(Guid issue)
    {
        await _entering.WaitAsync();
        if (--_senders[issue] == 0)
            _senders.Remove(issue);
        _entering.Release();
    }

    private async Task<SendReport> ReportAsync(Guid issue, DeliveryCounts counts, int accepted, CancellationToken ct)
    {
        if (counts.IsSettled)
            await MarkSentAsync(issue, ct);
        return SendReport.Of(counts, accepted);
    }

    private async Task MarkSentAsync(Guid issue, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var marked = await db.Issues
            .Where(row => row.Id == issue && row.State == IssueState.Sending)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, IssueState.Sent).SetProperty(row => row.SentAt, now).SetProperty(row => row.Version, row => row.Version + 1), ct);
        if (marked == 1)
            Log.Sent(logger, issue);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Issue {Issue} has been sent")]
        public static partial void Sent(ILogger logger, Guid issue);

        [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Issue {Issue} is not sent yet: the mail server does not answer, so the rest waits")]
        public static partial void GaveUp(ILogger logger, Guid issue);
    }
}
