using System.Text;
using System.Text.RegularExpressions;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>
/// All that two servers may say differently, each with the reason. Whatever else differs is a leak. Every rule keeps the length of
/// what it takes out.
/// </summary>
internal static partial class Allowed
{
    /// <summary>Of heads.</summary>
    private static readonly Rule[] Heads =
    [
        new("The web server dates answers by the machine's own clock, and has no setting for it.", Dated()),
        new("A cookie is encrypted, with a random vector, and what it holds is a random token.", CookieValue()),
    ];

    /// <summary>Of bodies and mail.</summary>
    private static readonly Rule[] Bodies =
    [
        new("A form's token is encrypted, with a random vector.", FormToken()),
    ];

    /// <summary>Of log entries.</summary>
    private static readonly Rule[] Logs =
    [
        new("How long something took.", Duration()),
        new("Each server has a folder of its own.", Folder()),
        new("The web server numbers connections and requests at random.", RequestId()),
    ];

    public static string Head(IReadOnlyList<string> head) => Apply(Heads, string.Join('\n', head));

    public static string Body(byte[] body) => Apply(Bodies, Encoding.Latin1.GetString(body));

    public static string Log(IReadOnlyList<string> lines) => Apply(Logs, string.Join('\n', lines));

    private static string Apply(Rule[] rules, string text) =>
        rules.Aggregate(text, (left, rule) => rule.Pattern.Replace(left, match => new string('*', match.Length)));

    /// <param name="Why">The reason.</param>
    /// <param name="Pattern">What is taken out; what comes before it is looked at and left.</param>
    private sealed record Rule(string Why, Regex Pattern);

    [GeneratedRegex(@"(?<=^Date: )\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Dated();

    [GeneratedRegex("(?<=^Set-Cookie: [^=]+=)CfDJ8[A-Za-z0-9_-]+(?=;)", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CookieValue();

    [GeneratedRegex("(?<=name=\"__RequestVerificationToken\" type=\"hidden\" value=\")CfDJ8[A-Za-z0-9_-]+(?=\")", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FormToken();

    [GeneratedRegex(@"(?<=[( =])[0-9.,]+(?= ?ms\b)|(?<=elapsed=)[0-9.,]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Duration();

    [GeneratedRegex(@"(?<=SpanId:|TraceId:|ConnectionId:|RequestId:)[0-9A-Za-z:]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RequestId();

    [GeneratedRegex("(?<=portsafe-test-)[A-Za-z0-9]{6}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Folder();
}
