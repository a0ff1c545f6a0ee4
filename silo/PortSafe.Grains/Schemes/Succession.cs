using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Accounts;

namespace PortSafe.Grains.Schemes;

/// <summary>Makes an approved successor the lead once they can sign in, and not before: the former lead's access may end with it.</summary>
public sealed class Succession(IDbContextFactory<PortSafeDb> contexts, SchemeContacts contacts, TimeProvider clock)
{
    private static readonly string Approved = ApplicationState.Approved.Code;
    private static readonly string Successor = ApplicationKind.Successor.Code;

    private static Actor By { get; } = Actor.Job("succession");

    /// <summary>Hands over to this person whatever scheme waits for them; nothing while they cannot sign in.</summary>
    public async Task TakeOverAsync(Guid person, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var waiting = await db.Applications.AsNoTracking()
            .Where(row => row.PersonId == person && row.State == Approved && row.Kind == Successor && row.SettledAt == null)
            .Where(row => db.Users.WithWayIn(db).Any(known => known.Id == person))
            .ToListAsync(ct);
        foreach (var row in waiting)
        {
            var former = row.EndsAccess ? new Actor(row.AskedBy ?? "", null, []).PersonId : null;
            var taken = await contacts.SucceedAsync(row.Locode!.Value, person, former, By, ct);
            if (taken.Error is null or { Code: SchemeContacts.AlreadyNamed or "person-not-at-port" })
                await db.Applications.Where(known => known.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(known => known.SettledAt, (DateTimeOffset?)clock.GetUtcNow()), ct);
        }
    }

    /// <summary>Finds those who can sign in and were not made lead.</summary>
    internal async Task TakeOverAllAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = await db.Applications.Where(row => row.State == Approved && row.Kind == Successor && row.SettledAt == null && row.PersonId != null).Select(row => row.PersonId!.Value).Distinct().ToListAsync(ct);
        foreach (var person in people)
            await TakeOverAsync(person, ct);
    }
}
