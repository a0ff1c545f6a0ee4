using PortSafe.Domain.Ports;

namespace PortSafe.Domain.Accounts;

/// <summary>Who does something: a person in a role, or one of the platform's own jobs, which has none.</summary>
/// <param name="Id">Stable and impersonal: <c>person:…</c> or <c>job:…</c>. This, and no name, is what events and the audit log hold.</param>
/// <param name="Role">Null for a job.</param>
/// <param name="Ports">The ports that a port manager manages; empty for everyone else.</param>
public sealed record Actor(string Id, Role? Role, IReadOnlyList<Locode> Ports)
{
    private const string PersonPrefix = "person:";
    private const string JobPrefix = "job:";

    public static Actor Person(Guid id, Role role, params IReadOnlyList<Locode> ports) => new($"{PersonPrefix}{id:D}", role, ports);

    /// <param name="name">The job's stable name in kebab case.</param>
    public static Actor Job(string name) => new($"{JobPrefix}{name}", null, []);

    public bool IsPerson => Id.StartsWith(PersonPrefix, StringComparison.Ordinal);

    /// <summary>The person's id; null for a job.</summary>
    public Guid? PersonId => IsPerson && Guid.TryParseExact(Id.AsSpan(PersonPrefix.Length), "D", out var id) ? id : null;
}
