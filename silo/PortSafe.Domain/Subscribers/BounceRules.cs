namespace PortSafe.Domain.Subscribers;

/// <summary>A bounce, as far as the rules look at it.</summary>
/// <param name="Day">On which it happened, in UTC.</param>
public readonly record struct BounceFact(BounceKind Kind, DateOnly Day);

/// <summary>What an address's bounces come to.</summary>
public enum BounceVerdict
{
    /// <summary>Go on writing to it.</summary>
    Deliverable,

    /// <summary>Mail does not arrive there.</summary>
    Undeliverable,

    /// <summary>Its owner does not want it, which outweighs the rest.</summary>
    Complained,
}

/// <summary>When an address is given up: at one complaint, at one hard bounce, or at soft ones on five different days within 30.</summary>
public static class BounceRules
{
    /// <summary>Different days with a soft bounce that it takes.</summary>
    public const int SoftDays = 5;

    /// <summary>Within how many days in a row these lie, the first and the last counted.</summary>
    public const int SoftWindow = 30;

    /// <summary>Judges all the bounces of one address that still count. Their order, and one given twice, make no difference.</summary>
    public static BounceVerdict Judge(IReadOnlyCollection<BounceFact> bounces)
    {
        if (bounces.Any(bounce => bounce.Kind == BounceKind.Complaint))
            return BounceVerdict.Complained;
        return bounces.Any(bounce => bounce.Kind == BounceKind.Hard) || IsWornOut([.. bounces.Select(bounce => bounce.Day).Distinct().Order()])
            ? BounceVerdict.Undeliverable
            : BounceVerdict.Deliverable;
    }

    private static bool IsWornOut(IReadOnlyList<DateOnly> days) =>
        Enumerable.Range(0, Math.Max(0, days.Count - SoftDays + 1)).Any(first => days[first + SoftDays - 1].DayNumber - days[first].DayNumber < SoftWindow);
}
