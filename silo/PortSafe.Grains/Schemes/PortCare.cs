using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Schemes;

/// <summary>Who manages a port, as the database can ask and be told.</summary>
internal static class PortCare
{
    private static readonly string Manager = Role.PortManager.Code;

    /// <summary>Those who manage the port and have their account.</summary>
    public static IQueryable<Person> Managers(PortSafeDb db, Locode port) => db.Users.Where(person =>
        person.Role == Manager && person.RevokedAt == null && person.WipedAt == null &&
        db.PersonPorts.Any(own => own.PersonId == person.Id && own.Locode == port));

    public static Task<bool> IsManagerAsync(PortSafeDb db, Guid person, Locode port, CancellationToken ct) =>
        Managers(db, port).AnyAsync(manager => manager.Id == person, ct);

    /// <summary>Puts a port in somebody's care, its facilities with it, in the caller's transaction. Nothing happens where it is already.</summary>
    public static async Task AddAsync(PortSafeDb db, Guid person, Locode port, CancellationToken ct)
    {
        if (!await db.PersonPorts.AnyAsync(own => own.PersonId == person && own.Locode == port, ct))
            db.PersonPorts.Add(new PersonPortRow { PersonId = person, Locode = port });
        await db.PersonFacilities.Where(own => own.PersonId == person && own.Locode == port).ExecuteDeleteAsync(ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// Ends somebody's care of a port, in the caller's transaction. A manager without a port or a facility may see nothing, so whoever
    /// is left with neither has the account taken away and is signed out; an administrator can give it back.
    /// </summary>
    public static async Task EndAsync(PortSafeDb db, Guid person, Locode port, DateTimeOffset now, CancellationToken ct)
    {
        await db.PersonPorts.Where(own => own.PersonId == person && own.Locode == port).ExecuteDeleteAsync(ct);
        await db.SchemeContacts.Where(row => row.PersonId == person && row.Locode == port).ExecuteDeleteAsync(ct);
        var stamp = Guid.CreateVersion7(now).ToString();
        if (await db.PersonPorts.AnyAsync(own => own.PersonId == person, ct) || await db.PersonFacilities.AnyAsync(own => own.PersonId == person, ct))
            return;
        await db.Users.Where(row => row.Id == person).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.RevokedAt, (DateTimeOffset?)now).SetProperty(row => row.SecurityStamp, stamp).SetProperty(row => row.ConcurrencyStamp, stamp), ct);
        await db.Sessions.Where(row => row.PersonId == person && row.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, (DateTimeOffset?)now), ct);
        await db.AccountLinks.Where(row => row.PersonId == person).ExecuteDeleteAsync(ct);
    }
}
