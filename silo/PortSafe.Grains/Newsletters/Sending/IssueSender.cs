using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortSafe.Data;
using PortSafe.Data.Newsletters;
using PortSafe.Grains.Mail;

namespace PortSafe.Grains.Newsletters.Sending;

/// <summary>Sends approved issues by the ledger. Any number of callers and nodes may send one issue together.</summary>
public sealed partial class IssueSender(
    DeliveryLedger ledger,
    SendSettlement settlement,
    IMailTransport transport,
    DatabaseLocation location,
    IOptions<MailOptions> options,
    TimeProvider clock,
    ILogger<IssueSender> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _entering = new(1);
    private readonly Dictionary<Guid, int> _senders = [];

    /// <summary>Whether this process is sending the issue at the moment.</summary>
    internal bool IsAtWork(Guid issue)
    {
        lock (_senders)
            return _senders.ContainsKey(issue);
    }

    /// <summary>
    /// Sends to whoever is left: pending, deferred to a time that has come, or left behind by a sender that died. Waits for other
    /// senders of the issue, so that the report is whole, unless the issue is paused or stopped. Once no copy is open, the issue is
    /// settled.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled; a later call goes on where this one stopped.</exception>
    internal async Task<SendReport> SendAsync(IssueMessage message, CancellationToken ct)
    {
        if (!await ledger.BindAsync(message.Issue, transport.Route, ct))
        {
            Log.OtherRoute(logger, message.Issue);
            return SendReport.Of(await ledger.CountAsync(message.Issue, ct), 0);
        }
        await EnterAsync(message.Issue, ct);
        try
        {
            return await SendOnAsync(message, ct);
        }
        finally
        {
            await LeaveAsync(message.Issue);
        }
    }

    /// <summary>Ends what dead senders left of an issue that is not being sent any more, and settles it if it was stopped.</summary>
    internal async Task TidyAsync(Guid issue, string? route, CancellationToken ct)
    {
        await ledger.ExpireAsync(issue, route is not null && MailRoute.Named(route).RepeatsSafely, holdersAreGone: !location.IsPostgres && !IsAtWork(issue), ct);
        await SettleAsync(issue, ct);
    }

    private async Task<SendReport> SendOnAsync(IssueMessage message, CancellationToken ct)
    {
        for (var accepted = 0; ;)
        {
            await DatabasePatience.RunAsync(clock, () => ledger.ExpireAsync(message.Issue, transport.RepeatsSafely, holdersAreGone: false, ct), ct);
            var run = new SendRun(message, ledger, transport, options.Value.MessagesPerMinute, clock);
            await run.RunAsync(ct);
            accepted += run.Accepted;
            var counts = await DatabasePatience.RunAsync(clock, () => ledger.CountAsync(message.Issue, ct), ct);
            if (run.GaveUp)
                Log.GaveUp(logger, message.Issue);
            if (run.GaveUp || run.IsHalted || counts is { Pending: 0, Leased: 0, DataSent: 0 })
            {
                await DatabasePatience.RunAsync(clock, () => SettleAsync(message.Issue, ct), ct);
                return SendReport.Of(await DatabasePatience.RunAsync(clock, () => ledger.CountAsync(message.Issue, ct), ct), accepted);
            }
            if (counts.Pending == 0)
                await Task.Delay(Pause, clock, ct);
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
            if (!IsAtWork(issue) && !location.IsPostgres)
                await ledger.ExpireAsync(issue, transport.RepeatsSafely, holdersAreGone: true, ct);
            lock (_senders)
                _senders[issue] = _senders.GetValueOrDefault(issue) + 1;
        }
        finally
        {
            _entering.Release();
        }
    }

    private async Task LeaveAsync(Guid issue)
    {
        await _entering.WaitAsync();
        lock (_senders)
        {
            if (--_senders[issue] == 0)
                _senders.Remove(issue);
        }
        _entering.Release();
    }

    private async Task SettleAsync(Guid issue, CancellationToken ct)
    {
        if (await settlement.SettleAsync(issue, ct) is { } certificate)
            Log.Settled(logger, issue, certificate.Number);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Issue {Issue} is settled, certificate {Number}")]
        public static partial void Settled(ILogger logger, Guid issue, int number);

        [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Issue {Issue} is not sent yet: the mail server does not answer, so the rest waits")]
        public static partial void GaveUp(ILogger logger, Guid issue);

        [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "Issue {Issue} was begun with another mail transport and is paused until a person decides")]
        public static partial void OtherRoute(ILogger logger, Guid issue);
    }
}
