using System.Buffers.Text;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>A program's key, as those who administer keys see it.</summary>
/// <param name="Hint">Its last four characters.</param>
/// <param name="CreatedBy">The id of the actor who made it.</param>
/// <param name="LastUsedAt">To the minute; null when it was never used.</param>
public sealed record ApiKey(
    Guid Id,
    string Name,
    string Hint,
    IReadOnlyList<KeyScope> Scopes,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt,
    ApiKeyState State)
{
    /// <summary>What events and the audit log call it.</summary>
    public string ActorId => Actor.Key(Id, Scopes).Id;
}

/// <summary>Whether a key opens anything.</summary>
public enum ApiKeyState
{
    Active,

    /// <summary>Whoever made it is no longer an administrator; it would work again if they became one before it expires.</summary>
    Stopped,

    Expired,

    Revoked,
}

/// <summary>A key to be made.</summary>
/// <param name="Name">What it is for, 1 to 60 characters.</param>
/// <param name="Scopes">One or more, each once.</param>
/// <param name="Days">How long it works, 1 to 365.</param>
public sealed record NewApiKey(string Name, IReadOnlyList<KeyScope> Scopes, int Days = NewApiKey.DefaultDays)
{
    public const int MaxNameLength = 60;
    public const int DefaultDays = 90;
    public const int MaxDays = 365;

    /// <summary>Every rule that it breaks; empty when it can be made. <see cref="Error.Field"/> names the member.</summary>
    public IEnumerable<Error> Errors()
    {
        if (Name.Trim() is not { Length: >= 1 and <= MaxNameLength } name || name.Any(char.IsControl))
            yield return Error.Invalid("name-invalid", $"Enter a name of 1 to {MaxNameLength} characters.", "name");
        if (Scopes.Count == 0 || Scopes.Distinct().Count() != Scopes.Count)
            yield return Error.Invalid("scopes-missing", "Choose one or more things that the key may do.", "scopes");
        if (Days is < 1 or > MaxDays)
            yield return Error.Invalid("days-out-of-bounds", $"Enter a number of days from 1 to {MaxDays}.", "days");
    }
}

/// <summary>A key just made.</summary>
/// <param name="Text">The key itself. It is not kept, so this is the only time that anyone sees it.</param>
public sealed record MadeApiKey(ApiKey Key, string Text);

/// <summary>How a key is written: <c>ps_</c>, by which scanners find a key that was published by mistake, and 256 random bits in base64url.</summary>
internal static class ApiKeyText
{
    public const int HintLength = 4;

    private const string Prefix = "ps_";

    private static readonly int Length = Prefix.Length + SecretToken.Length;

    public static string New() => Prefix + SecretToken.New();

    /// <summary>Whether a text can be a key at all; what cannot is not looked up.</summary>
    public static bool CanBe(string text) =>
        text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) && Base64Url.IsValid(text.AsSpan(Prefix.Length));
}
