using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Dashboard;

/// <summary>The addresses of pages and of what they link to: the one place that spells them, beside the pages' own routes.</summary>
public static class Links
{
    public const string Overview = "/";

    public const string HowToRead = "/how-to-read";

    public const string ReportAConcern = "/report-a-concern";

    public const string Ports = "/ports";

    public const string Releases = "/releases";

    public const string Newsletters = "/newsletters";

    public const string SignIn = "/sign-in";

    public const string SignOut = "/sign-out";

    public static string OverviewOf(Quarter quarter) => $"/?quarter={quarter}";

    public static string Port(Locode port) => $"/ports/{port}";

    public static string RecordMilestone(Locode port) => $"/ports/{port}/milestones/new";

    public static string RecordBriefing(Locode port) => $"/ports/{port}/briefings/new";

    public static string RecordFigures(Locode port) => $"/ports/{port}/quarter-figures/new";

    public static string Release(Quarter quarter) => $"/releases/{quarter}";

    public static string Issue(Quarter quarter) => $"/newsletters/{quarter}";

    public static string IssueDraft(Quarter quarter) => $"/newsletters/{quarter}/edit";
}
