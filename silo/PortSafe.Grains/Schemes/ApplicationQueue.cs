using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Ports;
using PortSafe.Data.Schemes;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Audit;

namespace PortSafe.Grains.Schemes;

/// <summary>Applications for those who decide on them. They name people, so nobody else reads them.</summary>
public sealed class ApplicationQueue(PortSafeDb db, EventStore store, UserManager<Person> accounts, TimeProvider clock)
{
    /// <summary>Lines on one page.</summary>
    public const int PageSize = 25;

    private const int MaxOthers = 20;
    private const int MaxHistory = 100;

    private static readonly string[] Waiting = [ApplicationState.Submitted.Code, ApplicationState.MoreAsked.Code];
    private static readonly string Submitted = ApplicationState.Submitted.Code;
    private static readonly string Draft = ApplicationState.Draft.Code;

    /// <summary>One page of those that were sent.</summary>
    /// <returns>Or <c>not-allowed</c>.</returns>
    public async Task<Result<ApplicationList>> ListAsync(ApplicationSearch search, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.ManageSchemes))
            return Authority.Refusal;
        string[] states = search.State is { } state && state != ApplicationState.Draft ? [state.Code] : Waiting;
        var found = db.Applications.AsNoTracking().Where(row => states.Contains(row.State));
        var count = await found.CountAsync(ct);
        var pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        var page = Math.Clamp(search.Page, 1, pages);
        var ordered = search.State?.IsEnd == true
            ? found.OrderByDescending(row => row.DecidedAt).ThenByDescending(row => row.Id)
            : found.OrderBy(row => row.SubmittedAt).ThenBy(row => row.Id);
        var rows = await ordered.Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        var waiting = await db.Applications.CountAsync(row => row.State == Submitted, ct);
        return new ApplicationList(await SummariesAsync(rows, ct), count, waiting, page, pages);
    }

    /// <summary>One application in full.</summary>
    /// <returns>Or <c>not-allowed</c> or <c>application-not-found</c>; a draft is nobody's but its applicant's.</returns>
    public async Task<Result<ApplicationDetails>> GetAsync(ApplicationReference reference, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.ManageSchemes))
            return Authority.Refusal;
        var code = reference.ToString();
        if (await db.Applications.AsNoTracking().SingleOrDefaultAsync(row => row.Reference == code && row.State != Draft, ct) is not { } row)
            return ApplicationBook.NotFound;
        var history = row.Locode is { } port ? await store.LoadAsync(port, ct) : PortHistory.Empty;
        var facts = SchemeFacts.From(history.Events, clock.Today());
        return new ApplicationDetails(
            reference, ApplicationKind.Parse(row.Kind), ApplicationState.Parse(row.State), row.Revision,
            row.Role is { } role ? ApplicantRole.Parse(role) : null, row.CompanyNumber is { } number ? CompanyNumber.Parse(number) : null,
            row.Name, row.Email, row.Telephone, row.Evidence, row.Locode, facts.Name, row.UnlistedPort, await AskerAsync(row, ct), row.EndsAccess,
            row.SubmittedAt ?? row.CreatedAt, row.DecidedAt, Stages.Of(facts), facts.PackIssuedOn is null, await AccountAsync(row, ct), row.PersonId,
            row.SettledAt is not null, row.WipedAt is not null,
            await MessagesAsync(row, ct), await OthersAsync(row, ct), await HistoryAsync(row, ct));
    }

    /// <summary>The applications for one port that wait, the oldest first.</summary>
    /// <returns>Or <c>not-allowed</c>.</returns>
    public async Task<Result<IReadOnlyList<ApplicationReference>>> WaitingForAsync(Locode port, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.ManageSchemes))
            return Authority.Refusal;
        var join = ApplicationKind.Join.Code;
        var references = await db.Applications.Where(row => row.Locode == port && row.Kind == join && Waiting.Contains(row.State))
            .OrderBy(row => row.SubmittedAt).Select(row => row.Reference).ToListAsync(ct);
        return references.ConvertAll(reference => ApplicationReference.Parse(reference));
    }

    /// <summary>What is in the way of an account for this application.</summary>
    internal async Task<ApplicantAccount> AccountAsync(ApplicationRow row, CancellationToken ct)
    {
        if (row.Email is null)
            return ApplicantAccount.None;
        var normalized = accounts.NormalizeEmail(row.Email);
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(known => known.NormalizedUserName == normalized, ct) is not { } person)
            return ApplicantAccount.None;
        if (person.RevokedAt is not null)
            return ApplicantAccount.Revoked;
        if (person.Role != Role.PortManager.Code)
            return ApplicantAccount.OtherRole;
        return row.Locode is { } port && await PortCare.IsManagerAsync(db, person.Id, port, ct) ? ApplicantAccount.ManagesPort : ApplicantAccount.PortManager;
    }

    private async Task<string?> AskerAsync(ApplicationRow row, CancellationToken ct)
    {
        if (row.AskedBy is null)
            return null;
        var asker = new Actor(row.AskedBy, null, []).PersonId;
        return await db.Users.Where(person => person.Id == asker).Select(person => person.Name).SingleOrDefaultAsync(ct);
    }

    private async Task<IReadOnlyList<ApplicationMessage>> MessagesAsync(ApplicationRow row, CancellationToken ct)
    {
        var said = await db.ApplicationMessages.AsNoTracking().Where(message => message.ApplicationId == row.Id).OrderBy(message => message.Number).ToListAsync(ct);
        var ids = said.Select(message => new Actor(message.By, null, []).PersonId).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name, ct);
        // Whoever asked for a colleague answers for them; what they write is not the colleague's own.
        var sender = row.AskedBy is null ? row.Name ?? "The applicant" : await AskerAsync(row, ct) ?? "A manager of the port";
        return said.ConvertAll(message => new ApplicationMessage(
            message.Kind, new Actor(message.By, null, []).PersonId is { } id && names.TryGetValue(id, out var name) ? name : sender, message.At, message.Text));
    }

    private async Task<IReadOnlyList<ApplicationSummary>> OthersAsync(ApplicationRow row, CancellationToken ct)
    {
        if (row.Locode is not { } port)
            return [];
        var rows = await db.Applications.AsNoTracking().Where(other => other.Locode == port && other.Id != row.Id && other.State != Draft)
            .OrderByDescending(other => other.SubmittedAt).Take(MaxOthers).ToListAsync(ct);
        return [.. (await SummariesAsync(rows, ct)).OrderBy(other => other.State.IsWaiting ? 0 : 1)];
    }

    private async Task<IReadOnlyList<AuditEntry>> HistoryAsync(ApplicationRow row, CancellationToken ct)
    {
        var subject = ApplicationBook.SubjectOf(row.Reference);
        var rows = await db.AuditLog.AsNoTracking().Where(entry => entry.Subject == subject)
            .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Sequence).Take(MaxHistory).ToListAsync(ct);
        return await AuditNames.ResolveAsync(db, rows, ct);
    }

    private async Task<IReadOnlyList<ApplicationSummary>> SummariesAsync(List<ApplicationRow> rows, CancellationToken ct)
    {
        var ports = rows.Select(row => row.Locode).OfType<Locode>().Distinct().ToList();
        var names = await db.PortStatus.AsNoTracking().Where(port => ports.Contains(port.Locode)).ToDictionaryAsync(port => port.Locode, port => port.Name, ct);
        return rows.ConvertAll(row => new ApplicationSummary(
            ApplicationReference.Parse(row.Reference),
            ApplicationKind.Parse(row.Kind),
            ApplicationState.Parse(row.State),
            row.Name,
            row.Locode is { } port && names.TryGetValue(port, out var name) ? name : row.UnlistedPort ?? row.Locode?.ToString() ?? "No port",
            row.Locode is not null,
            row.SubmittedAt ?? row.CreatedAt,
            UkDate.Of(row.DecidedAt ?? clock.GetUtcNow()).DayNumber - UkDate.Of(row.SubmittedAt ?? row.CreatedAt).DayNumber));
    }
}
