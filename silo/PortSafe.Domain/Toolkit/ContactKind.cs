using System.Diagnostics.CodeAnalysis;
using PortSafe.Domain.Mail;

namespace PortSafe.Domain.Toolkit;

/// <summary>How people are told to reach somebody.</summary>
public sealed record ContactKind : ICoded<ContactKind>
{
    private const int LongestAddress = 500;

    private ContactKind(string code, string title) => (Code, Title) = (code, title);

    public static ContactKind Telephone { get; } = new("telephone", "Telephone number");

    public static ContactKind Web { get; } = new("web", "Web page");

    public static ContactKind Email { get; } = new("email", "Email address");

    public static IReadOnlyList<ContactKind> All { get; } = [Telephone, Web, Email];

    public string Code { get; }

    public string Title { get; }

    /// <summary>The one spelling of a value, by which two are known to be the same.</summary>
    /// <returns>The value; or <c>contact-value</c>, which says what one looks like.</returns>
    public Result<string> Read(string value)
    {
        var text = value.Trim();
        if (this == Telephone)
            return TelephoneNumbers.Normalise(text) is { } number ? number : Fault("Enter a telephone number, such as 0800 141 2927.");
        if (this == Email)
            return EmailAddress.TryParse(text, null, out var address) ? address.ToString() : Fault("Enter an email address, such as desk@example.police.uk.");
        return text.Length <= LongestAddress && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0 && !text.Any(char.IsWhiteSpace)
            ? uri.AbsoluteUri
            : Fault("Enter the address of a page, beginning with https://.");
    }

    /// <summary>A value as people read it.</summary>
    /// <param name="value">As <see cref="Read"/> has it.</param>
    public string Shown(string value) => this == Telephone ? TelephoneNumbers.Shown(value) : value;

    public override string ToString() => Code;

    public static ContactKind Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<ContactKind>(s, "a kind of contact such as telephone");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ContactKind result) =>
        ICoded<ContactKind>.Find(s, out result);

    private static Error Fault(string message) => Error.Invalid("contact-value", message, "value");
}
