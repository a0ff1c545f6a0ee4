using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Data.Ports;
using PortSafe.Data.Schemes;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Accounts;

namespace PortSafe.Grains.Schemes;

/// <summary>
/// Who leads a port's scheme and who deputises. Somebody counts for as long as they manage the port and have their account; that is
/// asked whenever it is read.
/// </summary>
public sealed class SchemeContacts(IDbContextFactory<PortSafeDb> contexts, EventStore store, AuditLog audit, TimeProvider clock)
{
    /// <summary>The part that a form gives and the person it is for.</summary>
    public const string PersonField = "person";

    /// <summary>The code of the error when somebody has the part already.</summary>
    internal const string AlreadyNamed = "part-held-already";

    private const int MaxAttempts = 100;

    private static Error NotAtPort => Error.Invalid("person-not-at-port", "Choose somebody who has an account and manages this port.", PersonField);

    /// <summary>Whom to write to about a port: its lead, or while there is none, everyone who manages it. Only those who can sign in.</summary>
    public async Task<IReadOnlyList<SchemeContact>> LeadOrManagersAsync(Locode port, CancellationToken ct)
    {
        var managers = await ManagersAsync(port, ct);
        var able = managers.Where(person => person.CanSignIn).ToList();
        var chosen = able.FirstOrDefault(person => person.Part == SchemePart.Lead) is { } lead ? [lead] : able;
        return [.. chosen.Select(person => new SchemeContact(person.Id, person.Name, person.Email!))];
    }

    /// <summary>Everyone who manages a port, for its managers and for JMSC. Addresses are for those who decide on schemes.</summary>
    /// <returns>Or <c>not-allowed</c>.</returns>
    public async Task<Result<SchemePeople>> ListAsync(Locode port, Actor by, CancellationToken ct)
    {
        if (!by.Manages(port) && by.Role?.IsJmsc != true)
            return Authority.Refusal;
        var managers = await ManagersAsync(port, ct);
        return new SchemePeople(by.May(Permission.ManageSchemes) ? managers : [.. managers.Select(person => person with { Email = null })]);
    }

    /// <summary>Gives somebody who manages the port a part in its scheme; the port's milestone is recorded with it where it does not hold.</summary>
    /// <returns>
    /// The person; or <c>not-allowed</c>, <c>person-not-at-port</c>, <c>part-held-already</c>, <c>leads-already</c>, or why the milestone cannot be
    /// recorded, such as <c>scheme-not-approved</c>. A deputy who becomes lead is deputy no longer.
    /// </returns>
    public Task<Result<Guid>> NameAsync(Locode port, SchemePart part, Guid person, Actor by, CancellationToken ct) =>
        RunAsync(port, by, new Naming(part, person), ct);

    /// <summary>Whether somebody with this address manages the port.</summary>
    internal async Task<bool> IsManagerAsync(Locode port, string email, CancellationToken ct) =>
        (await ManagersAsync(port, ct)).Any(person => string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase));

    /// <summary>Makes a successor whom JMSC approved the lead.</summary>
    /// <param name="former">Who then manages the port no longer, as they wished; null for nobody.</param>
    internal Task<Result<Guid>> SucceedAsync(Locode port, Guid successor, Guid? former, Actor job, CancellationToken ct) =>
        RecordAsync(port, job, new Naming(SchemePart.Lead, successor, former is not null, former), ct);

    /// <summary>Makes somebody else the lead and, if so wished, ends the former lead's care of the port.</summary>
    /// <param name="endsAccess">Whether the one who leads now manages the port no longer. Whoever is left without a port loses the account.</param>
    /// <returns>
    /// As <see cref="NameAsync"/>; or <c>no-lead</c> where nobody leads whose access could end; or <c>person-cannot-sign-in</c>, since a port
    /// must not be left with nobody who can.
    /// </returns>
    public Task<Result<Guid>> HandOverAsync(Locode port, Guid successor, bool endsAccess, Actor by, CancellationToken ct) =>
        RunAsync(port, by, new Naming(SchemePart.Lead, successor, endsAccess), ct);

    private async Task<Result<Guid>> RunAsync(Locode port, Actor by, Naming naming, CancellationToken ct) =>
        by.Manages(port) || by.May(Permission.ManageSchemes) ? await RecordAsync(port, by, naming, ct) : Authority.Refusal;

    private async Task<Result<Guid>> RecordAsync(Locode port, Actor by, Naming naming, CancellationToken ct)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var (history, managers) = (await store.LoadAsync(port, ct), await ManagersAsync(port, ct));
            if (Decide(history, managers, naming, by).Succeeded(out var events, out var error) is false)
                return error;
            IReadOnlyList<PortAppend> appends = events.Count == 0 ? [] : [new PortAppend(port, history, events)];
            if (await store.AppendAsync(appends, by, (db, token) => WriteAsync(db, port, managers, naming, by, token), ct))
                return naming.Person;
        }
        return Error.Conflict("port-busy", "Others are changing this port at the same moment. Try again.");
    }

    /// <summary>Whoever leads passes the lead on; while somebody does who can sign in, no colleague takes it from them.</summary>
    private static Error? Usurped(IReadOnlyList<SchemePerson> managers, Naming naming, Actor by)
    {
        var lead = managers.FirstOrDefault(manager => manager is { Part: { } part, CanSignIn: true } && part == SchemePart.Lead);
        return naming.Part == SchemePart.Lead && lead is not null && by.IsPerson && by.PersonId != lead.Id && !by.May(Permission.ManageSchemes)
            ? Error.Conflict("lead-decides", $"{lead.Name} leads the scheme, and alone can pass that on. If they cannot be reached, ask JMSC.", PersonField)
            : null;
    }

    private Result<IReadOnlyList<PortEvent>> Decide(PortHistory history, IReadOnlyList<SchemePerson> managers, Naming naming, Actor by)
    {
        var (part, today) = (naming.Part, clock.Today());
        if (managers.FirstOrDefault(manager => manager.Id == naming.Person) is not { } person)
            return NotAtPort;
        if (person.Part == part)
            return Error.Conflict(AlreadyNamed, $"{person.Name} is {InWords(part)} already.", PersonField);
        if (Usurped(managers, naming, by) is { } usurped)
            return usurped;
        if (person.Part == SchemePart.Lead)
            return Error.Conflict("leads-already", $"{person.Name} leads the scheme. Name another lead first.", PersonField);
        if (naming.EndsAccess && !person.CanSignIn)
            return Error.Conflict("person-cannot-sign-in", $"{person.Name} has not set up how they sign in. Wait until they have.", PersonField);
        if (naming is { EndsAccess: true, Former: null } && managers.All(manager => manager.Part != SchemePart.Lead))
            return Error.Conflict("no-lead", "Nobody leads this scheme at present, so there is no access to end.");
        List<PortEvent> events = [];
        if (!SchemeFacts.From(history.Events, today).Recorded.ContainsKey(part.Milestone))
        {
            if (!PortDecisions.Decide(history.Events, new RecordMilestone(today, part.Milestone), today).Succeeded(out var recorded, out var error))
                return error;
            events.AddRange(recorded);
        }
        if (person.Part == SchemePart.Deputy && SchemeFacts.From(history.Events, today).Recorded.ContainsKey(SchemePart.Deputy.Milestone))
            events.Add(new MilestoneWithdrawn(today, SchemePart.Deputy.Milestone, "The deputy became the scheme lead."));
        return events;
    }

    private async Task WriteAsync(PortSafeDb db, Locode port, IReadOnlyList<SchemePerson> managers, Naming naming, Actor by, CancellationToken ct)
    {
        await db.SchemeContacts.Where(row => row.Locode == port && (row.Part == naming.Part.Code || row.PersonId == naming.Person)).ExecuteDeleteAsync(ct);
        db.SchemeContacts.Add(new SchemeContactRow { Locode = port, Part = naming.Part.Code, PersonId = naming.Person, Since = clock.GetUtcNow(), By = by.Id });
        await db.SaveChangesAsync(ct);
        // Whoever was chosen may have lost the port since they were read.
        if (!await PortCare.IsManagerAsync(db, naming.Person, port, ct))
            throw new DbUpdateConcurrencyException("The person no longer manages the port.");
        await audit.AppendAsync(db, by, $"scheme-{naming.Part}-named", $"port:{port}", KnownPerson.SubjectOf(naming.Person), ct);
        var leaving = naming.Former ?? managers.FirstOrDefault(manager => manager.Part == SchemePart.Lead)?.Id;
        if (naming.EndsAccess && leaving is { } former && former != naming.Person && managers.Any(manager => manager.Id == former))
        {
            await PortCare.EndAsync(db, former, port, clock.GetUtcNow(), ct);
            await audit.AppendAsync(db, by, "port-care-ended", KnownPerson.SubjectOf(former), $"port {port}", ct);
        }
    }

    /// <summary>Ends the part of whoever no longer manages the port or has lost the account, and with it the milestone.</summary>
    internal async Task EndLostAsync(Actor job, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var manager = Role.PortManager.Code;
        var lost = await db.SchemeContacts.AsNoTracking()
            .Where(row => !db.Users.Any(person => person.Id == row.PersonId && person.Role == manager && person.RevokedAt == null && person.WipedAt == null)
                || !db.PersonPorts.Any(own => own.PersonId == row.PersonId && own.Locode == row.Locode))
            .ToListAsync(ct);
        foreach (var row in lost)
            await EndAsync(row, job, ct);
    }

    /// <summary>A port that others change at the same moment is found the next time.</summary>
    private async Task EndAsync(SchemeContactRow lost, Actor job, CancellationToken ct)
    {
        var (part, today) = (SchemePart.Parse(lost.Part), clock.Today());
        var history = await store.LoadAsync(lost.Locode, ct);
        var ended = PortDecisions.Decide(history.Events, new WithdrawMilestone(today, part.Milestone, $"{Capital(InWords(part))} no longer manages the port."), today);
        IReadOnlyList<PortAppend> appends = ended.Value is { } events ? [new PortAppend(lost.Locode, history, events)] : [];
        await store.AppendAsync(
            appends,
            job,
            async (db, token) =>
            {
                await db.SchemeContacts.Where(row => row.Locode == lost.Locode && row.Part == lost.Part && row.PersonId == lost.PersonId).ExecuteDeleteAsync(token);
                await audit.AppendAsync(db, job, $"scheme-{part}-lost", $"port:{lost.Locode}", KnownPerson.SubjectOf(lost.PersonId), token);
            },
            ct);
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>With their addresses.</summary>
    private async Task<IReadOnlyList<SchemePerson>> ManagersAsync(Locode port, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = await PortCare.Managers(db, port).AsNoTracking().Select(person => new { person.Id, person.Name, person.Email }).ToListAsync(ct);
        var able = await PortCare.Managers(db, port).WithWayIn(db).Select(person => person.Id).ToListAsync(ct);
        var parts = await db.SchemeContacts.AsNoTracking().Where(row => row.Locode == port).ToDictionaryAsync(row => row.PersonId, ct);
        return
        [
            .. people.Select(person => parts.TryGetValue(person.Id, out var row)
                    ? new SchemePerson(person.Id, person.Name, person.Email, SchemePart.Parse(row.Part), row.Since, able.Contains(person.Id))
                    : new SchemePerson(person.Id, person.Name, person.Email, null, null, able.Contains(person.Id)))
                .OrderBy(person => person.Part == SchemePart.Lead ? 0 : person.Part == SchemePart.Deputy ? 1 : 2).ThenBy(person => person.Name, StringComparer.Ordinal),
        ];
    }

    private static string InWords(SchemePart part) => part == SchemePart.Lead ? "the scheme lead" : "the deputy";

    /// <param name="Former">Whose access ends; null for whoever leads now.</param>
    private sealed record Naming(SchemePart Part, Guid Person, bool EndsAccess = false, Guid? Former = null);
}
