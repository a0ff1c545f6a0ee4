using Microsoft.AspNetCore.Authorization;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// Names of authorization policies. Every page and endpoint declares one, or that anyone may have it; should one be forgotten, the
/// fallback demands somebody who is signed in, and the tests fail.
/// </summary>
public static class AccessPolicies
{
    /// <summary>Any person, whatever their role: their own account, and the end of their session.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Whoever reads any port at all: every port, or those that they manage. Which ones is asked again for each port.</summary>
    public const string Ports = "ports";

    /// <summary>Whoever records what happens at any port at all. Which ones is asked again for each port.</summary>
    public const string PortRecords = "port-records";

    /// <summary>Whoever writes newsletter issues or approves them.</summary>
    public const string IssueDrafts = "issue-drafts";

    /// <summary>The policy that demands one permission.</summary>
    public static string For(Permission permission) => $"may:{permission}";

    internal static void Configure(AuthorizationOptions options)
    {
        options.DefaultPolicy = new AuthorizationPolicyBuilder().RequireAssertion(context => context.User.FindActor() is not null).RequireAuthenticatedUser().Build();
        options.FallbackPolicy = options.DefaultPolicy;
        foreach (var permission in Enum.GetValues<Permission>())
            Add(options, For(permission), actor => actor.May(permission));
        Add(options, SignedIn, actor => actor.IsPerson);
        Add(options, Ports, actor => actor.May(Permission.ReadAnyPort) || actor.PortsInView.Count > 0);
        Add(options, PortRecords, actor => actor.May(Permission.RecordForAnyPort) || actor.PortsInView.Count > 0);
        Add(options, IssueDrafts, actor => actor.May(Permission.WriteIssues) || actor.May(Permission.ApproveIssues));
    }

    private static void Add(AuthorizationOptions options, string name, Func<Actor, bool> may) =>
        options.AddPolicy(name, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.FindActor() is { } actor && may(actor)));
}
