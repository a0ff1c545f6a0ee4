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
    /// <summary>The single facilities that a port manager manages, in order; empty for everyone else.</summary>
    public IReadOnlyList<PortFacility> Facilities { get; init; } = [];

    public Actor Actor => Actor.Person(Id, Role, [.. Ports]) with { Facilities = Facilities };

    /// <summary>How the audit log names a person.</summary>
    public static string SubjectOf(Guid person) => $"person:{person:D}";
}

/// <summary>Someone to be given an account.</summary>
/// <param name="Name">How the person is shown to others, 1 to 100 characters.</param>
/// <param name="Email">The address that they sign in with.</param>
/// <param name="Ports">For a port manager, each in the register; none for anyone else.</param>
public sealed record NewPerson(string Name, string Email, Role Role, params IReadOnlyList<Locode> Ports)
{
    /// <summary>Single facilities, for a port manager who does not manage their port. A port manager has at least one port or facility.</summary>
    public IReadOnlyList<PortFacility> Facilities { get; init; } = [];
}
