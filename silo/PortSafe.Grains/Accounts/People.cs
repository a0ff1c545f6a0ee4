using System.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Accounts;

/// <summary>Everyone with an account: who they are, what they may do, and how they come to have one.</summary>
public sealed class People(UserManager<Person> accounts, PortSafeDb db, AuditLog audit)
{
    public const int MaxNameLength = 100;

    /// <summary>The most ports that one person can manage.</summary>
    public const int MaxPorts = 50;

    private const int MaxAttempts = 20;

    /// <summary>The person with this address, whatever its case, in force or not; null when there is none.</summary>
    public async Task<KnownPerson?> FindAsync(string email, CancellationToken ct)
    {
        var normalized = accounts.NormalizeEmail(email);
        return await KnownAsync(db.Users.AsNoTracking().Where(person => person.NormalizedUserName == normalized), ct);
    }

    /// <summary>The person with this id, in force or not; null when there is none.</summary>
    public Task<KnownPerson?> FindAsync(Guid id, CancellationToken ct) =>
        KnownAsync(db.Users.AsNoTracking().Where(person => person.Id == id), ct);

    /// <summary>Everyone made by the sample load, in the order of their names.</summary>
    public async Task<IReadOnlyList<KnownPerson>> ListSampleAsync(CancellationToken ct)
    {
        var ids = await db.Users.AsNoTracking().Where(person => person.IsSample && person.RevokedAt == null).OrderBy(person => person.Name).Select(person => person.Id).ToListAsync(ct);
        var known = new List<KnownPerson>(ids.Count);
        foreach (var id in ids)
        {
            if (await FindAsync(id, ct) is { } person)
                known.Add(person);
        }
        return known;
    }

    /// <summary>The people behind actors, by <see cref="Actor.Id"/>, without their ports; whoever is unknown or a job is left out.</summary>
    public async Task<IReadOnlyDictionary<string, KnownPerson>> ListAsync(IEnumerable<string> actors, CancellationToken ct)
    {
        var ids = actors.Distinct(StringComparer.Ordinal).Select(actor => new Actor(actor, null, []).PersonId).OfType<Guid>().ToList();
        var rows = await db.Users.AsNoTracking().Where(person => ids.Contains(person.Id)).ToListAsync(ct);
        return rows.Select(row => Known(row, [])).ToDictionary(person => person.Actor.Id, StringComparer.Ordinal);
    }

    /// <summary>Gives somebody an account.</summary>
    public async Task<Result<KnownPerson>> AddAsync(NewPerson person, Actor by, CancellationToken ct) =>
        by.May(Permission.Administer) ? await AddAsync(person, isSample: false, by, ct) : Authority.Refusal;

    /// <summary>Gives the installation its first administrator: the only account that nobody has to allow. Refused once there is one.</summary>
    public Task<Result<KnownPerson>> AddFirstAdministratorAsync(string name, string email, CancellationToken ct) =>
        AddAsync(new NewPerson(name, email, Role.JmscAdmin), isSample: false, Actor.Job("first-administrator"), ct, isFirst: true);

    /// <summary>
    /// Adds whichever of the sample people are missing, unless nobody but others is here. For Development only. One whose port is
    /// not in the register yet is left for the next time.
    /// </summary>
    public async Task<Result<IReadOnlyList<KnownPerson>>> AddSampleAsync(CancellationToken ct)
    {
        if (await db.Users.AnyAsync(ct) && !await db.Users.AnyAsync(person => person.IsSample, ct))
            return new Result<IReadOnlyList<KnownPerson>>([], null);
        foreach (var person in SamplePeople.All)
        {
            if (await FindAsync(person.Email, ct) is null &&
                (await AddAsync(person, isSample: true, Actor.Job("sample-load"), ct)).Error is { Code: not PersonRules.PortNotFound } error)
                return error;
        }
        return new Result<IReadOnlyList<KnownPerson>>(await ListSampleAsync(ct), null);
    }

    private async Task<Result<KnownPerson>> AddAsync(NewPerson person, bool isSample, Actor by, CancellationToken ct, bool isFirst = false)
    {
        if (await PersonRules.FaultAsync(db, person, ct) is { } fault)
            return fault;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await StoreAsync(person, isSample, by, isFirst, ct);
            }
            catch (Exception exception) when (DatabaseErrors.IsLostRace(exception) && attempt < MaxAttempts)
            {
                // Whoever was first is seen by the next attempt.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Result<KnownPerson>> StoreAsync(NewPerson person, bool isSample, Actor by, bool isFirst, CancellationToken ct)
    {
        // Two who both find no administrator may not both become the first.
        await using var transaction = await db.Database.BeginTransactionAsync(isFirst ? IsolationLevel.Serializable : IsolationLevel.ReadCommitted, ct);
        var admin = Role.JmscAdmin.Code;
        if (isFirst && await db.Users.AnyAsync(other => other.Role == admin && other.RevokedAt == null, ct))
            return Error.Conflict("administrator-exists", "There is an administrator already. Ask them to add you.");
        var row = new Person
        {
            Id = Guid.CreateVersion7(),
            Name = person.Name.Trim(),
            Role = person.Role.Code,
            UserName = person.Email,
            Email = person.Email,
            IsSample = isSample,
        };
        if (await accounts.CreateAsync(row) is { Succeeded: false })
            return Error.Conflict("email-taken", "Somebody with this email address has an account already.", "email");
        await PortsInCare.ReplaceAsync(db, row.Id, person.Ports, person.Facilities, ct);
        await audit.AppendAsync(db, by, "person-added", Actor.Person(row.Id, person.Role).Id, PersonRules.Scope(person), ct);
        await transaction.CommitAsync(ct);
        return Known(row, person.Ports) with { Facilities = person.Facilities };
    }

    private async Task<KnownPerson?> KnownAsync(IQueryable<Person> query, CancellationToken ct)
    {
        if (await query.SingleOrDefaultAsync(ct) is not { } row)
            return null;
        if (row.Role != Role.PortManager.Code)
            return Known(row, []);
        var ports = await db.PersonPorts.AsNoTracking().Where(port => port.PersonId == row.Id).Select(port => port.Locode).ToListAsync(ct);
        return Known(row, ports) with { Facilities = [.. (await PortsInCare.FacilitiesAsync(db, [row.Id], ct))[row.Id]] };
    }

    private static KnownPerson Known(Person row, IEnumerable<Locode> ports) =>
        new(row.Id, row.Name, row.Email ?? "", Role.Parse(row.Role), [.. ports.Order()], row.IsSample, row.SecurityStamp ?? "", row is { RevokedAt: null, WipedAt: null });
}
