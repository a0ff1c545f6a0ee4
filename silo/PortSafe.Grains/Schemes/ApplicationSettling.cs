using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Schemes;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Accounts;

namespace PortSafe.Grains.Schemes;

/// <summary>
/// Gives whoever was approved their account: an invitation, or the port in the account that they have. It can be done any number of
/// times and is done once, because an address has one account and an account a port once.
/// </summary>
public sealed partial class ApplicationSettling(
    PortSafeDb db, InvitationDesk invitations, PersonActs acts, UserManager<Person> accounts, ApplicationMail mail, Succession succession, TimeProvider clock, ILogger<ApplicationSettling> logger)
{
    private const int MaxAttempts = 3;

    private static readonly string Approved = ApplicationState.Approved.Code;

    /// <summary>Does what follows from the approval of one application, where it has not been done.</summary>
    /// <param name="by">The officer who approved it, or the job that finds it.</param>
    internal async Task SettleAsync(Guid id, Actor by, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        if (await db.Applications.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.State == Approved && row.SettledAt == null && row.WipedAt == null, ct) is not { } row)
            return;
        if ((row.PersonId ?? await AccountAsync(row, by, ct)) is not { } person)
            return;
        DateTimeOffset? settled = row.Kind == ApplicationKind.Successor.Code ? null : clock.GetUtcNow();
        await db.Applications.Where(known => known.Id == id && known.PersonId == null).ExecuteUpdateAsync(
            set => set.SetProperty(known => known.PersonId, (Guid?)person).SetProperty(known => known.SettledAt, settled), ct);
        await succession.TakeOverAsync(person, ct);
    }

    /// <summary>Finds what was approved and not settled.</summary>
    internal async Task SettleAllAsync(Actor job, CancellationToken ct)
    {
        foreach (var id in await db.Applications.Where(row => row.State == Approved && row.SettledAt == null && row.WipedAt == null).OrderBy(row => row.DecidedAt).Select(row => row.Id).ToListAsync(ct))
            await SettleAsync(id, job, ct);
    }

    private async Task<Guid?> AccountAsync(ApplicationRow row, Actor by, CancellationToken ct)
    {
        var (port, normalized) = (row.Locode!.Value, accounts.NormalizeEmail(row.Email));
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var known = await db.Users.Where(person => person.NormalizedUserName == normalized).Select(person => (Guid?)person.Id).SingleOrDefaultAsync(ct);
            var done = known is { } person
                ? await AddPortAsync(person, row, port, by, ct)
                : await InviteAsync(new NewPerson(row.Name!, row.Email!, Role.PortManager, port), by, ct);
            if (done.Succeeded(out var id, out var error))
                return id;
            // Somebody was given the address a moment ago: the next attempt finds them.
            if (error.Code != "email-taken")
            {
                Log.NotSettled(logger, row.Reference, error.Code);
                return null;
            }
        }
        return null;
    }

    private async Task<Result<Guid>> InviteAsync(NewPerson person, Actor by, CancellationToken ct)
    {
        var invited = await invitations.InviteApprovedAsync(person, by, ct);
        return invited.Succeeded(out var invitation, out var error) ? invitation.Person : error;
    }

    private Task<Result<Guid>> AddPortAsync(Guid person, ApplicationRow row, Locode port, Actor by, CancellationToken ct) => acts.ByJobAsync(
        person,
        "person-port-added",
        by,
        async known =>
        {
            if (known.RevokedAt is not null)
                return PersonActs.Revoked;
            if (known.Role != Role.PortManager.Code)
                return Error.Conflict("account-other-role", "Somebody with another role has this address.");
            if (!await db.PersonPorts.AnyAsync(own => own.PersonId == person && own.Locode == port, ct))
            {
                await PortCare.AddAsync(db, person, port, ct);
                await mail.SendPortAddedAsync(db, row, await ApplicationMail.PortNameAsync(db, port, ct), ct);
            }
            return $"port {port}";
        },
        ct);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The approved application {Reference} could not be given an account: {Code}")]
        public static partial void NotSettled(ILogger logger, string reference, string code);
    }
}
