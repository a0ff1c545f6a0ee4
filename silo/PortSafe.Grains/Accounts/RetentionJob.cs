using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Schemes;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// Every night: wipes people whose accounts were taken away long ago or who never accepted their invitation, and old addresses,
/// browsers and texts. What is wiped already is left alone.
/// </summary>
public sealed class RetentionJob(PortSafeDb db, PersonWiping wiping, PersonActs acts, AuditLog audit, IOptions<RetentionOptions> options, TimeProvider clock) : IJob
{
    public static string Name => "retention";

    private static Actor By { get; } = Actor.Job(Name);

    public async Task ExecuteAsync(string argument, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var person in await Due(now).Select(row => row.Id).ToListAsync(ct))
            await wiping.WipeByJobAsync(person, row => Due(now).AnyAsync(due => due.Id == row.Id, ct), By, ct);
        await WipeTracesAsync(now, ct);
    }

    private IQueryable<Person> Due(DateTimeOffset now)
    {
        var revoked = now.AddYears(-options.Value.RevokedYears);
        var invited = now.AddDays(-options.Value.InvitationDays) - LinkPurpose.Invitation.Life;
        var neverAccepted = db.Users
            .Where(row => row.RevokedAt == null && row.WipedAt == null && row.LastSignedInAt == null && row.InvitedAt <= invited)
            .WithoutWayIn(db).Select(row => row.Id);
        return db.Users.AsNoTracking().Where(row => row.WipedAt == null && (row.RevokedAt <= revoked || neverAccepted.Contains(row.Id)));
    }

    private async Task WipeTracesAsync(DateTimeOffset now, CancellationToken ct)
    {
        var (seen, written) = (now.AddDays(-options.Value.OriginDays), now.AddYears(-options.Value.TextYears));
        await using var turn = await acts.BeginAsync(ct);
        var texts = await db.Texts
            .Where(row => row.Text != null && row.WrittenAt <= written)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Text, (string?)null), ct);
        var sessions = await db.Sessions.Where(row => row.SeenAt <= seen).ExecuteDeleteAsync(ct);
        var links = await db.AccountLinks.Where(row => row.ExpiresAt <= seen).ExecuteDeleteAsync(ct);
        var origins = await db.Origins
            .Where(row => row.SeenAt <= seen && (row.Address != null || row.Browser != null))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Address, (string?)null).SetProperty(row => row.Browser, (string?)null), ct);
        var applications = await ApplicationWiping.WipeDecidedAsync(db, now.AddDays(-options.Value.ApplicationDays), now, ct);
        if (texts + sessions + links + origins + applications == 0)
            return;
        await audit.AppendAsync(db, By, "old-traces-wiped", "accounts", $"texts {texts}, sessions {sessions}, links {links}, origins {origins}, applications {applications}", ct);
        await db.Database.CommitTransactionAsync(ct);
    }
}
