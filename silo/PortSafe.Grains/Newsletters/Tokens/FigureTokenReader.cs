using System.Text.RegularExpressions;

namespace PortSafe.Grains.Newsletters.Tokens;

/// <summary>Reads one token from the place where its braces open.</summary>
internal static partial class FigureTokenReader
{
    public const string Opening = "{{";
    private const string Closing = "}}";
    private const int Longest = 300;

    private static readonly Dictionary<string, FigureKind> Kinds = new(StringComparer.Ordinal)
    {
        ["stat"] = FigureKind.Stat,
        ["chart"] = FigureKind.Chart,
        ["table"] = FigureKind.Table,
    };

    /// <summary>Reads the token at the start of the text, which begins with <see cref="Opening"/>.</summary>
    /// <param name="length">How many characters it takes up, also when it is not a proper token.</param>
    public static FigureToken Read(ReadOnlySpan<char> text, TextPosition at, out int length)
    {
        var line = text[..Math.Min(text.Length, Longest)];
        if (line.IndexOfAny('\r', '\n') is >= 0 and var end)
            line = line[..end];
        if (line.IndexOf(Closing) is not (>= 0 and var closing))
        {
            length = Opening.Length;
            return Malformed(at, $"A token opens here and is not closed on its line. End it with {Closing}, or write \\{Opening} for the braces themselves.");
        }
        length = closing + Closing.Length;
        return Read(line[..length].ToString(), at);
    }

    private static FigureToken Read(string text, TextPosition at)
    {
        var match = Form().Match(text);
        if (!match.Success)
            return Malformed(at, $"“{text}” cannot be read. A token looks like {{{{stat:reports}}}} or {{{{stat:staff-reached region=\"Wales\"}}}}.");
        var kind = match.Groups["kind"].Value;
        if (!Kinds.TryGetValue(kind, out var known))
            return Malformed(at, $"There is no token “{kind}”. There are {string.Join(", ", Kinds.Keys)}.");
        var arguments = match.Groups["name"].Captures.Zip(match.Groups["value"].Captures, (name, value) => new FigureArgument(name.Value, value.Value)).ToList();
        if (arguments.GroupBy(argument => argument.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return Malformed(at, $"“{twice.Key}” is given twice. Give it once.");
        return new FigureToken(known, match.Groups["measure"].Value, arguments, at);
    }

    private static FigureToken Malformed(TextPosition at, string problem) => new(FigureKind.Stat, "", [], at, problem);

    [GeneratedRegex(
        """^\{\{\s*(?<kind>[a-z]+):(?<measure>[a-z0-9-]+)(\s+(?<name>[a-z-]+)=("(?<value>[^"{}]*)"|(?<value>[^\s"{}]+)))*\s*\}\}\z""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Form();
}
