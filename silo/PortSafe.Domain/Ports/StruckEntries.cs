namespace PortSafe.Domain.Ports;

/// <summary>Entries of a stream that were mistakes, and were withdrawn.</summary>
public static class StruckEntries
{
    /// <summary>What counts of a whole stream, in the order of recording: neither an entry that was withdrawn, nor the withdrawals.</summary>
    public static IReadOnlyList<PortEvent> Without(IReadOnlyList<PortEvent> stream)
    {
        if (Withdrawals(stream) is not { Count: > 0 } struck)
            return stream;
        return [.. stream.Where((item, index) => item is not EntryWithdrawn && !struck.ContainsKey(index + 1))];
    }

    /// <summary>For the place of each entry that was withdrawn, the place of its withdrawal; both from 1.</summary>
    public static IReadOnlyDictionary<int, int> Withdrawals(IReadOnlyList<PortEvent> stream)
    {
        Dictionary<int, int>? struck = null;
        for (var index = 0; index < stream.Count; index++)
        {
            if (stream[index] is EntryWithdrawn withdrawn)
                (struck ??= [])[withdrawn.Sequence] = index + 1;
        }
        return struck ?? Nothing;
    }

    /// <summary>Whether an entry of this kind can be withdrawn. What JMSC decided is undone by another decision.</summary>
    public static bool CanBe(PortEvent item) => item is MilestoneRecorded or MilestoneWithdrawn or BriefingHeld or QuarterFiguresRecorded or ContactVerified;

    private static Dictionary<int, int> Nothing { get; } = [];
}
