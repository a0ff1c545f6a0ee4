namespace PortSafe.Grains.Newsletters.Tokens;

/// <summary>A place in an issue's Markdown.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 units.</param>
public readonly record struct TextPosition(int Line, int Column);

/// <summary>What a token puts in its place.</summary>
public enum FigureKind
{
    /// <summary>One figure in a sentence.</summary>
    Stat,

    /// <summary>A chart, with its table.</summary>
    Chart,

    /// <summary>A table.</summary>
    Table,
}

/// <summary>One <c>name=value</c> of a token.</summary>
public sealed record FigureArgument(string Name, string Value);

/// <summary>A token such as <c>{{stat:staff-reached region="Wales"}}</c>, as it was written.</summary>
/// <param name="Name">The measure, chart or table; empty when <paramref name="Problem"/> is set.</param>
/// <param name="Problem">Why it cannot be read as a token, in a sentence; null when it can.</param>
public sealed record FigureToken(FigureKind Kind, string Name, IReadOnlyList<FigureArgument> Arguments, TextPosition At, string? Problem = null);
