using PortSafe.Data.Newsletters;

namespace PortSafe.Grains.Newsletters.Sending;

/// <summary>
/// Writes the ledger for all lanes of one sender: what has come together while one transaction was committed is the next. A result is
/// in the same transaction as, or an earlier one than, the word that the lane's next message leaves, so that a crash leaves no more
/// than one message a lane in doubt.
/// </summary>
internal sealed class LedgerWriter(DeliveryLedger ledger, Guid issue, TimeProvider clock) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private List<DeliveryResult> _results = [];
    private List<Waiting> _waiting = [];
    private bool _isWriting;
    private LedgerSession? _session;
    private Exception? _fault;
    private volatile bool _isHalted;

    /// <summary>Whether the issue was paused or stopped, so that nothing further leaves.</summary>
    public bool IsHalted => _isHalted;

    /// <summary>Takes in a result, which is committed with whatever leaves next, or by <see cref="FlushAsync"/>.</summary>
    public void Record(DeliveryResult result)
    {
        lock (_gate)
            _results.Add(result);
    }

    /// <summary>Commits that a copy is about to leave.</summary>
    /// <returns>False when it must not: its lease is lost, its recipient has left, or the issue was paused or stopped.</returns>
    /// <exception cref="Exception">The ledger cannot be written; nothing may leave.</exception>
    public Task<bool> LeaveAsync(DeliveryLease lease) => CommitAsync(lease);

    /// <summary>Commits the results that have come in.</summary>
    public Task FlushAsync() => CommitAsync(null);

    /// <summary>Ends the writing. What cannot be written any more is found again when its lease runs out.</summary>
    public ValueTask DisposeAsync() => CloseAsync();

    private async Task<bool> CommitAsync(DeliveryLease? lease)
    {
        var waiting = new Waiting(lease, new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
        bool leads;
        lock (_gate)
        {
            _waiting.Add(waiting);
            leads = !_isWriting;
            _isWriting = true;
        }
        // Behind the lanes whose servers have answered already, so that one transaction serves them all.
        if (leads)
            ThreadPool.UnsafeQueueUserWorkItem(static writer => _ = writer.CommitAllAsync(), this, preferLocal: false);
        return await waiting.Cleared.Task;
    }

    private async Task CommitAllAsync()
    {
        do
            await CommitWaitingAsync();
        while (HasMore());
    }

    private bool HasMore()
    {
        lock (_gate)
            return _isWriting = _waiting.Count > 0;
    }

    private async Task CommitWaitingAsync()
    {
        List<DeliveryResult> results;
        List<Waiting> waiting;
        lock (_gate)
        {
            (results, _results) = (_results, []);
            (waiting, _waiting) = (_waiting, []);
        }
        try
        {
            if (_fault is not null)
                throw new IOException("The ledger could not be written.", _fault);
            var commit = await DatabasePatience.RunAsync(clock, () => CommitAsync(results, [.. waiting.Select(entry => entry.Lease).OfType<DeliveryLease>()]), CancellationToken.None);
            // Paused is not for ever, but this run ends with it, so that what its lanes still hold is given back.
            _isHalted |= !commit.IsSending;
            foreach (var (lease, cleared) in waiting)
                cleared.SetResult(lease is null || commit.Cleared.Contains(lease.SubscriberId));
        }
        catch (Exception exception)
        {
            // Whoever waits for this transaction, or comes after it, must learn that nothing was written.
            _fault = exception;
            foreach (var entry in waiting)
                entry.Cleared.SetException(exception);
        }
    }

    /// <summary>
    /// Committing the same twice is harmless: rows that have moved on are not in the states it starts from, and those that it cleared
    /// are known by their fence.
    /// </summary>
    private async Task<LedgerCommit> CommitAsync(List<DeliveryResult> results, List<DeliveryLease> leaving)
    {
        _session ??= await ledger.OpenAsync(issue, CancellationToken.None);
        try
        {
            return await _session.CommitAsync(results, leaving, CancellationToken.None);
        }
        catch
        {
            await CloseAsync();
            throw;
        }
    }

    private async ValueTask CloseAsync()
    {
        if (_session is { } session)
            await session.DisposeAsync();
        _session = null;
    }

    /// <param name="Lease">Null for who only waits for the results.</param>
    private sealed record Waiting(DeliveryLease? Lease, TaskCompletionSource<bool> Cleared);
}
