using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Releases;

/// <summary>Where a release stands: on its way to being frozen, or past it.</summary>
public sealed record ReleaseState : ICoded<ReleaseState>
{
    private ReleaseState(string code, string title) => (Code, Title) = (code, title);

    public static ReleaseState Compiled { get; } = new("compiled", "Compiled");

    /// <summary>An attack on it failed: nothing that it would publish gives anything away.</summary>
    public static ReleaseState Audited { get; } = new("audited", "Audited");

    public static ReleaseState Submitted { get; } = new("submitted", "Submitted for approval");

    /// <summary>By a second person, who saw the hash.</summary>
    public static ReleaseState Approved { get; } = new("approved", "Approved");

    /// <summary>Immutable from then on, and published.</summary>
    public static ReleaseState Frozen { get; } = new("frozen", "Frozen");

    /// <summary>Given up before it was frozen. It may be compiled again.</summary>
    public static ReleaseState Abandoned { get; } = new("abandoned", "Abandoned");

    /// <summary>Taken back after it was frozen, by two people. A notice stands in its place for ever.</summary>
    public static ReleaseState Withdrawn { get; } = new("withdrawn", "Withdrawn");

    /// <summary>In the order in which a release goes through them.</summary>
    public static IReadOnlyList<ReleaseState> All { get; } = [Compiled, Audited, Submitted, Approved, Frozen, Abandoned, Withdrawn];

    public string Code { get; }

    public string Title { get; }

    /// <summary>Whether readers were shown it: then its cells count in every later audit, because readers remember.</summary>
    public bool WasPublished => this == Frozen || this == Withdrawn;

    public override string ToString() => Code;

    public static ReleaseState Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<ReleaseState>(s, "a release's state");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ReleaseState result) =>
        ICoded<ReleaseState>.Find(s, out result);
}
