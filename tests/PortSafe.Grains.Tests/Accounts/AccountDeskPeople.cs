using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Accounts;

namespace PortSafe.Grains.Tests.Accounts;

/// <summary>Puts people with passkeys and sessions on a desk, and reads what has become of them.</summary>
internal static class AccountDeskPeople
{
    /// <summary>Somebody who can sign in with a passkey.</summary>
    public static async Task<Actor> AddActiveAsync(this AccountDesk desk, Role role, string name, params Locode[] ports)
    {
        var added = await desk.AddAsync(new NewPerson(name, $"{name.ToLowerInvariant().Replace(' ', '.')}@people.example", role, ports));
        Assert.True(added.Succeeded(out var person, out var error), error?.Message);
        await desk.AddPasskeyAsync(person.Id, $"{name}’s key");
        return person.Actor;
    }

    public static async Task<Actor> AddAdministratorAsync(this AccountDesk desk, string name = "Boss One") => await desk.AddActiveAsync(Role.JmscAdmin, name);

    /// <returns>The passkey's key, as pages know it.</returns>
    public static async Task<string> AddPasskeyAsync(this AccountDesk desk, Guid person, string name)
    {
        var id = Encoding.UTF8.GetBytes($"credential of {name}");
        await using var db = desk.Database.CreateContext();
        db.UserPasskeys.Add(new IdentityUserPasskey<Guid>
        {
            UserId = person,
            CredentialId = id,
            Data = new IdentityPasskeyData
            {
                Name = name,
                CreatedAt = desk.Clock.GetUtcNow(),
                PublicKey = "secret public key"u8.ToArray(),
                AttestationObject = "secret attestation"u8.ToArray(),
                ClientDataJson = "secret client data"u8.ToArray(),
                Transports = [],
            },
        });
        await db.SaveChangesAsync();
        return Base64Url.EncodeToString(id);
    }

    /// <returns>The token of a new session of this person's.</returns>
    public static async Task<string> SignInAsync(this AccountDesk desk, Guid person)
    {
        var known = await desk.UseAsync((People people) => people.FindAsync(person, default));
        return await desk.Sessions.StartAsync(known!, SignInMethod.Passkey, await desk.OriginAsync(), default);
    }

    /// <summary>A session of a person's, from an origin that others may share.</summary>
    public static async Task<Guid> AddSessionAsync(this AccountDesk desk, Guid person, string address, string browser = "Browser 1")
    {
        await using var db = desk.Database.CreateContext();
        var origin = await db.Origins.SingleOrDefaultAsync(row => row.Address == address && row.Browser == browser);
        if (origin is null)
            db.Origins.Add(origin = new OriginRow { Id = Guid.CreateVersion7(), Address = address, Browser = browser, SeenAt = desk.Clock.GetUtcNow() });
        var session = new SessionRow
        {
            Hash = $"secret-hash-{Guid.CreateVersion7():N}",
            Id = Guid.CreateVersion7(),
            PersonId = person,
            OriginId = origin.Id,
            Method = "passkey",
            CreatedAt = desk.Clock.GetUtcNow(),
            SeenAt = desk.Clock.GetUtcNow(),
        };
        db.Sessions.Add(session);
        await db.SaveChangesAsync();
        return session.Id;
    }

    public static async Task<T> ReadAsync<T>(this AccountDesk desk, Func<PortSafeDb, Task<T>> read)
    {
        await using var db = desk.Database.CreateContext();
        return await read(db);
    }

    public static Task<Person> PersonAsync(this AccountDesk desk, Guid id) => desk.ReadAsync(db => db.Users.AsNoTracking().SingleAsync(row => row.Id == id));

    /// <summary>What the audit log says of acts, oldest first.</summary>
    public static Task<List<AuditRow>> AuditAsync(this AccountDesk desk) => desk.ReadAsync(db => db.AuditLog.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync());

    public static Task<Result<Guid>> DeskAsync(this AccountDesk desk, Func<PeopleDesk, Task<Result<Guid>>> act) => desk.UseAsync(act);
}
