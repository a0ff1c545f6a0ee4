using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Schemes;

/// <summary>Somebody to write to about a port's scheme.</summary>
public sealed record SchemeContact(Guid Person, string Name, string Email);

/// <summary>Somebody who manages a port.</summary>
/// <param name="Email">Null for readers who may not see it.</param>
/// <param name="Part">What they are in the scheme beside a manager; null when they have no part of their own.</param>
/// <param name="Since">Since when they have the part.</param>
/// <param name="CanSignIn">False until they have set up how they sign in.</param>
public sealed record SchemePerson(Guid Id, string Name, string? Email, SchemePart? Part, DateTimeOffset? Since, bool CanSignIn);

/// <summary>Everyone who manages a port, by part and then by name.</summary>
public sealed record SchemePeople(IReadOnlyList<SchemePerson> Managers)
{
    public SchemePerson? Lead => Managers.FirstOrDefault(person => person.Part == SchemePart.Lead);

    public SchemePerson? Deputy => Managers.FirstOrDefault(person => person.Part == SchemePart.Deputy);
}
