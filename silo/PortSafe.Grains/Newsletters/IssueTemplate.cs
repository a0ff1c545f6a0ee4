using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Toolkit;

namespace PortSafe.Grains.Newsletters;

/// <summary>The text that an issue outside the quarters begins with: its parts, to be filled in by hand.</summary>
internal static class IssueTemplate
{
    /// <returns>Markdown; its empty sections keep it from being put forward as it is.</returns>
    public static string Of(Topic topic) => topic == Topic.Alerts
        ? $"""
        # What has happened

        ## What to do now

        ## How to report

        Anyone who sees something wrong can call {ReportingLine.Operator} on [{ReportingLine.Telephone}]({ReportingLine.TelephoneLink}) or [report online]({ReportingLine.OnlineForm}). It is 100% anonymous. In an emergency, call [{ReportingLine.Emergency}]({ReportingLine.EmergencyLink}).

        """.ReplaceLineEndings("\n")
        : """
        # What is new

        ## What to replace, and by when

        """.ReplaceLineEndings("\n");
}
