using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PortSafe.Data;
using PortSafe.Data.Newsletters;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Newsletters.Sending;

namespace PortSafe.Grains.Newsletters;

/// <summary>
/// Begins issues whose time has come, and goes on with those that are being sent: copies that are pending or whose time has come
/// again, and what a sender that died has left. It approves nothing. While one issue is being sent it looks for others, so that an
/// alert does not wait behind a long newsletter.
/// </summary>
public sealed partial class ContinueSendsJob(
    IDbContextFactory<PortSafeDb> contexts,
    DeliveryLedger ledger,
    SendStart start,
    SendBrake brake,
    IssueSender sender,
    IssueDispatch dispatch,
    TimeProvider clock,
    ILogger<ContinueSendsJob> logger) : IJob
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly Actor Self = Actor.Job(Name);

    public static string Name => "continue-sends";

    /// <param name="argument">An issue's id; empty for all.</param>
    /// <exception cref="AggregateException">Issues that could not be sent on for now; the others were.</exception>
    public async Task ExecuteAsync(string argument, CancellationToken ct)
    {
        var only = Guid.TryParse(argument, out var id) ? id : (Guid?)null;
        var sending = new Dictionary<Guid, Task>();
        var faults = new List<Exception>();
        do
        {
            await LookAsync(only, sending, ct);
            if (sending.Count > 0)
                await Task.WhenAny(Task.WhenAny(sending.Values), Task.Delay(LookEvery, clock, CancellationToken.None));
            foreach (var (issue, task) in sending.Where(one => one.Value.IsCompleted).ToList())
            {
                sending.Remove(issue);
                if (task.Exception is { } fault)
                    faults.AddRange(fault.InnerExceptions);
            }
        }
        while (sending.Count > 0);
        ct.ThrowIfCancellationRequested();
        if (faults.Count > 0)
            throw new AggregateException("Issues could not be sent on for now.", faults);
    }

    /// <summary>Begins to work on every issue that there is something to do for and that nobody in this process works on.</summary>
    private async Task LookAsync(Guid? only, Dictionary<Guid, Task> sending, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
            return;
        await start.BeginDueAsync(only, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var issues = await db.Issues.AsNoTracking()
            .Where(row => only == null || row.Id == only)
            .Where(row => row.State == IssueState.Sending || row.State == IssueState.Paused || (row.State == IssueState.Stopped && row.SettledAt == null))
            .ToListAsync(ct);
        foreach (var issue in issues.Where(issue => !sending.ContainsKey(issue.Id) && !sender.IsAtWork(issue.Id)))
        {
            if (issue.State != IssueState.Sending)
                await sender.TidyAsync(issue.Id, issue.Transport, ct);
            else if (await ledger.HasWorkAsync(issue.Id, ct))
                sending[issue.Id] = SendAsync(issue, ct);
        }
    }

    private async Task SendAsync(IssueRow issue, CancellationToken ct)
    {
        try
        {
            if ((await dispatch.SendAsync(issue.Id, ct)).Error is { } error)
                await PauseAsync(issue, $"The approved text cannot be sent any more. {error.Message}", ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            Log.Failed(logger, issue.Id, exception);
            throw;
        }
    }

    private async Task PauseAsync(IssueRow issue, string reason, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await brake.PauseAsync(db, issue.Id, reason, Self, ct);
        await transaction.CommitAsync(ct);
        Log.Paused(logger, issue.Id);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Issue {Issue} could not be sent on; it is tried again in ten seconds")]
        public static partial void Failed(ILogger logger, Guid issue, Exception exception);

        [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Issue {Issue} is paused: its approved text cannot be sent any more")]
        public static partial void Paused(ILogger logger, Guid issue);
    }
}
