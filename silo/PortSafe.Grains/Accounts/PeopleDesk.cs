using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// What administrators do with accounts: roles and ports, taking away and giving back, lock-outs and sessions. Each answers with the
/// person's id, or with <c>not-allowed</c>, <c>person-not-found</c>, <c>person-wiped</c> or an error of its own. Whoever is signed in
/// is treated accordingly within five seconds.
/// </summary>
public sealed class PeopleDesk(PortSafeDb db, PersonActs acts, TimeProvider clock)
{
    /// <summary>Gives a person another role, other ports, or both.</summary>
    /// <param name="ports">For a port manager, each in the register; none for anyone else.</param>
    /// <param name="facilities">Single facilities of other ports. A port manager has at least one port or facility.</param>
    /// <returns>
    /// Also <c>own-account</c>, <c>last-administrator</c>, <c>person-revoked</c>, <c>ports-missing</c>, <c>ports-not-for-role</c>,
    /// <c>facility-of-own-port</c> or <c>port-not-found</c>.
    /// </returns>
    public Task<Result<Guid>> ChangeRoleAsync(
        Guid person, Role role, IReadOnlyList<Locode> ports, IReadOnlyList<PortFacility> facilities, Actor by, CancellationToken ct) =>
        acts.AdministerAsync(person, "person-role-changed", by, row => ChangeAsync(row, role, ports, facilities, by, ct), ct);

    /// <summary>Takes an account away: the person is out at once and stays out. It can be given back.</summary>
    /// <param name="reason">1 to 500 characters.</param>
    /// <returns>Also <c>own-account</c>, <c>last-administrator</c>, <c>person-revoked</c> or <c>reason-invalid</c>.</returns>
    public Task<Result<Guid>> RevokeAsync(Guid person, string? reason, Actor by, CancellationToken ct) =>
        acts.AdministerAsync(person, "person-revoked", by, row => RevokeAsync(row, reason, by, ct), ct);

    /// <summary>Gives a revoked account back, with what the person signed in with.</summary>
    /// <param name="reason">1 to 500 characters.</param>
    /// <returns>Also <c>person-in-force</c> or <c>reason-invalid</c>.</returns>
    public Task<Result<Guid>> RestoreAsync(Guid person, string? reason, Actor by, CancellationToken ct) =>
        acts.AdministerAsync(person, "person-restored", by, row => Task.FromResult(Restore(row, reason, by)), ct);

    /// <summary>Lets a person try their password again at once.</summary>
    public Task<Result<Guid>> UnlockAsync(Guid person, Actor by, CancellationToken ct) =>
        acts.AdministerAsync(
            person,
            "person-unlocked",
            by,
            row =>
            {
                (row.LockoutEnd, row.AccessFailedCount) = (null, 0);
                return Task.FromResult<Result<string>>("");
            },
            ct);

    /// <summary>Signs a person out wherever they are signed in.</summary>
    public Task<Result<Guid>> EndSessionsAsync(Guid person, Actor by, CancellationToken ct) =>
        acts.AdministerAsync(
            person,
            "sessions-ended",
            by,
            async row =>
            {
                await acts.SignOutAsync(row, ct);
                return "";
            },
            ct);

    private async Task<Result<string>> ChangeAsync(
        Person person, Role role, IReadOnlyList<Locode> ports, IReadOnlyList<PortFacility> facilities, Actor by, CancellationToken ct)
    {
        if (by.PersonId == person.Id)
            return PersonActs.OwnAccount;
        if (person.RevokedAt is not null)
            return PersonActs.Revoked;
        if (await PersonRules.FaultAsync(db, role, ports, facilities, ct) is { } fault)
            return fault;
        if (role != Role.JmscAdmin && await acts.LastAdministratorAsync(person, ct) is { } last)
            return last;
        var before = person.Role;
        person.Role = role.Code;
        await PortsInCare.ReplaceAsync(db, person.Id, ports, facilities, ct);
        return $"{before} to {PersonRules.Scope(role, ports, facilities)}";
    }

    private async Task<Result<string>> RevokeAsync(Person person, string? reason, Actor by, CancellationToken ct)
    {
        if (by.PersonId == person.Id)
            return PersonActs.OwnAccount;
        if (person.RevokedAt is not null)
            return PersonActs.Revoked;
        if (await acts.LastAdministratorAsync(person, ct) is { } last)
            return last;
        if (!acts.Keep(reason, by).Succeeded(out var kept, out var error))
            return error;
        person.RevokedAt = clock.GetUtcNow();
        await acts.CutOffAsync(person, ct);
        return kept;
    }

    private Result<string> Restore(Person person, string? reason, Actor by)
    {
        if (person.RevokedAt is null)
            return Error.Conflict("person-in-force", "This account has not been taken away.");
        if (!acts.Keep(reason, by).Succeeded(out var kept, out var error))
            return error;
        person.RevokedAt = null;
        return kept;
    }
}
