using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using PortSafe.Data.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>Stands in for the person whom an address does not have, with a real hash of a password that nobody knows.</summary>
public sealed class DecoyPerson
{
    private readonly IPasswordHasher<Person> _hasher;
    private readonly Person _person = new() { Name = "", Role = "" };
    private readonly string _hash;

    public DecoyPerson(IPasswordHasher<Person> hasher)
    {
        _hasher = hasher;
        _hash = hasher.HashPassword(_person, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
    }

    /// <summary>The id that no row has.</summary>
    public Guid Id { get; } = Guid.Empty;

    /// <summary>Derives a key, whoever it is, and compares it with the one that is kept.</summary>
    /// <param name="person">Null for an address that nobody has.</param>
    public bool Verify(Person? person, string password)
    {
        var hash = person?.PasswordHash;
        var matches = _hasher.VerifyHashedPassword(person ?? _person, hash ?? _hash, password) != PasswordVerificationResult.Failed;
        return matches && hash is not null && password.Length > 0;
    }
}
