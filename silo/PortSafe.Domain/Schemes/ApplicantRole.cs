using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Schemes;

/// <summary>In what capacity somebody applies for a port.</summary>
public sealed record ApplicantRole : ICoded<ApplicantRole>
{
    private ApplicantRole(string code, string title) => (Code, Title) = (code, title);

    public static IReadOnlyList<ApplicantRole> All { get; } =
    [
        new("port-facility-security-officer", "Port facility security officer (PFSO)"),
        new("port-security-manager", "Port security manager"),
        new("security-team-leader", "Security team leader"),
        new("registered-business", "Business registered at Companies House"),
    ];

    public string Code { get; }

    public string Title { get; }

    /// <summary>Whether it is a business, which also gives its number at Companies House.</summary>
    public bool IsBusiness => Code == "registered-business";

    public override string ToString() => Code;

    public static ApplicantRole Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<ApplicantRole>(s, "an applicant's role");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ApplicantRole result) =>
        ICoded<ApplicantRole>.Find(s, out result);
}
