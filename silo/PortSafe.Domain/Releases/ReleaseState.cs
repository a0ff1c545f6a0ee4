using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Releases;

/// <summary>Where a release stands on its way to being frozen.</summary>
public sealed record ReleaseState : ICoded<ReleaseState>
{
    private ReleaseState(string code, string title) => (Code, Title) = (code, title);

    public static ReleaseState Compiled { get; } = new("compiled", "Compiled");

    public static ReleaseState Submitted { get; } = new("submitted", "Submitted for approval");

    /// <summary>Approved by a second person, immutable from then on.</summary>
    public static ReleaseState Frozen { get; } = new("frozen", "Frozen");

    public static IReadOnlyList<ReleaseState> All { get; } = [Compiled, Submitted, Frozen];

    public string Code { get; }

    public string Title { get; }

    public override string ToString() => Code;

    public static ReleaseState Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<ReleaseState>(s, "a release's state");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ReleaseState result) =>
        ICoded<ReleaseState>.Find(s, out result);
}
