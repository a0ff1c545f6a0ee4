using System.Diagnostics;
using PortSafe.Testing.Processes;

namespace PortSafe.Testing;

public static class Until
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until something that another process does has come true.</summary>
    /// <param name="what">Names it, for the complaint.</param>
    /// <exception cref="TimeoutException">It has not come true in <see cref="RunningProcess.Patience"/>.</exception>
    public static async Task TrueAsync(Func<Task<bool>> holds, string what)
    {
        var watch = Stopwatch.StartNew();
        using var looks = new PeriodicTimer(BetweenLooks);
        while (!await holds())
        {
            if (watch.Elapsed > RunningProcess.Patience)
                throw new TimeoutException($"Waited in vain for this: {what}.");
            await looks.WaitForNextTickAsync();
        }
    }
}
