using PortSafe.Domain.Ports;

namespace PortSafe.Domain.Accounts;

/// <summary>Who does something: a person in a role, a program with an API key, or one of the platform's own jobs.</summary>
/// <param name="Id">Stable and impersonal: <c>person:…</c>, <c>key:…</c> or <c>job:…</c>. This, and no name, is what events and the audit log hold.</param>
/// <param name="Role">Null for a key and for a job.</param>
/// <param name="Ports">The ports that a port manager manages; empty for everyone else.</param>
public sealed record Actor(string Id, Role? Role, IReadOnlyList<Locode> Ports)
{
    /// <summary>The origin of what somebody does with the command line, on the machine itself.</summary>
    public const string CommandLine = "command-line";

    private const string PersonPrefix = "person:";
    private const string KeyPrefix = "key:";
    private const string JobPrefix = "job:";

    /// <summary>The single facilities that a port manager manages without managing their port; empty for everyone else.</summary>
    public IReadOnlyList<PortFacility> Facilities { get; init; } = [];

    /// <summary>Every port that a port manager has something to do with, in order: their own, and those of their facilities.</summary>
    public IReadOnlyList<Locode> PortsInView => Facilities.Count == 0 ? Ports : [.. Ports.Union(Facilities.Select(facility => facility.Port)).Order()];

    /// <summary>What a program's key is good for; empty for everyone else.</summary>
    public IReadOnlyList<KeyScope> Scopes { get; init; } = [];

    /// <summary>
    /// From where: the id of an origin, under which the address and browser are kept apart so that they can be wiped;
    /// <see cref="CommandLine"/>; or null for the platform itself.
    /// </summary>
    public string? Origin { get; init; }

    public static Actor Person(Guid id, Role role, params IReadOnlyList<Locode> ports) => new($"{PersonPrefix}{id:D}", role, ports);

    public static Actor Key(Guid id, IReadOnlyList<KeyScope> scopes) => new($"{KeyPrefix}{id:D}", null, []) { Scopes = scopes };

    /// <param name="name">The job's stable name in kebab case.</param>
    public static Actor Job(string name) => new($"{JobPrefix}{name}", null, []);

    public bool IsPerson => Id.StartsWith(PersonPrefix, StringComparison.Ordinal);

    /// <summary>The person's id; null for a key and for a job.</summary>
    public Guid? PersonId => IsPerson && Guid.TryParseExact(Id.AsSpan(PersonPrefix.Length), "D", out var id) ? id : null;

    /// <summary>The key's id; null for a person and for a job.</summary>
    public Guid? KeyId =>
        Id.StartsWith(KeyPrefix, StringComparison.Ordinal) && Guid.TryParseExact(Id.AsSpan(KeyPrefix.Length), "D", out var id) ? id : null;
}
