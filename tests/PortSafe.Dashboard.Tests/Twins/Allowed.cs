using System.Text;
using System.Text.RegularExpressions;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>
/// All that two servers may say differently, each with the reason. Whatever else differs is a leak. Of answers
/// every rule keeps the length.
/// </summary>
internal static partial class Allowed
{
    /// <summary>Of heads.</summary>
    private static readonly Rule[] Heads =
    [
        new("The web server dates answers by the machine's own clock, and has no setting for it.", Dated()),
        new("A cookie is encrypted, with a random vector, and holds a random token, which compresses as it happens to.", CookieValue(), "#"),
    ];

    /// <summary>Of bodies and mail.</summary>
    private static readonly Rule[] Bodies =
    [
        new("A form's token is encrypted, with a random vector.", FormToken()),
        new("A passkey signs a challenge that nobody can have seen before.", Challenge()),
        new("What is recorded has a random number after the time of its recording, from which nothing follows.", Number()),
        new("Recovery codes are random secrets, made when they are asked for.", RecoveryCode()),
    ];

    /// <summary>Of mail, beside what holds for bodies.</summary>
    private static readonly Rule[] Letters =
    [
        new("A link that works once is a random secret.", OneUseLink()),
        new("The boundary between parts is made of their text, with the secret in it.", Boundary()),
    ];

    /// <summary>Of log entries.</summary>
    private static readonly Rule[] Logs =
    [
        new("How long something took.", Duration(), "#"),
        new("Each server has a folder of its own.", Folder()),
        new("Node is a process of its own, which listens on a port of its own, and for which some thread waits.", Node(), "#"),
    ];

    public static string Head(IReadOnlyList<string> head) => Apply(Heads, string.Join('\n', head));

    public static string Body(byte[] body) => Apply(Bodies, Encoding.Latin1.GetString(body));

    public static string Mail(string message) => Apply([.. Bodies, .. Letters], message);

    /// <summary>How many connections and contexts a pool makes depends on which of those that send mail together meet there; what they ask is in other entries.</summary>
    public static IReadOnlyList<string> Log(IReadOnlyList<string> lines) =>
        [.. lines.Where(line => !Pooled().IsMatch(line)).Select(line => Apply(Logs, line))];

    private static string Apply(Rule[] rules, string text) =>
        rules.Aggregate(text, (left, rule) => rule.Pattern.Replace(left, match => rule.Stand ?? new string('*', match.Length)));

    /// <param name="Why">The reason.</param>
    /// <param name="Pattern">What is taken out.</param>
    /// <param name="Stand">What stands for it; as many asterisks as it is long when null.</param>
    private sealed record Rule(string Why, Regex Pattern, string? Stand = null);

    [GeneratedRegex(@"(?<=^Date: )\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Dated();

    [GeneratedRegex("(?<=^Set-Cookie: [^=]+=)CfDJ8[A-Za-z0-9_-]+(?=;)", RegexOptions.Multiline | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex CookieValue();

    [GeneratedRegex("(?<=name=\"__RequestVerificationToken\" type=\"hidden\" value=\")CfDJ8[A-Za-z0-9_-]+(?=\")", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex FormToken();

    [GeneratedRegex("(?<=\"challenge\":\")[A-Za-z0-9_-]{43}(?=\")", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Challenge();

    [GeneratedRegex("(?<=<li>|name=\"codes\" value=\")[0-9A-Z]{5}-[0-9A-Z]{5}(?=<|\")", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex RecoveryCode();

    [GeneratedRegex("(?<=/recover/)(?:(?:=\\r\\n)?[A-Za-z0-9_-]){43}", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex OneUseLink();

    [GeneratedRegex("(?<==_-)[0-9a-f]{24}(?=-Part_)", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Boundary();

    [GeneratedRegex("(?<=01a1bfc0-?1900-?)7[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Number();

    [GeneratedRegex(@"^Microsoft\.EntityFrameworkCore\.(?:Infrastructure Debug 10403|Database\.Connection Debug 2000[56]) ", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Pooled();

    [GeneratedRegex(@"(?<=[( =])[0-9.,]+(?= ?ms\b)|(?<=elapsed=)[0-9.,]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 30_000)]
    private static partial Regex Duration();

    [GeneratedRegex(@"(?<=thread ID: |NodeJS process: |Endpoint: http://127\.0\.0\.1:)\d+", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Node();

    [GeneratedRegex("(?<=portsafe-test-)[A-Za-z0-9]{6}", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Folder();
}
