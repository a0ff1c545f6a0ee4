using PortSafe.Domain.Accounts;
using PortSafe.Grains;

namespace PortSafe.Dashboard.Accounts.ApiKeys;

/// <summary>What each scope lets a program do, in words and by example.</summary>
internal static class ApiKeyWords
{
    /// <summary>A sentence below the scope's title.</summary>
    public static string Explain(KeyScope scope)
    {
        if (scope == KeyScope.ReadReleased)
            return "The figures of every frozen release that everyone may see, and the sector’s charts as files. Never an exact count of reports.";
        if (scope == KeyScope.ReadPorts)
            return "Each port’s stage, milestones, score and awareness figures. Never its figure of reports.";
        return scope == KeyScope.ImportAwareness
            ? "Send in files of ports’ awareness figures by quarter. It reads nothing."
            : "Send in a source’s files of counts by month. It reads nothing, and is told nothing about counts that were stated before.";
    }

    /// <summary>A command line that the scope allows, with KEY for the key.</summary>
    public static string ExampleOf(KeyScope scope, PublicSite site)
    {
        const string Key = "curl -H 'Authorization: Bearer KEY'";
        if (scope == KeyScope.ReadReleased)
            return $"{Key} {site.Page("/api/v1/releases/2026Q2")}";
        if (scope == KeyScope.ReadPorts)
            return $"{Key} {site.Page("/api/v1/ports")}";
        var path = scope == KeyScope.ImportAwareness ? "/api/v1/imports/awareness" : "/api/v1/imports/reports?source=crimestoppers";
        return $"{Key} -H 'Content-Type: text/csv' --data-binary @FILE.csv '{site.Page(path)}'";
    }
}
