using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Schemes;

/// <summary>
/// Where an application stands: <c>draft → submitted ⇄ more-asked</c>, and from either of the last two to <c>approved</c>, <c>rejected</c>
/// or <c>withdrawn</c>, which are ends.
/// </summary>
public sealed record ApplicationState : ICoded<ApplicationState>
{
    private ApplicationState(string code, string title) => (Code, Title) = (code, title);

    /// <summary>The applicant is still writing it; nobody else sees it.</summary>
    public static ApplicationState Draft { get; } = new("draft", "Not sent yet");

    /// <summary>JMSC decides next.</summary>
    public static ApplicationState Submitted { get; } = new("submitted", "Waiting for JMSC");

    /// <summary>The applicant answers next.</summary>
    public static ApplicationState MoreAsked { get; } = new("more-asked", "Waiting for the applicant");

    public static ApplicationState Approved { get; } = new("approved", "Approved");

    public static ApplicationState Rejected { get; } = new("rejected", "Not accepted");

    /// <summary>By the applicant.</summary>
    public static ApplicationState Withdrawn { get; } = new("withdrawn", "Withdrawn");

    public static IReadOnlyList<ApplicationState> All { get; } = [Draft, Submitted, MoreAsked, Approved, Rejected, Withdrawn];

    public string Code { get; }

    public string Title { get; }

    /// <summary>Whether it was sent and nobody has ended it.</summary>
    public bool IsWaiting => this == Submitted || this == MoreAsked;

    /// <summary>Whether nothing more can happen to it.</summary>
    public bool IsEnd => this == Approved || this == Rejected || this == Withdrawn;

    public override string ToString() => Code;

    public static ApplicationState Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<ApplicationState>(s, "an application's state");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ApplicationState result) =>
        ICoded<ApplicationState>.Find(s, out result);
}
