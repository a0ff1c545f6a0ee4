using PortSafe.Data;
using PortSafe.Data.Schemes;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Applications;

/// <summary>Applications as sentences for those who decide on them.</summary>
public static class ApplicationWords
{
    /// <summary>How long it waits, or how long it took.</summary>
    public static string Days(ApplicationSummary application) => application.Days switch
    {
        0 => "Less than a day",
        1 => "1 day",
        var days => $"{days:N0} days",
    };

    public static string Day(DateTimeOffset instant) => $"{UkDate.Of(instant):d MMMM yyyy}";

    public static string Moment(DateTimeOffset instant) => $"{UkDate.TimeOf(instant):d MMMM yyyy, HH:mm}";

    /// <summary>The mark of a state, which never stands without its words.</summary>
    public static string MarkOf(ApplicationState state) =>
        state == ApplicationState.Submitted ? "review-due" : state == ApplicationState.MoreAsked ? "launched" : state == ApplicationState.Approved ? "active" : "none";

    public static string Of(ApplicationMessage message) => message.Kind switch
    {
        ApplicationMessageRow.Question => "JMSC asked",
        ApplicationMessageRow.Answer => "Answered",
        _ => "Not accepted, because",
    };

    /// <summary>What approving does about an account.</summary>
    public static string Of(ApplicantAccount account) => account switch
    {
        ApplicantAccount.None => "Nobody has an account with this address. An invitation is mailed to it.",
        ApplicantAccount.PortManager => "A port manager has this address. The port is added to their account, and they are told by mail.",
        ApplicantAccount.ManagesPort => "A port manager with this address manages the port already. Nothing about the account changes.",
        ApplicantAccount.OtherRole => "Somebody with another role has this address, and a person has one role. Change it under People before you approve.",
        _ => "Somebody with this address had their account taken away. Give it back under People before you approve.",
    };
}
