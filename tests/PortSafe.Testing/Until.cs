using System.Diagnostics;
using PortSafe.Testing.Processes;

namespace PortSafe.Testing;

public static class Until
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until something that another process does has come true.</summary>
    /// <param name="what">Names it, for the complaint.</param>
    /// <param name="patience"><see cref="RunningProcess.Patience"/> when null.</param>
    /// <exception cref="TimeoutException">It has not come true in that time.</exception>
    public static async Task TrueAsync(Func<Task<bool>> holds, string what, TimeSpan? patience = null)
    {
        var watch = Stopwatch.StartNew();
        using var looks = new PeriodicTimer(BetweenLooks);
        while (!await holds())
        {
            if (watch.Elapsed > (patience ?? RunningProcess.Patience))
                throw new TimeoutException($"Waited in vain for this: {what}.");
            await looks.WaitForNextTickAsync();
        }
    }
}
