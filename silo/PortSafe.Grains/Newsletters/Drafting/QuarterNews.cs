using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Newsletters.Drafting;

/// <summary>What happened at ports in a quarter, as their events have it. Nothing of it is about reports.</summary>
/// <param name="NewMembers">Ports whose schemes were approved and that have not left since, by name.</param>
/// <param name="Milestones">In the order of <see cref="Milestone.All"/>; only those that a member reached.</param>
/// <param name="Packs">Editions that no port had before, the first one first.</param>
/// <param name="ReviewsDue">Members whose yearly self-check falls due in the quarter after.</param>
internal sealed record QuarterNews(
    IReadOnlyList<NewMember> NewMembers,
    IReadOnlyList<MilestoneReached> Milestones,
    IReadOnlyList<NewPack> Packs,
    int ReviewsDue)
{
    public static QuarterNews None { get; } = new([], [], [], 0);
}

internal sealed record NewMember(Locode Port, string Name);

/// <param name="Ports">How many members reached it in the quarter; of the yearly self-check, did it.</param>
internal sealed record MilestoneReached(Milestone Milestone, int Ports);

/// <param name="Version">The edition, such as <c>2026-09</c>.</param>
/// <param name="FirstOn">When the first port was given it.</param>
/// <param name="Ports">How many ports were given it in the quarter.</param>
internal sealed record NewPack(string Version, DateOnly FirstOn, int Ports);
