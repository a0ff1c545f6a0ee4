using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain;

/// <summary>Parsing that is strict and total: one accepted spelling a value, and no exception for any text.</summary>
internal static class Parsing
{
    /// <exception cref="FormatException">The text is not the value's one spelling.</exception>
    public static T OrThrow<T>(string text, string expected) where T : IParsable<T> =>
        T.TryParse(text, null, out var value) ? value : throw new FormatException($"“{Shorten(text)}” is not {expected}.");

    private static string Shorten(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");
}

/// <summary>A value of a closed list, known by a stable code in kebab case.</summary>
public interface ICoded<TSelf> : IParsable<TSelf> where TSelf : class, ICoded<TSelf>
{
    /// <summary>The stable name used in files, events and addresses.</summary>
    string Code { get; }

    /// <summary>Every value, in the order in which people see them.</summary>
    static abstract IReadOnlyList<TSelf> All { get; }

    static bool Find([NotNullWhen(true)] string? code, [MaybeNullWhen(false)] out TSelf value)
    {
        value = TSelf.All.FirstOrDefault(item => item.Code == code);
        return value is not null;
    }
}
