using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PortSafe.Domain.Mail;

/// <summary>
/// An address that mail can be sent to: a dot-atom of at most 64 octets before the sign, a domain name of two labels or more
/// after it, 254 octets in all (RFC 5321, section 4.5.3.1). Quoted local parts and address literals are refused. The domain is
/// kept in lower case and in its ASCII form; the local part as written, in any script.
/// </summary>
public sealed record EmailAddress : IParsable<EmailAddress>
{
    private const int LongestLocal = 64;
    private const int LongestAddress = 254;
    private const string Atom = "!#$%&'*+-/=?^_`{|}~";
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string local, string domain) => (Local, Domain) = (local, domain);

    /// <summary>What stands before the sign.</summary>
    public string Local { get; }

    /// <summary>The domain name, in ASCII and lower case.</summary>
    public string Domain { get; }

    /// <summary>True when only a server with SMTPUTF8 (RFC 6531) can take the address.</summary>
    public bool NeedsUtf8 => !Ascii.IsValid(Local);

    public override string ToString() => $"{Local}@{Domain}";

    public static EmailAddress Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<EmailAddress>(s, "an email address");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out EmailAddress result)
    {
        result = null;
        if (s is null || s.Length > LongestAddress || s.LastIndexOf('@') is not (> 0 and var at))
            return false;

        var local = s[..at];
        if (!IsDotAtom(local) || !TryDomain(s[(at + 1)..], out var domain))
            return false;

        var octets = Encoding.UTF8.GetByteCount(local);
        if (octets > LongestLocal || octets + 1 + domain.Length > LongestAddress)
            return false;
        result = new EmailAddress(local, domain);
        return true;
    }

    private static bool IsDotAtom(string local)
    {
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
            return false;
        foreach (var rune in local.EnumerateRunes())
        {
            var allowed = rune.IsAscii
                ? char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == '.' || Atom.Contains((char)rune.Value)
                : Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            if (!allowed)
                return false;
        }
        return true;
    }

    private static bool TryDomain(string text, out string domain)
    {
        domain = "";
        if (text.Length == 0 || text[^1] == '.')
            return false;
        try
        {
            domain = Idn.GetAscii(text).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false;
        }

        var labels = domain.Split('.');
        return labels.Length >= 2 && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit);
    }

    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
}
