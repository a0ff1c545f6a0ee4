using System.Text.RegularExpressions;

namespace PortSafe.Grains.Mail.Smtp;

/// <summary>One answer of a server, of one line or several (RFC 5321, section 4.2).</summary>
/// <param name="Code">Three digits, 200 to 599.</param>
/// <param name="Lines">The text of each line after its code, one at least.</param>
public sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 300;

    public bool IsTransient => Code is >= 400 and < 500;

    public bool IsPermanent => Code >= 500;

    /// <summary>The code and, where given, the enhanced status code of RFC 3463: <c>550 5.1.1</c>. Holds nobody's address.</summary>
    public string Summary => Enhanced().Match(Lines[0]) is { Success: true } enhanced ? $"{Code} {enhanced.Value}" : $"{Code}";

    public bool Equals(SmtpReply? other) => other is not null && Code == other.Code && Lines.SequenceEqual(other.Lines);

    public override int GetHashCode() => HashCode.Combine(Code, Lines.Count);

    public override string ToString() => Summary;

    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}(?= |$)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Enhanced();
}
