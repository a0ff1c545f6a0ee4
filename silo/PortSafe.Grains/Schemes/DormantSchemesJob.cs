using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Ports;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Ports;

namespace PortSafe.Grains.Schemes;

/// <summary>
/// Lists to each JMSC administrator, once a week, the schemes that are dormant on Monday. Without any there is no mail. A list that was
/// missed on Monday is sent on a later day of the same week.
/// </summary>
public sealed class DormantSchemesJob(IDbContextFactory<PortSafeDb> contexts, ReadModels readModels, PortDirectory ports, Outbox outbox, PublicSite site, TimeProvider clock) : IJob
{
    /// <summary>The most schemes that are named; the rest are behind the link.</summary>
    private const int MostNamed = 60;

    public static string Name => "list-dormant-schemes";

    public async Task ExecuteAsync(string argument, CancellationToken ct)
    {
        var today = clock.Today();
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        await readModels.CatchUpAsync(ct);
        if (!(await ports.FindAsync(new PortQuery { Stage = Stage.Dormant, Sort = PortSort.ReviewDue, Rows = null }, Actor.Job(Name), ct)).Succeeded(out var found, out var error))
            throw new InvalidOperationException($"The job {Name} may not read the list of ports: {error.Code}.");
        var dormant = found.Ports.Where(port => port.ReviewDueOn?.AddDays(Stages.DormantAfterDays) <= monday).ToList();
        if (dormant.Count == 0)
            return;
        var week = string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(today.ToDateTime(default))}-W{ISOWeek.GetWeekOfYear(today.ToDateTime(default)):00}");
        await using var db = await contexts.CreateDbContextAsync(ct);
        var admin = Role.JmscAdmin.Code;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var person in await db.Users.AsNoTracking().Where(row => row.Role == admin && row.Email != null && row.RevokedAt == null && row.WipedAt == null).ToListAsync(ct))
            await outbox.EnqueueAsync(db, $"dormant-schemes:{week}:{person.Id:D}", person.Email!, SubjectOf(dormant.Count), BodyOf(dormant), ct);
        await transaction.CommitAsync(ct);
    }

    private static string SubjectOf(int count) => count == 1 ? "1 PortSafe scheme is dormant" : $"{count:N0} PortSafe schemes are dormant";

    private string BodyOf(List<PortSummary> dormant)
    {
        var lines = dormant.Take(MostNamed).Select(port =>
            $"- {MarkdownText.Escape(port.Name)} ({port.Locode}), {port.Region}: review due since {port.ReviewDueOn:d MMMM yyyy}{(port.LastActionOn is { } last ? $", last action {last:d MMMM yyyy}" : "")}");
        var more = dormant.Count > MostNamed ? $"\n\nAnd {dormant.Count - MostNamed:N0} more." : "";
        return $"""
            The review of these schemes fell due {Stages.DormantAfterDays} days ago or more, and nothing has been recorded since it did:

            {string.Join('\n', lines)}{more}

            See them all: {site.Page("/ports?stage=dormant&sort=review-due")}

            A call to the lead brings most of them back. One that has ended can be withdrawn from its port’s page.
            """;
    }
}
