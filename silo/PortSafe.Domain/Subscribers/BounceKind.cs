using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Subscribers;

/// <summary>How a newsletter came back.</summary>
public sealed record BounceKind : ICoded<BounceKind>
{
    private BounceKind(string code, string title) => (Code, Title) = (code, title);

    /// <summary>It will never arrive: status 5.x.x of RFC 3463.</summary>
    public static BounceKind Hard { get; } = new("hard", "Refused for good");

    /// <summary>It did not arrive this time: status 4.x.x, or none.</summary>
    public static BounceKind Soft { get; } = new("soft", "Refused for now");

    /// <summary>Its reader marked it as unwanted.</summary>
    public static BounceKind Complaint { get; } = new("complaint", "Complaint");

    public static IReadOnlyList<BounceKind> All { get; } = [Hard, Soft, Complaint];

    public string Code { get; }

    public string Title { get; }

    public override string ToString() => Code;

    public static BounceKind Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<BounceKind>(s, "a kind of bounce such as hard");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out BounceKind result) =>
        ICoded<BounceKind>.Find(s, out result);
}
