using PortSafe.Domain.Accounts;

namespace PortSafe.Dashboard.Pages;

/// <summary>One entry of the bar at the top.</summary>
/// <param name="IsCurrent">Whether the page being shown belongs to it.</param>
public sealed record NavigationItem(string Title, string Path, bool IsCurrent);

/// <summary>What the bar offers, by what the person may open.</summary>
public static class Navigation
{
    /// <param name="actor">Null when nobody is signed in.</param>
    /// <param name="path">The path of the page being shown.</param>
    public static IReadOnlyList<NavigationItem> For(Actor? actor, string path) =>
        [.. Entries(actor).Select(entry => new NavigationItem(entry.Title, entry.Path, IsWithin(path, entry.Path)))];

    /// <summary>Where somebody starts after signing in.</summary>
    public static string HomeOf(Actor actor) => actor.PortsInView is [var only] ? Links.Port(only) : Links.Overview;

    private static IEnumerable<(string Title, string Path)> Entries(Actor? actor)
    {
        if (actor?.PortsInView is [var only])
            yield return ("My port", Links.Port(only));
        else if (actor?.PortsInView.Count > 1)
            yield return ("My ports", Links.Ports);
        if (actor?.May(Permission.ReadSector) == true)
        {
            yield return ("Sector", Links.Overview);
            yield return ("Explore", Links.Explore());
        }
        if (actor?.May(Permission.ReadAnyPort) == true)
            yield return ("Ports", Links.Ports);
        if (actor?.May(Permission.ManageSchemes) == true)
            yield return ("Applications", Links.Applications);
        if (actor?.May(Permission.PrepareReleases) == true)
            yield return ("Releases", Links.Releases);
        yield return ("Newsletters", Links.Newsletters);
        if (actor?.May(Permission.Administer) == true)
        {
            yield return ("People", Links.People);
            yield return ("API keys", Links.ApiKeys);
            yield return ("Audit log", Links.AuditLog);
        }
        if (actor is not null)
            yield break;
        yield return ("Join PortSafe", Links.Join);
        yield return ("Report a concern", Links.ReportAConcern);
    }

    private static bool IsWithin(string path, string entry) =>
        entry == Links.Overview ? path == entry : path == entry || path.StartsWith($"{entry}/", StringComparison.OrdinalIgnoreCase);
}
