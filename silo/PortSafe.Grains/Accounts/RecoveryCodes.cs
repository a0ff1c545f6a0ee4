namespace PortSafe.Grains.Accounts;

/// <summary>The form of recovery codes: two groups of five letters and digits.</summary>
public static class RecoveryCodes
{
    /// <summary>How many somebody is given at a time.</summary>
    public const int Count = 10;

    private const int GroupLength = 5;

    /// <summary>A code as it was given out, however it was typed; null for something else.</summary>
    public static string? Plain(string? typed)
    {
        if (typed is not { Length: <= 40 })
            return null;
        var letters = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return letters.Length == 2 * GroupLength ? $"{letters[..GroupLength]}-{letters[GroupLength..]}" : null;
    }
}
