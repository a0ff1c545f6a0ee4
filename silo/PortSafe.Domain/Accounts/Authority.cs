using PortSafe.Domain.Ports;

namespace PortSafe.Domain.Accounts;

/// <summary>Something that a role may or may not do.</summary>
public enum Permission
{
    /// <summary>Read any port's scheme, milestones and awareness figures.</summary>
    ReadAnyPort,

    /// <summary>Read sector charts and released figures.</summary>
    ReadSector,

    /// <summary>Decide on applications; issue packs; add, rename and close ports; suspend schemes.</summary>
    ManageSchemes,

    /// <summary>Record milestones, briefings and awareness figures of any port.</summary>
    RecordForAnyPort,

    ImportAwareness,

    /// <summary>Record whether the newsletter reaches a port.</summary>
    TrackNewsletterAddresses,

    /// <summary>Take in statements of report counts.</summary>
    ImportReports,

    /// <summary>Read exact report counts.</summary>
    ReadRawCounts,

    /// <summary>Compile, submit and look through a release before it is frozen.</summary>
    PrepareReleases,

    ApproveReleases,

    /// <summary>Compile, write and edit newsletter issues.</summary>
    WriteIssues,

    /// <summary>Approve newsletter issues. An approved one is sent by whoever writes or approves.</summary>
    ApproveIssues,

    /// <summary>Say which newsletters came back.</summary>
    RecordBounces,

    /// <summary>Invite people and change what they may do; rebuild read models; read the audit log.</summary>
    Administer,
}

/// <summary>Who may do what. Both the pages and the grains ask here, each for itself.</summary>
public static class Authority
{
    private static readonly Dictionary<Role, HashSet<Permission>> Granted = new()
    {
        [Role.JmscAdmin] = [.. Enum.GetValues<Permission>()],
        [Role.JmscAnalyst] =
        [
            Permission.ReadAnyPort, Permission.ReadSector, Permission.RecordForAnyPort, Permission.ImportAwareness, Permission.ImportReports,
            Permission.ReadRawCounts, Permission.PrepareReleases,
        ],
        [Role.Editor] = [Permission.ReadSector, Permission.WriteIssues],
        [Role.Approver] = [Permission.ReadSector, Permission.ApproveIssues],
        [Role.Analyst] = [Permission.ReadSector],
        [Role.PortManager] = [Permission.ReadSector],
    };

    /// <summary>What each of the platform's jobs may do, by its name; a job is never one of two people.</summary>
    private static readonly Dictionary<string, HashSet<Permission>> Jobs = new(StringComparer.Ordinal)
    {
        ["job:compile-release"] = [Permission.PrepareReleases, Permission.ReadRawCounts],
        ["job:draft-newsletter"] = [Permission.WriteIssues, Permission.ReadSector],
        ["job:sweep"] = [Permission.ReadAnyPort, Permission.ReadSector],
        ["job:list-dormant-schemes"] = [Permission.ReadAnyPort],
        ["job:health"] = [Permission.ReadAnyPort],
        ["job:newsletter-addresses"] = [Permission.TrackNewsletterAddresses],
    };

    public static bool May(this Actor actor, Permission permission) =>
        actor.Role is { } role
            ? Granted.TryGetValue(role, out var granted) && granted.Contains(permission)
            : actor.Scopes.Any(scope => scope.Permission == permission) || (Jobs.TryGetValue(actor.Id, out var allowed) && allowed.Contains(permission));

    public static bool Manages(this Actor actor, Locode port) => actor.Role == Role.PortManager && actor.Ports.Contains(port);

    /// <summary>Whether somebody may read a port's scheme: JMSC, and whoever manages it or one of its facilities.</summary>
    public static bool MayRead(this Actor actor, Locode port) =>
        actor.May(Permission.ReadAnyPort) || actor.Manages(port) || (actor.Role == Role.PortManager && actor.Facilities.Any(facility => facility.Port == port));

    /// <summary>Whether somebody may record what is the port's own: milestones, contacts, and awareness of the whole.</summary>
    public static bool MayRecordFor(this Actor actor, Locode port) => actor.May(Permission.RecordForAnyPort) || actor.Manages(port);

    /// <summary>Whether somebody may record awareness of one facility; or of the whole port, where there is none.</summary>
    public static bool MayRecordFor(this Actor actor, Locode port, FacilityNumber? facility) =>
        actor.MayRecordFor(port) || (facility is { } number && actor.Role == Role.PortManager && actor.Facilities.Contains(new PortFacility(port, number)));

    /// <summary>Whether a port's own released report figure is for them: for JMSC and its managers, and never for a program's key.</summary>
    public static bool MayReadReportsOf(this Actor actor, Locode port) => actor.Role?.IsJmsc == true || actor.Manages(port);

    /// <summary>The refusal to show; it says nothing about the thing that was asked for.</summary>
    public static Error Refusal => Error.Forbidden("not-allowed", "You do not have permission to do this. Ask a JMSC administrator.");
}
