using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>
/// Which ports' own report figures an actor may be shown: JMSC every one; a manager their ports', unless these leave too few others
/// in a region; nobody else any.
/// </summary>
public sealed class OwnFigures
{
    private readonly Actor _by;
    private readonly IReadOnlySet<Quarter> _shown;

    /// <param name="shown">The quarters in which the account rule lets a manager's ports be shown.</param>
    internal OwnFigures(Actor by, IReadOnlySet<Quarter> shown) => (_by, _shown) = (by, shown);

    /// <summary>Whether the account rule lets the actor's ports be shown to them in releases of this quarter.</summary>
    public bool AreShown(Quarter quarter) => _by.Role?.IsJmsc == true || _shown.Contains(quarter);

    /// <summary>The port's own figure in a release; null when it has none in that release, or it is not for the actor.</summary>
    public ReleaseCell? Of(FrozenRelease release, Locode port) =>
        _by.MayReadReportsOf(port) && AreShown(release.Quarter) ? release.PortCell(port) : null;

    /// <summary>Whether a cell is for the actor.</summary>
    internal bool MaySee(ReleaseCell cell, Quarter quarter) =>
        cell.Audience == ReleaseAudience.Public || (cell.Locode is { } port && _by.MayReadReportsOf(port) && AreShown(quarter));
}
