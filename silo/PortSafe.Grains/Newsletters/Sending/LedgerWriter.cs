using PortSafe.Data.Newsletters;

namespace PortSafe.Grains.Newsletters.Sending;

/// <summary>
/// Writes the ledger for all lanes of one sender: whichever lane's turn it is commits what all of them have brought. A result is in
/// the same transaction as, or an earlier one than, the word that the lane's next message leaves, so that a crash leaves no more than
/// one message a lane in doubt.
/// </summary>
internal sealed class LedgerWriter(DeliveryLedger ledger, Guid issue, TimeProvider clock) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _gate = new();
    private List<DeliveryResult> _results = [];
    private List<Leaving> _leaving = [];
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
    public async Task<bool> LeaveAsync(DeliveryLease lease)
    {
        var leaving = new Leaving(lease);
        lock (_gate)
            _leaving.Add(leaving);
        await _turn.WaitAsync();
        try
        {
            if (!leaving.IsCommitted)
                await CommitAsync();
        }
        finally
        {
            _turn.Release();
        }
        return leaving.IsCleared;
    }

    /// <summary>Commits the results that have come in.</summary>
    public async Task FlushAsync()
    {
        await _turn.WaitAsync();
        try
        {
            await CommitAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the writing. What cannot be written any more is found again when its lease runs out.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _turn.Dispose();
    }

    private async Task CommitAsync()
    {
        List<DeliveryResult> results;
        List<Leaving> leaving;
        lock (_gate)
        {
            (results, _results) = (_results, []);
            (leaving, _leaving) = (_leaving, []);
        }
        if (_fault is not null)
            throw new IOException("The ledger could not be written.", _fault);
        if (results.Count + leaving.Count == 0)
            return;
        try
        {
            var commit = await DatabasePatience.RunAsync(clock, () => CommitAsync(results, leaving.ConvertAll(entry => entry.Lease)), CancellationToken.None);
            // Paused is not for ever, but this run ends with it, so that what its lanes still hold is given back.
            _isHalted |= !commit.IsSending;
            foreach (var entry in leaving)
                (entry.IsCommitted, entry.IsCleared) = (true, commit.Cleared.Contains(entry.Lease.SubscriberId));
        }
        catch (Exception exception)
        {
            // Whoever waited for this transaction, or comes after it, must learn that nothing was written.
            _fault = exception;
            throw;
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

    private sealed class Leaving(DeliveryLease lease)
    {
        public DeliveryLease Lease => lease;

        public bool IsCommitted { get; set; }

        public bool IsCleared { get; set; }
    }
}
