using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Data;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Accounts in the words that people read.</summary>
public static class AccountWords
{
    /// <summary>Every role, with what it may do.</summary>
    public static IReadOnlyList<Choice> Roles { get; } = [.. Role.All.Select(role => new Choice(role.Code, role.Title, MayDo(role)))];

    public static string Of(PersonState state) => state switch
    {
        PersonState.Invited => "Invited",
        PersonState.Active => "Active",
        PersonState.Locked => "Locked out",
        PersonState.Revoked => "Revoked",
        _ => "Wiped",
    };

    /// <summary>The mark before a state, which is one of a port's stages.</summary>
    public static string MarkOf(PersonState state) => state switch
    {
        PersonState.Invited => "registered",
        PersonState.Active => "active",
        PersonState.Locked => "suspended",
        _ => "none",
    };

    public static string Of(WayInKind kind) => kind switch
    {
        WayInKind.Passkey => "Passkey",
        WayInKind.Password => "Password",
        WayInKind.Authenticator => "Authenticator app",
        WayInKind.RecoveryCodes => "Recovery codes",
        _ => "Organisation account",
    };

    /// <summary>The day in London, such as 9 October 2026.</summary>
    public static string Day(DateTimeOffset at) => UkDate.Of(at).ToString("d MMMM yyyy");

    /// <summary>The day and the time in London.</summary>
    public static string Moment(DateTimeOffset at) => UkDate.TimeOf(at).ToString("d MMMM yyyy 'at' HH:mm");

    private static string MayDo(Role role) => role.Code switch
    {
        "jmsc-admin" => "Everything: people, applications, exact report counts, approving releases",
        "jmsc-analyst" => "Reads every port and exact report counts, imports files, prepares releases",
        "editor" => "Writes newsletters from released figures",
        "approver" => "Approves and sends newsletters that somebody else wrote",
        "analyst" => "Reads released figures and sector charts",
        _ => "Keeps the records of the ports that you name, and reads released figures",
    };
}
