using PortSafe.Data;
using PortSafe.Data.Newsletters;

namespace PortSafe.Grains.Newsletters.Sending;

/// <summary>Tries again while the database is away, for as long as a lease lasts.</summary>
internal static class DatabasePatience
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <param name="work">May be done any number of times.</param>
    public static Task RunAsync(TimeProvider clock, Func<Task> work, CancellationToken ct) => RunAsync(
        clock,
        async () =>
        {
            await work();
            return true;
        },
        ct);

    /// <param name="work">May be done any number of times.</param>
    public static async Task<T> RunAsync<T>(TimeProvider clock, Func<Task<T>> work, CancellationToken ct)
    {
        for (var start = clock.GetTimestamp(); ; await Task.Delay(Pause, clock, ct))
        {
            try
            {
                return await work();
            }
            catch (Exception exception) when (DatabaseErrors.IsFault(exception) && clock.GetElapsedTime(start) < DeliveryLedger.LeaseLength)
            {
                // Away for now; the loop waits and tries again.
            }
        }
    }
}
