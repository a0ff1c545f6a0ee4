using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Mail;

namespace PortSafe.Grains.Releases;

/// <summary>Reminds each JMSC administrator, once, of a quarter that is not frozen by the tenth working day after its end.</summary>
public sealed class RemindReleaseJob(IDbContextFactory<PortSafeDb> contexts, Outbox outbox, TimeProvider clock) : IJob
{
    public static string Name => "remind-release";

    public async Task ExecuteAsync(string argument, CancellationToken ct)
    {
        var quarter = Quarter.Of(clock.Today()).Previous;
        if (clock.Today() < WorkingDays.After(quarter.End, WorkingDays.ReminderDay))
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (id, admin) = (ReleaseId.Of(quarter), Role.JmscAdmin.Code);
        var state = await db.Releases.Where(row => row.Id == id).Select(row => row.State).FirstOrDefaultAsync(ct);
        if (!await db.Statements.AnyAsync(ct) || (state is not null && ReleaseState.Parse(state).WasPublished))
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var person in await db.Users.AsNoTracking().Where(row => row.Role == admin && row.Email != null).ToListAsync(ct))
            await outbox.EnqueueAsync(db, $"release-overdue:{quarter}:{person.Id:D}", person.Email!, $"The release of {quarter.Title} is not frozen yet", Body(quarter), ct);
        await transaction.CommitAsync(ct);
    }

    private static string Body(Quarter quarter) => $"""
        The quarter {quarter.Title} ended on {quarter.End:d MMMM yyyy}, and its release is not frozen yet.

        Until it is, ports and analysts see no figures for that quarter, and its newsletter cannot be drafted.

        Sign in to PortSafe and open Releases to audit it, submit it, approve what a colleague has submitted, or freeze what is approved.
        """;
}
