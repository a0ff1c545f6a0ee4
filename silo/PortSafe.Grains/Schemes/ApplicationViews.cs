using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Audit;

namespace PortSafe.Grains.Schemes;

/// <summary>Which applications to list.</summary>
/// <param name="State">Null for those that wait, whoever they wait for.</param>
/// <param name="Page">1 for the first.</param>
public sealed record ApplicationSearch(ApplicationState? State = null, int Page = 1);

/// <summary>One line of the queue.</summary>
/// <param name="Name">Of whoever is to have the account; null when wiped.</param>
/// <param name="Port">Its name in the register, or as the applicant calls it.</param>
/// <param name="IsListed">Whether the port is one of the register.</param>
/// <param name="Days">Whole days since it was sent, or until it was decided.</param>
public sealed record ApplicationSummary(
    ApplicationReference Reference, ApplicationKind Kind, ApplicationState State, string? Name, string Port, bool IsListed, DateTimeOffset SubmittedAt, int Days);

/// <summary>One page of the queue, the oldest first while they wait, the latest first when they are decided.</summary>
/// <param name="Found">How many there are on all pages.</param>
/// <param name="Waiting">How many wait for JMSC, whatever is listed.</param>
public sealed record ApplicationList(IReadOnlyList<ApplicationSummary> Applications, int Found, int Waiting, int Page, int Pages);

/// <summary>Something that was said.</summary>
/// <param name="Kind">One of <see cref="Data.Schemes.ApplicationMessageRow"/>.</param>
/// <param name="Text">Null when wiped.</param>
public sealed record ApplicationMessage(string Kind, string By, DateTimeOffset At, string? Text);

/// <summary>What stands between an application and an account.</summary>
public enum ApplicantAccount
{
    /// <summary>Nobody has the address: an invitation follows.</summary>
    None,

    /// <summary>A port manager has it: the port is added to their account.</summary>
    PortManager,

    /// <summary>They manage the port already.</summary>
    ManagesPort,

    /// <summary>Somebody with another role has it, and a person has one role.</summary>
    OtherRole,

    /// <summary>The account was taken away; it has to be given back first.</summary>
    Revoked,
}

/// <summary>An application in full, for whoever decides on it.</summary>
/// <param name="AskedBy">The name of the manager who asks for somebody else; null when people apply for themselves.</param>
/// <param name="Stage">Where the port's scheme stands; null when it has none, or the port is not in the register.</param>
/// <param name="IsPackDue">Whether approving it issues the pack.</param>
/// <param name="Others">Further applications for the same port, those that wait first.</param>
/// <param name="History">What the audit log has of it, newest first.</param>
public sealed record ApplicationDetails(
    ApplicationReference Reference, ApplicationKind Kind, ApplicationState State, int Revision, ApplicantRole? Role, CompanyNumber? CompanyNumber,
    string? Name, string? Email, string? Telephone, string? Evidence, Locode? Port, string? PortName, string? UnlistedPort, string? AskedBy, bool EndsAccess,
    DateTimeOffset SubmittedAt, DateTimeOffset? DecidedAt, Stage? Stage, bool IsPackDue, ApplicantAccount Account, Guid? Person, bool IsSettled, bool IsWiped,
    IReadOnlyList<ApplicationMessage> Messages, IReadOnlyList<ApplicationSummary> Others, IReadOnlyList<AuditEntry> History)
{
    /// <summary>What the port is called, wherever the name comes from.</summary>
    public string PortTitle => PortName ?? UnlistedPort ?? "No port";
}
