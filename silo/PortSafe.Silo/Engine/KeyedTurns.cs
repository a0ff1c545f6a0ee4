namespace PortSafe.Silo.Engine;

/// <summary>Lets one caller at a time through for each key, in the order of asking. A key that nobody uses costs nothing.</summary>
/// <typeparam name="TKey">Compared by its own equality.</typeparam>
public sealed class KeyedTurns<TKey> where TKey : notnull
{
    private readonly Dictionary<TKey, Entry> _entries = [];

    /// <summary>How many keys are in use or waited for.</summary>
    public int Count
    {
        get
        {
            lock (_entries)
                return _entries.Count;
        }
    }

    /// <summary>Waits for the key's turn, which ends when what is returned is disposed of.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the others keep their places.</exception>
    public async ValueTask<IDisposable> TakeAsync(TKey key, CancellationToken ct)
    {
        var entry = Enter(key);
        try
        {
            await entry.Gate.WaitAsync(ct);
        }
        catch
        {
            Leave(key, entry);
            throw;
        }
        return new Turn(this, key, entry);
    }

    private Entry Enter(TKey key)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue(key, out var entry))
                _entries.Add(key, entry = new Entry());
            entry.Users++;
            return entry;
        }
    }

    private void Leave(TKey key, Entry entry)
    {
        lock (_entries)
        {
            if (--entry.Users > 0)
                return;
            _entries.Remove(key);
        }
        entry.Gate.Dispose();
    }

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Turn(KeyedTurns<TKey> turns, TKey key, Entry entry) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) != 0)
                return;
            entry.Gate.Release();
            turns.Leave(key, entry);
        }
    }
}
