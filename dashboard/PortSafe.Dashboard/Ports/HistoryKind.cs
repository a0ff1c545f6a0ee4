using PortSafe.Domain.Ports;

namespace PortSafe.Dashboard.Ports;

/// <summary>What an entry of a history is about.</summary>
/// <param name="Code">As the address has it.</param>
public sealed record HistoryKind(string Code, string Title, Func<PortEvent, bool> Holds)
{
    public static HistoryKind Every { get; } = new("all", "All entries", _ => true);

    /// <summary>Every kind, the one of all entries first.</summary>
    public static IReadOnlyList<HistoryKind> All { get; } =
    [
        Every,
        new("milestones", "Milestones and contact", item => item is MilestoneRecorded or MilestoneWithdrawn or ContactVerified),
        new("briefings", "Briefings", item => item is BriefingHeld),
        new("figures", "Quarters’ figures", item => item is QuarterFiguresRecorded),
        new("decisions", "Decisions and the register", item =>
            item is not (MilestoneRecorded or MilestoneWithdrawn or ContactVerified or BriefingHeld or QuarterFiguresRecorded)),
    ];

    /// <summary>The kind with this code; all entries where there is none.</summary>
    public static HistoryKind Of(string? code) => All.FirstOrDefault(kind => kind.Code == code) ?? Every;
}
