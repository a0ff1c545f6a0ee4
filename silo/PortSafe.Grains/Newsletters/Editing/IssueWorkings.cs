using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Newsletters;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Grains.Newsletters.Editing;

/// <summary>What somebody is writing.</summary>
/// <param name="BasedOn">The number of the revision that they began from.</param>
/// <param name="Body">Markdown.</param>
public sealed record WorkingText(int BasedOn, string Subject, string Body);

/// <summary>What somebody wrote and did not save.</summary>
/// <param name="KeptAt">When it was last kept.</param>
public sealed record WorkingCopy(WorkingText Text, DateTimeOffset KeptAt);

/// <summary>Somebody else who has the issue open to write in it.</summary>
/// <param name="By">An actor's id.</param>
/// <param name="BasedOn">The revision that they began from.</param>
/// <param name="HasText">Whether they have text that is not saved.</param>
public sealed record OtherWriter(string By, DateTimeOffset SeenAt, int BasedOn, bool HasText);

/// <summary>
/// What is being written and is not saved, one copy an issue and person, so that a page that is closed or a connection that is lost
/// takes nothing with it. It also says who is at work: every page that is open to write in is heard of again and again.
/// </summary>
public sealed class IssueWorkings(IDbContextFactory<PortSafeDb> contexts, TimeProvider clock)
{
    /// <summary>For how long somebody counts as at work after their page was last heard of. Browsers let a page in the background speak once a minute.</summary>
    public static readonly TimeSpan Presence = TimeSpan.FromSeconds(100);

    private static readonly Error NoIssue = Error.NotFound("issue-not-found", "There is no such issue.");

    /// <summary>Keeps a text in place of the person's last one, while the issue is a draft.</summary>
    /// <returns>When it was kept; or <c>issue-state</c>, or what <see cref="IIssueGrain.SaveAsync"/> says of texts that are too long.</returns>
    public async Task<Result<DateTimeOffset>> KeepAsync(IssueKey key, WorkingText text, Actor by, CancellationToken ct)
    {
        if (IssueTexts.WhyNotKept(text.Subject, text.Body) is { } fault)
            return fault;
        var now = clock.GetUtcNow();
        return await WriteAsync(key, text.BasedOn, by, ct, row =>
        {
            (row.BasedOn, row.Subject, row.Body, row.KeptAt, row.SeenAt) = (text.BasedOn, text.Subject, text.Body, now, now);
        }) is { } error ? error : now;
    }

    /// <summary>Says that the person has the issue open to write in it.</summary>
    /// <param name="basedOn">The revision that they see.</param>
    public Task<Error?> SeeAsync(IssueKey key, int basedOn, Actor by, CancellationToken ct) => WriteAsync(key, basedOn, by, ct, row =>
    {
        row.SeenAt = clock.GetUtcNow();
        if (row.Body is null)
            row.BasedOn = basedOn;
    });

    /// <summary>The person’s own text that is not saved; null when there is none, or when it says what the latest revision says.</summary>
    public async Task<WorkingCopy?> FindAsync(IssueKey key, Actor by, CancellationToken ct)
    {
        if (by.PersonId is not { } person)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await (
            from issue in db.Issues
            join working in db.IssueWorkings.AsNoTracking() on issue.Id equals working.IssueId
            where issue.Key == key && working.PersonId == person && working.Body != null
            select new { Row = working, Latest = db.IssueRevisions.Where(one => one.IssueId == issue.Id).OrderByDescending(one => one.Number).First() }).FirstOrDefaultAsync(ct);
        return found is { Row: { Subject: { } subject, Body: { } body, KeptAt: { } kept } row, Latest: var latest } && (subject, body) != (latest.Subject, latest.Body)
            ? new WorkingCopy(new WorkingText(row.BasedOn, subject, body), kept)
            : null;
    }

    /// <summary>Who else is at work on the issue, whoever was heard of last first.</summary>
    public async Task<IReadOnlyList<OtherWriter>> OthersAsync(IssueKey key, Actor by, CancellationToken ct)
    {
        var (own, since) = (by.PersonId, clock.GetUtcNow() - Presence);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await (
            from issue in db.Issues
            join working in db.IssueWorkings on issue.Id equals working.IssueId
            join person in db.Users on working.PersonId equals person.Id
            where issue.Key == key && working.PersonId != own && working.SeenAt > since
            orderby working.SeenAt descending
            select new { working.PersonId, person.Role, working.SeenAt, working.BasedOn, HasText = working.Body != null }).ToListAsync(ct);
        return rows.ConvertAll(row => new OtherWriter(Actor.Person(row.PersonId, Role.Parse(row.Role)).Id, row.SeenAt, row.BasedOn, row.HasText));
    }

    /// <summary>Forgets what the person wrote and did not save, and that they were here.</summary>
    public async Task DropAsync(IssueKey key, Actor by, CancellationToken ct)
    {
        if (by.PersonId is not { } person)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.IssueWorkings
            .Where(row => row.PersonId == person && db.Issues.Any(issue => issue.Id == row.IssueId && issue.Key == key))
            .ExecuteDeleteAsync(ct);
    }

    private async Task<Error?> WriteAsync(IssueKey key, int basedOn, Actor by, CancellationToken ct, Action<IssueWorkingRow> change)
    {
        if (by.PersonId is not { } person || !by.May(Permission.WriteIssues))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var issue = await db.Issues.Where(row => row.Key == key).Select(row => new { row.Id, row.State }).FirstOrDefaultAsync(ct);
        if (issue is null)
            return NoIssue;
        if (issue.State != IssueState.Draft)
            return Error.Conflict("issue-state", "This issue is no draft any more, so its text cannot be changed.");
        var row = await db.IssueWorkings.FirstOrDefaultAsync(one => one.IssueId == issue.Id && one.PersonId == person, ct);
        row ??= db.IssueWorkings.Add(new IssueWorkingRow { IssueId = issue.Id, PersonId = person, BasedOn = basedOn, SeenAt = default }).Entity;
        change(row);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (Exception exception) when (DatabaseErrors.IsLostRace(exception))
        {
            // Another page of the same person was first; this one says it again with the next stroke.
            return Error.Conflict("working-changed", "Another page of yours kept its text at the same moment.");
        }
        return null;
    }
}
