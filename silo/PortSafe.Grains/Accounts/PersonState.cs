using PortSafe.Data;
using PortSafe.Data.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>How things stand with a person's account.</summary>
public enum PersonState
{
    /// <summary>They have no way to sign in yet, or none any more.</summary>
    Invited,

    Active,

    /// <summary>Too many wrong tries: for a while they cannot sign in with a password.</summary>
    Locked,

    /// <summary>Taken away; it can be given back.</summary>
    Revoked,

    /// <summary>Name and address are gone, for good.</summary>
    Wiped,
}

/// <summary>States as the database can ask for them.</summary>
internal static class PersonStates
{
    public static IQueryable<Person> In(this IQueryable<Person> people, PersonState state, PortSafeDb db, DateTimeOffset now)
    {
        var inForce = people.Where(person => person.RevokedAt == null && person.WipedAt == null);
        return state switch
        {
            PersonState.Invited => inForce.WithoutWayIn(db),
            PersonState.Active => inForce.WithWayIn(db).Where(person => person.LockoutEnd == null || person.LockoutEnd <= now),
            PersonState.Locked => inForce.WithWayIn(db).Where(person => person.LockoutEnd > now),
            PersonState.Revoked => people.Where(person => person.RevokedAt != null && person.WipedAt == null),
            _ => people.Where(person => person.WipedAt != null),
        };
    }

    public static PersonState Of(Person person, bool hasWayIn, DateTimeOffset now) => person switch
    {
        { WipedAt: not null } => PersonState.Wiped,
        { RevokedAt: not null } => PersonState.Revoked,
        _ when !hasWayIn => PersonState.Invited,
        { LockoutEnd: { } until } when until > now => PersonState.Locked,
        _ => PersonState.Active,
    };

    /// <summary>Those who have something to sign in with: a passkey, a password with an authenticator, another provider, or a sample person's links.</summary>
    public static IQueryable<Person> WithWayIn(this IQueryable<Person> people, PortSafeDb db) => people.Where(person =>
        person.IsSample || (person.PasswordHash != null && person.TwoFactorEnabled) ||
        db.UserPasskeys.Any(passkey => passkey.UserId == person.Id) || db.UserLogins.Any(login => login.UserId == person.Id));

    public static IQueryable<Person> WithoutWayIn(this IQueryable<Person> people, PortSafeDb db) => people.Where(person =>
        !person.IsSample && (person.PasswordHash == null || !person.TwoFactorEnabled) &&
        !db.UserPasskeys.Any(passkey => passkey.UserId == person.Id) && !db.UserLogins.Any(login => login.UserId == person.Id));
}
