using System.Diagnostics.CodeAnalysis;
using PortSafe.Domain;

namespace PortSafe.Grains.Accounts;

/// <summary>How somebody proved who they are.</summary>
public sealed record SignInMethod : ICoded<SignInMethod>
{
    private SignInMethod(string code, string title) => (Code, Title) = (code, title);

    public static SignInMethod Passkey { get; } = new("passkey", "Passkey");

    /// <summary>A password, and a code from an authenticator app.</summary>
    public static SignInMethod Password { get; } = new("password", "Password and code");

    /// <summary>A password, and one of the recovery codes.</summary>
    public static SignInMethod RecoveryCode { get; } = new("recovery-code", "Password and recovery code");

    /// <summary>The organisation's own identity provider.</summary>
    public static SignInMethod Organisation { get; } = new("organisation", "Organisation account");

    /// <summary>A link for a sample person; in Development alone.</summary>
    public static SignInMethod SampleLink { get; } = new("sample-link", "Sample link");

    public static IReadOnlyList<SignInMethod> All { get; } = [Passkey, Password, RecoveryCode, Organisation, SampleLink];

    public string Code { get; }

    public string Title { get; }

    public override string ToString() => Code;

    public static SignInMethod Parse(string s, IFormatProvider? provider = null) => TryParse(s, provider, out var method) ? method : throw new FormatException("This is no way of signing in.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out SignInMethod result) =>
        ICoded<SignInMethod>.Find(s, out result);
}
