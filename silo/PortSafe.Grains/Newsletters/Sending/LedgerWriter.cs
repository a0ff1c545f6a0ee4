using System.Threading.Channels;
using PortSafe.Data.Newsletters;

namespace PortSafe.Grains.Newsletters.Sending;

/// <summary>
/// Writes the ledger for all lanes of one sender: whatever has come together while one transaction was committed is the next. A result
/// is in the same transaction as, or an earlier one than, the word that the lane's next message leaves, so that a crash leaves no more
/// than one message a lane in doubt.
/// </summary>
internal sealed class LedgerWriter : IAsyncDisposable
{
    private const int Most = 512;

    private readonly DeliveryLedger _ledger;
    private readonly Guid _issue;
    private readonly TimeProvider _clock;
    private readonly Channel<Entry> _entries = Channel.CreateBounded<Entry>(new BoundedChannelOptions(Most) { SingleReader = true });
    private readonly Task _writing;
    private LedgerSession? _session;
    private volatile bool _isHalted;

    public LedgerWriter(DeliveryLedger ledger, Guid issue, TimeProvider clock)
    {
        (_ledger, _issue, _clock) = (ledger, issue, clock);
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Whether the issue was paused or stopped, so that nothing further leaves.</summary>
    public bool IsHalted => _isHalted;

    /// <summary>Commits that a copy is about to leave.</summary>
    /// <returns>False when it must not: its lease is lost, its recipient has left, or the issue was paused or stopped.</returns>
    /// <exception cref="Exception">The ledger cannot be written; nothing may leave.</exception>
    public async Task<bool> LeaveAsync(DeliveryLease lease)
    {
        var leaving = new Leaving(lease, new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
        await AddAsync(leaving);
        return await leaving.Cleared.Task;
    }

    /// <summary>Takes in a result, to be committed soon.</summary>
    public ValueTask RecordAsync(DeliveryResult result) => AddAsync(new Finished(result));

    /// <summary>Commits what has come in, and ends.</summary>
    public async Task CompleteAsync()
    {
        _entries.Writer.TryComplete();
        await _writing;
    }

    /// <summary>Ends the writing. What cannot be written any more is found again when its lease runs out.</summary>
    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await CloseAsync();
    }

    private async ValueTask AddAsync(Entry entry)
    {
        try
        {
            await _entries.Writer.WriteAsync(entry);
        }
        catch (ChannelClosedException)
        {
            await _writing;
            throw;
        }
    }

    private async Task WriteAsync()
    {
        var batch = new List<Entry>(Most);
        try
        {
            while (await _entries.Reader.WaitToReadAsync())
            {
                while (batch.Count < Most && _entries.Reader.TryRead(out var entry))
                    batch.Add(entry);
                var cleared = await CommitAsync(batch);
                foreach (var leaving in batch.OfType<Leaving>())
                    leaving.Cleared.SetResult(cleared.Contains(leaving.Lease.SubscriberId));
                batch.Clear();
            }
        }
        catch (Exception exception)
        {
            // Whoever waits for this transaction, or comes after it, must learn that nothing was written.
            _entries.Writer.TryComplete(exception);
            while (_entries.Reader.TryRead(out var entry))
                batch.Add(entry);
            foreach (var leaving in batch.OfType<Leaving>())
                leaving.Cleared.TrySetException(exception);
            throw;
        }
    }

    private async Task<IReadOnlySet<Guid>> CommitAsync(List<Entry> batch)
    {
        var results = batch.OfType<Finished>().Select(entry => entry.Result).ToList();
        var leaving = batch.OfType<Leaving>().Select(entry => entry.Lease).ToList();
        var commit = await DatabasePatience.RunAsync(_clock, () => CommitAsync(results, leaving), CancellationToken.None);
        // Paused is not for ever, but this run ends with it, so that what its lanes still hold is given back.
        _isHalted |= !commit.IsSending;
        return commit.Cleared;
    }

    /// <summary>
    /// Committing the same twice is harmless: rows that have moved on are not in the states it starts from, and those that it cleared
    /// are known by their fence.
    /// </summary>
    private async Task<LedgerCommit> CommitAsync(List<DeliveryResult> results, List<DeliveryLease> leaving)
    {
        _session ??= await _ledger.OpenAsync(_issue, CancellationToken.None);
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

    private abstract record Entry;

    private sealed record Leaving(DeliveryLease Lease, TaskCompletionSource<bool> Cleared) : Entry;

    private sealed record Finished(DeliveryResult Result) : Entry;
}
