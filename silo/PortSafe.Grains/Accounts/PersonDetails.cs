using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Accounts;

/// <summary>Something that a person signs in with.</summary>
public enum WayInKind
{
    Passkey,

    Password,

    /// <summary>An app that shows codes; it goes with the password.</summary>
    Authenticator,

    RecoveryCodes,

    /// <summary>Another organisation's sign-in.</summary>
    Provider,
}

/// <summary>One thing that a person signs in with, without its secret.</summary>
/// <param name="Key">Names a passkey where it is changed: its credential's id in base64url. Empty for the other kinds.</param>
/// <param name="Name">What the person calls it, or the provider; null where there is no name.</param>
/// <param name="Left">Of recovery codes: how many are unused. Null for the other kinds.</param>
public sealed record WayIn(WayInKind Kind, string Key, string? Name = null, DateTimeOffset? AddedAt = null, DateTimeOffset? LastUsedAt = null, int? Left = null);

/// <summary>A browser in which a person is signed in, or was.</summary>
/// <param name="Address">Null when wiped.</param>
/// <param name="Browser">As it names itself; null when wiped.</param>
public sealed record PersonSession(
    Guid Id, string Method, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, DateTimeOffset? EndedAt, string? Address, string? Browser);

/// <summary>A port in a person's care, or one facility of it.</summary>
/// <param name="Name">Of the port; or of the facility and its port.</param>
/// <param name="Facility">Null for the whole port.</param>
public sealed record PersonPort(Locode Locode, string Name, FacilityNumber? Facility = null)
{
    /// <summary>The LOCODE, or the facility's number at it.</summary>
    public string Code => Facility is { } facility ? facility.At(Locode) : Locode.ToString();
}

/// <summary>Something that a person did, or that was done to their account.</summary>
/// <param name="Action">In kebab case, as in the audit log.</param>
/// <param name="Detail">Further facts; empty where there are none.</param>
/// <param name="By">Who did it: a person's name, or what a job or key is called.</param>
/// <param name="Reason">What was given as the reason; null where there was none, or when it was wiped.</param>
public sealed record PersonAct(DateTimeOffset At, string Action, string Subject, string Detail, string By, string? Reason, string? Outcome);

/// <summary>One person's account in full, without a secret.</summary>
/// <param name="Email">Empty when wiped.</param>
/// <param name="LockedUntil">Null unless too many wrong tries have locked the password.</param>
/// <param name="Sessions">The newest first: those that are open, and the last that were closed.</param>
/// <param name="History">The newest first.</param>
/// <param name="Acts">How many there are in the whole history.</param>
public sealed record PersonDetails(
    Guid Id,
    string Name,
    string Email,
    Role Role,
    PersonState State,
    IReadOnlyList<PersonPort> Ports,
    IReadOnlyList<WayIn> WaysIn,
    IReadOnlyList<PersonSession> Sessions,
    IReadOnlyList<PersonAct> History,
    int Acts)
{
    public bool IsSample { get; init; }

    public DateTimeOffset? InvitedAt { get; init; }

    public DateTimeOffset? LastSignedInAt { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public DateTimeOffset? WipedAt { get; init; }
}
