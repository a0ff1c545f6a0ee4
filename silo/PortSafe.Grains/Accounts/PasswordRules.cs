using System.Text;
using PortSafe.Domain;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// What a new password must be, after NIST SP 800-63B: long, and not among the first that anyone would try. Any character will do,
/// and none has to be there.
/// </summary>
public static class PasswordRules
{
    /// <summary>In code points.</summary>
    public const int MinLength = 12;

    /// <summary>In code points.</summary>
    public const int MaxLength = 128;

    private const string Service = "portsafe";
    private const int LeastOwnPart = 4;

    /// <summary>A password as it is hashed: as it was typed. Null for what is too long to be one, or is no text.</summary>
    public static string? Hashable(string? typed) =>
        typed is { Length: > 0 and <= MaxLength * 2 } && typed.EnumerateRunes().Count() <= MaxLength && !HoldsHalfOfAPair(typed) ? typed : null;

    /// <summary>Why a person cannot have this password; null when they can.</summary>
    public static Error? FaultOf(string? typed, KnownPerson person)
    {
        var length = typed?.EnumerateRunes().Count() ?? 0;
        if (length < MinLength)
            return Fault(length == 0 ? "Enter a password." : $"Your password must have {MinLength} characters or more. Three or four random words are easy to remember.");
        if (length > MaxLength)
            return Fault($"Your password must have {MaxLength} characters or fewer.");
        if (Hashable(typed) is not { } password)
            return Fault("Your password holds something that is not a character. Type another one.");
        var folded = password.ToLowerInvariant();
        if (OwnWords(person).Append(Service).Any(word => folded.Contains(word, StringComparison.Ordinal)))
            return Fault("Your password must not hold your name, your email address or the word PortSafe.");
        return IsRun(folded) || CommonPasswords.Covers(folded)
            ? Fault("This password is one of the first that others would try. Choose one that is harder to guess, such as three or four random words.")
            : null;
    }

    private static bool HoldsHalfOfAPair(string text) => text.EnumerateRunes().Contains(Rune.ReplacementChar) && !text.Contains('\uFFFD', StringComparison.Ordinal);

    /// <summary>The parts of somebody's name and address that are long enough to matter.</summary>
    private static IEnumerable<string> OwnWords(KnownPerson person) =>
        person.Name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Concat(person.Email.Split('@', '.', '-', '_', '+'))
            .Select(word => word.ToLowerInvariant())
            .Where(word => word.Length >= LeastOwnPart);

    /// <summary>Whether each character is the one before it, or follows it, or precedes it, all the way; or a short piece is repeated.</summary>
    private static bool IsRun(string text)
    {
        var steps = text.Zip(text.Skip(1), (left, right) => right - left).Distinct().ToList();
        return (steps is [>= -1 and <= 1]) ||
            Enumerable.Range(1, LeastOwnPart).Any(size => text.Select((character, index) => character == text[index % size]).All(same => same));
    }

    private static Error Fault(string message) => Error.Invalid("password-weak", message, "password");
}
