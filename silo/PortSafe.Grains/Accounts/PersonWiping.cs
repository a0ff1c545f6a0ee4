using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Mail;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Schemes;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// Wipes a person: whatever names them, or came from them in words, is overwritten. Events, releases and the audit log hold the id
/// alone and stay as they are, and so does the row that the id leads to, under a name that is nobody's.
/// </summary>
public sealed class PersonWiping(PortSafeDb db, PersonActs acts, SubscriberList subscribers, TimeProvider clock)
{
    /// <summary>What a wiped person is called.</summary>
    public const string NeutralName = "Wiped person";

    private const string Action = "person-wiped";

    /// <summary>Wipes somebody whose account has been taken away. It cannot be undone.</summary>
    /// <param name="reason">1 to 500 characters, or null for none.</param>
    /// <returns>The id; or <c>not-allowed</c>, <c>person-not-found</c>, <c>person-wiped</c>, <c>own-account</c>, <c>person-in-force</c> or <c>reason-invalid</c>.</returns>
    public async Task<Result<Guid>> WipeAsync(Guid person, string? reason, Actor by, CancellationToken ct)
    {
        await subscribers.PrepareAsync(ct);
        return await acts.AdministerAsync(person, Action, by, row => WipeAsync(row, reason, by, ct), ct);
    }

    /// <summary>Wipes somebody because their time has come.</summary>
    internal async Task<Result<Guid>> WipeByJobAsync(Guid person, Func<Person, Task<bool>> isStillDue, Actor job, CancellationToken ct)
    {
        await subscribers.PrepareAsync(ct);
        return await acts.ByJobAsync(
            person,
            Action,
            job,
            async row =>
            {
                if (!await isStillDue(row))
                    return Error.Conflict("not-due", "This account is in use again.");
                await WipeAsync(row, ct);
                return "retention";
            },
            ct);
    }

    private async Task<Result<string>> WipeAsync(Person person, string? reason, Actor by, CancellationToken ct)
    {
        if (by.PersonId == person.Id)
            return PersonActs.OwnAccount;
        if (person.RevokedAt is null)
            return Error.Conflict("person-in-force", "Take this account away first. Only then can the person be wiped.");
        await WipeAsync(person, ct);
        return reason is null ? "" : acts.Keep(reason, by);
    }

    private async Task WipeAsync(Person person, CancellationToken ct)
    {
        await WipeTextsAsync(person.Id, ct);
        await WipeOriginsAsync(person.Id, ct);
        if (person.Email is { } email)
        {
            await WipeMailAsync(email, ct);
            await subscribers.WipeAsync(db, email, ct);
            await ApplicationWiping.WipeAsync(db, email, clock.GetUtcNow(), ct);
        }
        await acts.ClearWaysInAsync(person, ct);
        await db.AccountLinks.Where(row => row.PersonId == person.Id).ExecuteDeleteAsync(ct);
        await db.Sessions.Where(row => row.PersonId == person.Id).ExecuteDeleteAsync(ct);
        await db.IssueWorkings.Where(row => row.PersonId == person.Id).ExecuteDeleteAsync(ct);
        await db.SavedViews.Where(row => row.PersonId == person.Id).ExecuteDeleteAsync(ct);
        await db.UserClaims.Where(row => row.UserId == person.Id).ExecuteDeleteAsync(ct);
        await PortsInCare.RemoveAsync(db, person.Id, ct);
        await db.PersonPortsHeld.Where(row => row.PersonId == person.Id).ExecuteDeleteAsync(ct);
        await db.SchemeContacts.Where(row => row.PersonId == person.Id).ExecuteDeleteAsync(ct);
        Neutralise(person, clock.GetUtcNow());
    }

    private static void Neutralise(Person person, DateTimeOffset now)
    {
        person.Name = NeutralName;
        (person.UserName, person.NormalizedUserName, person.Email, person.NormalizedEmail) = (null, null, null, null);
        (person.PhoneNumber, person.PhoneNumberConfirmed, person.EmailConfirmed) = (null, false, false);
        (person.InvitedAt, person.LastSignedInAt) = (null, null);
        person.SecurityStamp = Guid.CreateVersion7().ToString();
        person.RevokedAt ??= now;
        person.WipedAt = now;
    }

    /// <summary>What they wrote, and the reasons that others gave for what was done to their account.</summary>
    private async Task WipeTextsAsync(Guid person, CancellationToken ct)
    {
        var subject = KnownPerson.SubjectOf(person);
        var details = await db.AuditLog.AsNoTracking()
            .Where(row => row.Subject == subject && row.Detail.StartsWith(PersonActs.ReasonMark))
            .Select(row => row.Detail).ToListAsync(ct);
        var reasons = details.ConvertAll(detail => Guid.ParseExact(detail.AsSpan(PersonActs.ReasonMark.Length), "D"));
        await db.Texts
            .Where(row => row.By == subject || reasons.Contains(row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Text, (string?)null), ct);
    }

    /// <summary>From where they came, unless somebody else's session came from there too.</summary>
    private async Task WipeOriginsAsync(Guid person, CancellationToken ct)
    {
        var subject = KnownPerson.SubjectOf(person);
        var audited = await db.AuditLog.AsNoTracking().Where(row => row.By == subject && row.Origin != null).Select(row => row.Origin!).Distinct().ToListAsync(ct);
        var origins = audited.Select(origin => Guid.TryParseExact(origin, "D", out var id) ? id : (Guid?)null).OfType<Guid>().ToHashSet();
        origins.UnionWith(await db.Sessions.Where(row => row.PersonId == person).Select(row => row.OriginId).ToListAsync(ct));
        var own = origins.ToList();
        await db.Origins
            .Where(row => own.Contains(row.Id) && !db.Sessions.Any(session => session.OriginId == row.Id && session.PersonId != person))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Address, (string?)null).SetProperty(row => row.Browser, (string?)null), ct);
    }

    /// <summary>Mail to them. What has not begun to leave never leaves.</summary>
    private async Task WipeMailAsync(string email, CancellationToken ct)
    {
        var lower = email.ToLowerInvariant();
        await db.Outbox
            .Where(row => row.Recipient == email || row.Recipient.ToLower() == lower)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, row => row.State == OutboxState.Pending ? OutboxState.Failed : row.State)
                    .SetProperty(row => row.Recipient, "")
                    .SetProperty(row => row.Subject, "")
                    .SetProperty(row => row.Body, "")
                    .SetProperty(row => row.Reply, (string?)null),
                ct);
    }
}
