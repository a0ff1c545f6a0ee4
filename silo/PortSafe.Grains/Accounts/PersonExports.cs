using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>Everything that is held on a person, for an administrator or for the person.</summary>
public sealed class PersonExports(PortSafeDb db, PersonActs acts, PersonRecords records, AuditLog audit, TimeProvider clock)
{
    /// <summary>Notes in the audit log that the person is exported, and gives what writes the document.</summary>
    /// <returns>Or <c>not-allowed</c>, when somebody asks for another person and is no administrator; or <c>person-not-found</c>.</returns>
    public async Task<Result<PersonExport>> OpenAsync(Guid id, Actor by, CancellationToken ct)
    {
        if (by.PersonId != id && !by.May(Permission.Administer))
            return Authority.Refusal;
        await using var turn = await acts.BeginAsync(ct);
        if (!await acts.StillHoldsAsync(by, ct))
            return Authority.Refusal;
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is not { } person)
            return PersonActs.NotFound;
        await audit.AppendAsync(db, by, "person-exported", KnownPerson.SubjectOf(id), "", ct);
        await db.Database.CommitTransactionAsync(ct);
        return new PersonExport(db, records, person, clock.GetUtcNow());
    }
}
