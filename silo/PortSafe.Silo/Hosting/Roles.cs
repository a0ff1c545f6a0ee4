namespace PortSafe.Silo.Hosting;

/// <summary>The parts that a serving process can play; several processes on PostgreSQL can share them out.</summary>
[Flags]
public enum Roles
{
    None = 0,

    /// <summary>Grains answer in every process of the embedded engine, so this part alone gives no pages, only health.</summary>
    Silo = 1,

    Api = 2,

    Dashboard = 4,

    /// <summary>Runs what is scheduled.</summary>
    Jobs = 8,

    All = Silo | Api | Dashboard | Jobs,
}

/// <summary>Reads roles as they are typed.</summary>
public static class RolesText
{
    public const string All = "all";

    public const string Choices = $"{All}, silo, api, dashboard, jobs";

    /// <param name="text">Names joined by commas.</param>
    public static bool TryParse(string text, out Roles roles)
    {
        roles = Roles.None;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var role = name switch
            {
                All => Roles.All,
                "silo" => Roles.Silo,
                "api" => Roles.Api,
                "dashboard" => Roles.Dashboard,
                "jobs" => Roles.Jobs,
                _ => Roles.None,
            };
            if (role == Roles.None)
                return false;
            roles |= role;
        }
        return true;
    }
}
