using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Accounts;

/// <summary>What a person is to the scheme. Each person has one.</summary>
public sealed record Role : ICoded<Role>
{
    private Role(string code, string title) => (Code, Title) = (code, title);

    public static Role JmscAdmin { get; } = new("jmsc-admin", "JMSC administrator");

    public static Role JmscAnalyst { get; } = new("jmsc-analyst", "JMSC analyst");

    public static Role Editor { get; } = new("editor", "Editor");

    public static Role Approver { get; } = new("approver", "Approver");

    public static Role Analyst { get; } = new("analyst", "Analyst");

    /// <summary>Of named ports, which are held with the person.</summary>
    public static Role PortManager { get; } = new("port-manager", "Port manager");

    public static IReadOnlyList<Role> All { get; } = [JmscAdmin, JmscAnalyst, Editor, Approver, Analyst, PortManager];

    public string Code { get; }

    public string Title { get; }

    /// <summary>Police in the Joint Maritime Security Centre: the only ones who ever see an exact report count.</summary>
    public bool IsJmsc => this == JmscAdmin || this == JmscAnalyst;

    public override string ToString() => Code;

    public static Role Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<Role>(s, "a role such as jmsc-admin");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Role result) =>
        ICoded<Role>.Find(s, out result);
}
