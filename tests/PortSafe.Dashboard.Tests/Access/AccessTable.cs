using PortSafe.Domain.Accounts;

namespace PortSafe.Dashboard.Tests.Access;

/// <summary>Whom a policy lets in, as DOMAIN.md has it and not as the code has it. A policy that is not here fails the matrix.</summary>
internal static class AccessTable
{
    private static readonly Role[] Everyone = [.. Role.All];
    private static readonly Role[] Jmsc = [Role.JmscAdmin, Role.JmscAnalyst];
    private static readonly Role[] Administrators = [Role.JmscAdmin];

    public static IReadOnlyDictionary<string, Admitted> Policies { get; } = new Dictionary<string, Admitted>(StringComparer.Ordinal)
    {
        ["signed-in"] = new(Everyone),
        ["ports"] = new([.. Jmsc, Role.PortManager], "read:ports"),
        ["port-records"] = new([.. Jmsc, Role.PortManager]),
        ["issue-drafts"] = new([Role.JmscAdmin, Role.Editor, Role.Approver]),
        ["may:ReadAnyPort"] = new(Jmsc, "read:ports"),
        ["may:ReadSector"] = new(Everyone, "read:released"),
        ["may:ManageSchemes"] = new(Administrators),
        ["may:RecordForAnyPort"] = new(Jmsc),
        ["may:ImportAwareness"] = new(Jmsc, "import:awareness"),
        ["may:ImportReports"] = new(Jmsc, "import:reports"),
        ["may:ReadRawCounts"] = new(Jmsc),
        ["may:PrepareReleases"] = new(Jmsc),
        ["may:ApproveReleases"] = new(Administrators),
        ["may:WriteIssues"] = new([Role.JmscAdmin, Role.Editor]),
        ["may:ApproveIssues"] = new([Role.JmscAdmin, Role.Approver]),
        ["may:RecordBounces"] = new(Administrators, "record:bounces"),
        ["may:Administer"] = new(Administrators),
    };

    /// <summary>
    /// Handlers of a page that do more than the page itself allows: releases are prepared by JMSC and approved or withdrawn by an administrator; an issue is written by
    /// an editor and sent by an approver, and an administrator does either; a port's managers ask for colleagues, and they or an administrator name its lead.
    /// </summary>
    public static IReadOnlyDictionary<string, Role[]> Handlers { get; } = new Dictionary<string, Role[]>(StringComparer.Ordinal)
    {
        ["GET /ports/{locode}/people/ask"] = [Role.PortManager],
        ["GET /ports/{locode}/people/hand-over"] = [Role.JmscAdmin, Role.PortManager],
        ["GET /ports/{locode}/people/name"] = [Role.JmscAdmin, Role.PortManager],
        ["GET /newsletters/new"] = [Role.JmscAdmin, Role.Editor],
        ["POST /newsletters/new"] = [Role.JmscAdmin, Role.Editor],
        ["POST /newsletters/{issue}/images"] = [Role.JmscAdmin, Role.Editor],
        ["POST /newsletters/{issue}/edit Compile"] = [Role.JmscAdmin, Role.Editor],
        ["POST /newsletters/{issue}/edit Discard"] = [Role.JmscAdmin, Role.Editor],
        ["POST /newsletters/{issue}/edit Keep"] = [Role.JmscAdmin, Role.Editor],
        ["POST /newsletters/{issue}/edit Look"] = [Role.JmscAdmin, Role.Editor],
        ["POST /newsletters/{issue}/edit Mail"] = [Role.JmscAdmin, Role.Editor],
        ["POST /newsletters/{issue}/edit Preview"] = [Role.JmscAdmin, Role.Editor],
        ["POST /newsletters/{issue}/edit Reason"] = [Role.JmscAdmin, Role.Editor],
        ["POST /newsletters/{issue}/edit Save"] = [Role.JmscAdmin, Role.Editor],
        ["POST /newsletters/{issue}/recipients Again"] = [Role.JmscAdmin, Role.Editor],
        ["POST /newsletters/{issue}/review Approve"] = [Role.JmscAdmin, Role.Approver],
        ["POST /newsletters/{issue}/review Reopen"] = [Role.JmscAdmin, Role.Editor],
        ["POST /newsletters/{issue}/review Submit"] = [Role.JmscAdmin, Role.Editor],
        ["GET /newsletters/{issue}/revisions/{number}/restore"] = [Role.JmscAdmin, Role.Editor],
        ["POST /newsletters/{issue}/revisions/{number}/restore"] = [Role.JmscAdmin, Role.Editor],
        ["POST /ports/{locode}/people/ask"] = [Role.PortManager],
        ["POST /ports/{locode}/people/hand-over"] = [Role.JmscAdmin, Role.PortManager],
        ["POST /ports/{locode}/people/name"] = [Role.JmscAdmin, Role.PortManager],
        ["POST /releases/{release} Approve"] = [Role.JmscAdmin],
        ["POST /releases/{release} Audit"] = Jmsc,
        ["POST /releases/{release} Compile"] = Jmsc,
        ["POST /releases/{release} Freeze"] = Jmsc,
        ["POST /releases/{release} Keep"] = Jmsc,
        ["POST /releases/{release} Submit"] = Jmsc,
        ["POST /releases/{release} Withdraw"] = [Role.JmscAdmin],
    };
}

/// <param name="Scopes">The scopes of keys that are let in.</param>
internal sealed record Admitted(IReadOnlyList<Role> Roles, params IReadOnlyList<string> Scopes);
