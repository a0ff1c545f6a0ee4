using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
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
    private readonly PortRegister _register;
    private readonly IReadOnlyList<Locode> _held;

    private OwnFigures(Actor by, IReadOnlyList<Locode> held, PortRegister register) => (_by, _held, _register) = (by, held, register);

    /// <summary>Reads what there is to know of the actor and of the register.</summary>
    internal static async Task<OwnFigures> ReadAsync(PortSafeDb db, Actor by, CancellationToken ct)
    {
        var person = by.PersonId;
        var held = await db.PersonPortsHeld.AsNoTracking().Where(row => row.PersonId == person).Select(row => row.Locode).ToListAsync(ct);
        return new OwnFigures(by, [.. held.Union(by.Ports)], await PortRegister.ReadAsync(db, ct));
    }

    /// <summary>
    /// Whether the account rule lets the actor's ports be shown to them in releases of this quarter. A port that they have managed counts
    /// with those that they manage: what they were shown of it, they still know.
    /// </summary>
    public bool AreShown(Quarter quarter) =>
        _by.Role?.IsJmsc == true || PublicationPlan.ShowsOwnFigures(_held, _register.In(quarter).ToDictionary(port => port.Locode, port => port.Region));

    /// <summary>The port's own figure in a release; null when it has none in that release, or it is not for the actor.</summary>
    public ReleaseCell? Of(FrozenRelease release, Locode port) =>
        _by.MayReadReportsOf(port) && AreShown(release.Quarter) ? release.PortCell(port) : null;

    /// <summary>Whether a cell is for the actor.</summary>
    internal bool MaySee(ReleaseCell cell, Quarter quarter) =>
        cell.Audience == ReleaseAudience.Public || (cell.Locode is { } port && _by.MayReadReportsOf(port) && AreShown(quarter));
}
