using System.CommandLine;
using System.CommandLine.Parsing;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;

namespace PortSafe.Silo.CommandLine;

/// <summary>Arguments and options of the domain's own types, read strictly.</summary>
internal static class DomainArguments
{
    public static Argument<Quarter> Quarter() => new("QUARTER")
    {
        Description = "A quarter such as 2026Q3.",
        CustomParser = result => One<Quarter>(result, "a quarter. Write it like 2026Q3."),
    };

    public static Argument<IssueKey> Issue() => new("ISSUE")
    {
        Description = "A quarter such as 2026Q3, or an issue outside the quarters such as alerts-2026-1.",
        CustomParser = result => One<IssueKey>(result, "an issue. Write it like 2026Q3 or alerts-2026-1."),
    };

    public static Argument<ReleaseId> Release() => new("RELEASE")
    {
        Description = "A quarter such as 2026Q3, or the revision of a year such as 2025-revised.",
        CustomParser = result => One<ReleaseId>(result, "a release. Write it like 2026Q3 or 2025-revised."),
    };

    public static Option<WithdrawalReason?> WithdrawalReason() => new("--reason")
    {
        Description = $"What everybody is told: one of {string.Join(", ", Domain.Releases.WithdrawalReason.All)}.",
        HelpName = "REASON",
        CustomParser = result => One<WithdrawalReason>(result, $"a reason. Choose {string.Join(", ", Domain.Releases.WithdrawalReason.All)}."),
    };

    public static Option<Role> Role() => new("--role")
    {
        Description = $"One of {string.Join(", ", Domain.Accounts.Role.All)}.",
        HelpName = "ROLE",
        Required = true,
        CustomParser = result => One<Role>(result, $"a role. Choose {string.Join(", ", Domain.Accounts.Role.All)}.")!,
    };

    public static Option<Locode[]> Locodes(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "LOCODE",
        CustomParser = result => [.. result.Tokens.Select(token => Read<Locode>(result, token, "a port's code. Write it like GBDVR."))],
    };

    public static Option<PortFacility[]> Facilities(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "NUMBER",
        CustomParser = result => [.. result.Tokens.Select(token => Read<PortFacility>(result, token, "a port facility's number. Write it like GBFXT-0001."))],
    };

    public static Option<KeyScope[]> Scopes() => new("--scope")
    {
        Description = $"What the key may do; give it once for each. One of {string.Join(", ", KeyScope.All)}.",
        HelpName = "SCOPE",
        Required = true,
        CustomParser = result => [.. result.Tokens.Select(token => Read<KeyScope>(result, token, $"a scope. Choose {string.Join(", ", KeyScope.All)}.")).OfType<KeyScope>()],
    };

    private static T? One<T>(ArgumentResult result, string expected) where T : IParsable<T> => Read<T>(result, result.Tokens[0], expected);

    private static T? Read<T>(ArgumentResult result, Token token, string expected) where T : IParsable<T>
    {
        if (T.TryParse(token.Value, null, out var value))
            return value;
        result.AddError($"“{token.Value}” is not {expected}");
        return default;
    }
}
