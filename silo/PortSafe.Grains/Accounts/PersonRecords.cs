using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>One person's account, for an administrator or for the person.</summary>
public sealed class PersonRecords(PortSafeDb db, UserManager<Person> accounts, People people, TimeProvider clock)
{
    /// <summary>The most sessions in one answer.</summary>
    public const int MaxSessions = 50;

    private const int MaxActs = 10_000;

    /// <param name="acts">How many lines of history to give at most: 0 to 10,000.</param>
    /// <returns>Or <c>not-allowed</c>, when somebody asks for another person and is no administrator; or <c>person-not-found</c>.</returns>
    public async Task<Result<PersonDetails>> GetAsync(Guid id, Actor by, int acts, CancellationToken ct)
    {
        if (by.PersonId != id && !by.May(Permission.Administer))
            return Authority.Refusal;
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is not { } person)
            return PersonActs.NotFound;
        var waysIn = await WaysInAsync(person, ct);
        var (now, isAble) = (clock.GetUtcNow(), await db.Users.Where(row => row.Id == id).WithWayIn(db).AnyAsync(ct));
        var audited = Audited(db, id);
        return new PersonDetails(
            person.Id, person.Name, person.Email ?? "", Role.Parse(person.Role), PersonStates.Of(person, isAble, now),
            await PortsAsync(id, ct), waysIn, await SessionsAsync(id, ct), await HistoryAsync(audited, acts, ct), await audited.CountAsync(ct))
        {
            IsSample = person.IsSample,
            InvitedAt = person.InvitedAt,
            LastSignedInAt = person.LastSignedInAt,
            LockedUntil = person.LockoutEnd > now ? person.LockoutEnd : null,
            RevokedAt = person.RevokedAt,
            WipedAt = person.WipedAt,
        };
    }

    /// <summary>The audit log's rows by a person, and about their account.</summary>
    internal static IQueryable<AuditRow> Audited(PortSafeDb db, Guid person)
    {
        var subject = KnownPerson.SubjectOf(person);
        return db.AuditLog.AsNoTracking().Where(row => row.By == subject || row.Subject == subject);
    }

    internal async Task<IReadOnlyList<PersonPort>> PortsAsync(Guid person, CancellationToken ct)
    {
        var ports = await (
            from own in db.PersonPorts.AsNoTracking()
            join port in db.PortStatus on own.Locode equals port.Locode
            where own.PersonId == person
            select new PersonPort(port.Locode, port.Name)).ToListAsync(ct);
        var facilities = (await PortsInCare.FacilitiesAsync(db, [person], ct))[person].ToList();
        var names = await PortsInCare.OpenFacilitiesAsync(db, facilities.Select(facility => facility.Port), ct);
        var named = facilities.Select(facility => new PersonPort(facility.Port, names.GetValueOrDefault(facility) ?? "Closed facility", facility.Facility));
        return [.. ports.Concat(named).OrderBy(port => port.Name, StringComparer.Ordinal)];
    }

    internal async Task<IReadOnlyList<WayIn>> WaysInAsync(Person person, CancellationToken ct)
    {
        var passkeys = await db.UserPasskeys.AsNoTracking().Where(row => row.UserId == person.Id).ToListAsync(ct);
        List<WayIn> ways =
        [
            .. passkeys.OrderBy(row => row.Data.CreatedAt)
                .Select(row => new WayIn(WayInKind.Passkey, Base64Url.EncodeToString(row.CredentialId), row.Data.Name, row.Data.CreatedAt)),
        ];
        if (person.PasswordHash is not null)
            ways.Add(new WayIn(WayInKind.Password, ""));
        if (person.TwoFactorEnabled)
            ways.Add(new WayIn(WayInKind.Authenticator, ""));
        if (await accounts.CountRecoveryCodesAsync(person) is > 0 and var left)
            ways.Add(new WayIn(WayInKind.RecoveryCodes, "", Left: left));
        var providers = await db.UserLogins.AsNoTracking().Where(row => row.UserId == person.Id).Select(row => row.ProviderDisplayName ?? row.LoginProvider).ToListAsync(ct);
        ways.AddRange(providers.Select(provider => new WayIn(WayInKind.Provider, "", provider)));
        return ways;
    }

    private async Task<IReadOnlyList<PersonSession>> SessionsAsync(Guid person, CancellationToken ct) => await (
        from session in db.Sessions.AsNoTracking()
        join origin in db.Origins on session.OriginId equals origin.Id
        where session.PersonId == person
        orderby session.EndedAt == null descending, session.SeenAt descending
        select new PersonSession(session.Id, session.Method, session.CreatedAt, session.SeenAt, session.EndedAt, origin.Address, origin.Browser))
        .Take(MaxSessions).ToListAsync(ct);

    private async Task<IReadOnlyList<PersonAct>> HistoryAsync(IQueryable<AuditRow> audited, int acts, CancellationToken ct)
    {
        var rows = await audited.OrderByDescending(row => row.At).ThenByDescending(row => row.Sequence).Take(Math.Clamp(acts, 0, MaxActs)).ToListAsync(ct);
        var known = await people.ListAsync(rows.Select(row => row.By), ct);
        var reasons = await ReasonsAsync(rows, ct);
        return rows.ConvertAll(row => new PersonAct(
            row.At,
            row.Action,
            row.Subject,
            ReasonIn(row.Detail) is null ? row.Detail : "",
            known.TryGetValue(row.By, out var person) ? person.Name : row.By,
            ReasonIn(row.Detail) is { } id ? reasons.GetValueOrDefault(id) : null,
            row.Outcome));
    }

    private async Task<IReadOnlyDictionary<Guid, string>> ReasonsAsync(IEnumerable<AuditRow> rows, CancellationToken ct)
    {
        var ids = rows.Select(row => ReasonIn(row.Detail)).OfType<Guid>().ToList();
        return await db.Texts.AsNoTracking().Where(row => ids.Contains(row.Id) && row.Text != null).ToDictionaryAsync(row => row.Id, row => row.Text!, ct);
    }

    private static Guid? ReasonIn(string detail) =>
        detail.StartsWith(PersonActs.ReasonMark, StringComparison.Ordinal) && Guid.TryParseExact(detail.AsSpan(PersonActs.ReasonMark.Length), "D", out var id) ? id : null;
}
