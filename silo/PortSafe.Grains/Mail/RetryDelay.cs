namespace PortSafe.Grains.Mail;

/// <summary>
/// When to try again after an attempt that may succeed later: at first after some minutes, then at twice the time, up to six hours;
/// each a fifth shorter or longer by chance, so that those who failed together do not come back together.
/// </summary>
public static class RetryDelay
{
    /// <summary>The attempts that fit into about a day; after as many, a message has failed.</summary>
    public const int MostAttempts = 10;

    private static readonly TimeSpan First = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>How long a message is tried again, from its first attempt on.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <param name="attempts">How many have been made, from 1.</param>
    /// <param name="chance">0 to 1, a half for neither shorter nor longer.</param>
    /// <returns>How long to wait; null when there have been enough.</returns>
    public static TimeSpan? After(int attempts, double chance) => attempts >= MostAttempts ? null : Delay(attempts, chance);

    /// <summary>When to try again a message that has <see cref="Patience"/>, however many attempts that is.</summary>
    /// <param name="attempts">How many have been made, from 1.</param>
    /// <param name="first">When the first of them was made.</param>
    /// <param name="chance">0 to 1, a half for neither shorter nor longer.</param>
    /// <returns>No later than the end of its time; null when that has come.</returns>
    public static DateTimeOffset? Next(int attempts, DateTimeOffset first, DateTimeOffset now, double chance)
    {
        var end = first + Patience;
        if (now >= end)
            return null;
        var next = now + Delay(attempts, chance);
        return next < end ? next : end;
    }

    private static TimeSpan Delay(int attempts, double chance) =>
        TimeSpan.FromTicks((long)(Math.Min(Longest.Ticks, First.Ticks * Math.Pow(2, attempts - 1)) * (0.8 + (0.4 * chance))));
}
