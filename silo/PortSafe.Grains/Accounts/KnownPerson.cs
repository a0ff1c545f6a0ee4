using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Accounts;

/// <summary>A person with an account, as the database has them now.</summary>
/// <param name="Email">As typed when the person was added.</param>
/// <param name="Ports">The ports that a port manager manages, in order; empty for everyone else.</param>
/// <param name="Stamp">Changes with how the person signs in; what was begun before is void.</param>
/// <param name="IsActive">Whether the account is in force: neither revoked nor wiped.</param>
public sealed record KnownPerson(Guid Id, string Name, string Email, Role Role, IReadOnlyList<Locode> Ports, bool IsSample, string Stamp, bool IsActive)
{
    public Actor Actor { get; } = Domain.Accounts.Actor.Person(Id, Role, [.. Ports]);

    /// <summary>How the audit log names a person.</summary>
    public static string SubjectOf(Guid person) => $"person:{person:D}";
}

/// <summary>Someone to be given an account.</summary>
/// <param name="Name">How the person is shown to others, 1 to 100 characters.</param>
/// <param name="Email">The address that they sign in with.</param>
/// <param name="Ports">At least one for a port manager, none for anyone else; each in the register.</param>
public sealed record NewPerson(string Name, string Email, Role Role, params IReadOnlyList<Locode> Ports);
