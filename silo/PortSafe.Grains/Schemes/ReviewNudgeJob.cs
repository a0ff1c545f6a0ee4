using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Mail;

namespace PortSafe.Grains.Schemes;

/// <summary>
/// Reminds a scheme's lead of the yearly self-check: 60 and 30 days before the review falls due, on the day, and 30 days after, each
/// once. A nudge that is more than <see cref="MostDaysLate"/> days late, as after an outage, is left out: the next one says what is
/// true by then. A new self-check is another due date and starts anew. Schemes that take no part get none.
/// </summary>
public sealed class ReviewNudgeJob(IDbContextFactory<PortSafeDb> contexts, SchemeContacts contacts, Outbox outbox, PublicSite site, TimeProvider clock) : IJob
{
    public const int MostDaysLate = 6;

    /// <summary>Days after the due date.</summary>
    private static readonly int[] Steps = [-60, -30, 0, 30];

    public static string Name => "nudge-reviews";

    public async Task ExecuteAsync(string argument, CancellationToken ct)
    {
        foreach (var step in Steps)
        {
            foreach (var nudge in await DueAsync(step, ct))
                await NudgeAsync(nudge, ct);
        }
    }

    /// <param name="Due">The last day on which the self-check holds.</param>
    private sealed record Nudge(Locode Port, string Name, DateOnly Due, int Step)
    {
        /// <summary>What each message of the nudge begins its key with.</summary>
        public string Key => $"review-nudge:{Port}:{Due:yyyy-MM-dd}:{Step}:";
    }

    private async Task<List<Nudge>> DueAsync(int step, CancellationToken ct)
    {
        var latest = clock.Today().AddDays(-step);
        var earliest = latest.AddDays(-MostDaysLate);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.PortStatus.AsNoTracking()
            .Where(row => Stage.MemberCodes.Contains(row.Stage!) && row.ReviewDueOn >= earliest && row.ReviewDueOn <= latest)
            .OrderBy(row => row.Locode).Select(row => new { row.Locode, row.Name, row.ReviewDueOn }).ToListAsync(ct);
        return rows.ConvertAll(row => new Nudge(row.Locode, row.Name, row.ReviewDueOn!.Value, step));
    }

    private async Task NudgeAsync(Nudge nudge, CancellationToken ct)
    {
        var people = await contacts.LeadOrManagersAsync(nudge.Port, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Whoever became lead since has the nudge from the one who was written to.
        if (people.Count == 0 || await db.Outbox.AnyAsync(row => row.Key.StartsWith(nudge.Key), ct))
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var person in people)
            await outbox.EnqueueAsync(db, $"{nudge.Key}{person.Person:D}", person.Email, SubjectOf(nudge), BodyOf(nudge), ct);
        await transaction.CommitAsync(ct);
    }

    private string SubjectOf(Nudge nudge)
    {
        var name = nudge.Name.Length > 100 ? nudge.Name[..100] : nudge.Name;
        return clock.Today() > nudge.Due ? $"{name}: the yearly PortSafe self-check is overdue" : $"{name}: the yearly PortSafe self-check is due by {nudge.Due:d MMMM yyyy}";
    }

    private string BodyOf(Nudge nudge)
    {
        var name = MarkdownText.Escape(nudge.Name);
        var state = clock.Today() > nudge.Due
            ? $"The yearly self-check of {name} was due by {nudge.Due:d MMMM yyyy}, and none has been recorded since. Ninety days after that date, a scheme of which nothing is recorded becomes dormant."
            : $"The yearly self-check of {name} counts until {nudge.Due:d MMMM yyyy}. Without a new one the scheme’s review falls due on the next day.";
        return $"""
            {state}

            Look round the port with the self-check list of the Information Guide, and record that it is done:

            {site.Page($"/ports/{nudge.Port}/milestones/new?milestone={Milestone.AnnualSelfCheck.Code}")}

            While you are there, check that your contact details are still right.
            """;
    }
}
