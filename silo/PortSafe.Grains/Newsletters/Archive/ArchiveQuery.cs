using PortSafe.Domain;

namespace PortSafe.Grains.Newsletters.Archive;

/// <summary>Words that stand one after the other; most often one word.</summary>
/// <param name="IsPrefix">Whether the last word may go on, as that of somebody who is still typing does.</param>
internal sealed record SearchTerm(IReadOnlyList<string> Words, bool IsPrefix);

/// <summary>What is looked for in the archive: every word, in any order, and what stands in quotes word after word.</summary>
public sealed class ArchiveQuery
{
    /// <summary>In UTF-16 units.</summary>
    public const int MaxLength = 100;

    public const int MaxWords = 10;

    /// <summary>A shorter beginning would find nearly everything.</summary>
    private const int ShortestPrefix = 2;

    private ArchiveQuery(string text, IReadOnlyList<SearchTerm> terms) => (Text, Terms) = (text, terms);

    /// <summary>As it was typed, without space around it.</summary>
    public string Text { get; }

    internal IReadOnlyList<SearchTerm> Terms { get; }

    /// <returns>The query; or <c>search-empty</c>, <c>search-too-long</c> or <c>search-too-many</c>, which say what to type instead.</returns>
    public static Result<ArchiveQuery> Parse(string text)
    {
        var typed = text.Trim();
        if (typed.Length > MaxLength)
            return Error.Invalid("search-too-long", $"Search for {MaxLength} characters or fewer.", "q");
        var terms = TermsOf(typed.Replace('“', '"').Replace('”', '"')).ToList();
        return terms.Sum(term => term.Words.Count) switch
        {
            0 => Error.Invalid("search-empty", "Enter a word or a number to search for.", "q"),
            > MaxWords => Error.Invalid("search-too-many", $"Search for {MaxWords} words or fewer.", "q"),
            _ => new ArchiveQuery(typed, terms),
        };
    }

    private static IEnumerable<SearchTerm> TermsOf(string text)
    {
        var parts = text.Split('"');
        for (var index = 0; index < parts.Length; index++)
        {
            var isQuoted = index % 2 == 1;
            // What is joined without a space, such as e-learning, stands together in the text too.
            var pieces = isQuoted ? [parts[index]] : parts[index].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            for (var piece = 0; piece < pieces.Length; piece++)
            {
                if (Archive.Words.In(pieces[piece]).Select(word => word.Folded).ToList() is not { Count: > 0 } words)
                    continue;
                var isLast = !isQuoted && index == parts.Length - 1 && piece == pieces.Length - 1;
                yield return new SearchTerm(words, isLast && words[^1].Length >= ShortestPrefix);
            }
        }
    }
}
