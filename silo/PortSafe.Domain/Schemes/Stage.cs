using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Schemes;

/// <summary>How far a scheme has come. Always computed from dated facts, never stored as a flag of its own.</summary>
public sealed record Stage : ICoded<Stage>
{
    private Stage(string code, string title) => (Code, Title) = (code, title);

    public static Stage Applied { get; } = new("applied", "Applied");

    public static Stage Registered { get; } = new("registered", "Registered");

    public static Stage PackIssued { get; } = new("pack-issued", "Pack issued");

    public static Stage Launched { get; } = new("launched", "Launched");

    public static Stage Active { get; } = new("active", "Active");

    public static Stage ReviewDue { get; } = new("review-due", "Review due");

    public static Stage Dormant { get; } = new("dormant", "Dormant");

    public static Stage Rejected { get; } = new("rejected", "Not accepted");

    public static Stage Withdrawn { get; } = new("withdrawn", "Withdrawn");

    public static Stage Suspended { get; } = new("suspended", "Suspended");

    public static Stage Closed { get; } = new("closed", "Closed");

    public static IReadOnlyList<Stage> All { get; } =
        [Applied, Registered, PackIssued, Launched, Active, ReviewDue, Dormant, Rejected, Withdrawn, Suspended, Closed];

    public string Code { get; }

    public string Title { get; }

    /// <summary>Whether the port takes part: approved, and neither closed, withdrawn nor suspended.</summary>
    public bool IsMember => this == Registered || this == PackIssued || this == Launched || this == Active || this == ReviewDue || this == Dormant;

    /// <summary>The codes of the stages at which a port takes part, as databases are asked.</summary>
    public static IReadOnlyList<string> MemberCodes { get; } = [.. All.Where(stage => stage.IsMember).Select(stage => stage.Code)];

    public override string ToString() => Code;

    public static Stage Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<Stage>(s, "a stage such as pack-issued");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Stage result) =>
        ICoded<Stage>.Find(s, out result);
}
