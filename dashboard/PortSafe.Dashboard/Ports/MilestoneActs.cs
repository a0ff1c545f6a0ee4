using PortSafe.Domain.Schemes;
using PortSafe.Grains.Ports;

namespace PortSafe.Dashboard.Ports;

/// <summary>What can be done about a milestone.</summary>
public static class MilestoneActs
{
    /// <summary>Whether it can be said to hold no longer. What is derived, and what lapses by itself, comes and goes without anybody's word.</summary>
    public static bool MayWithdraw(this MilestoneStatus item) =>
        item is { Holds: true, RecordedOn: not null } && item.Milestone != Milestone.HalfBriefed && item.Milestone != Milestone.AnnualSelfCheck;
}
