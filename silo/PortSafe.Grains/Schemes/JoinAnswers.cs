using PortSafe.Data.Schemes;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Schemes;

/// <summary>The questions of an application, in order.</summary>
public enum JoinQuestion
{
    Role,

    /// <summary>For a registered business alone.</summary>
    CompanyNumber,

    You,

    Port,

    Evidence,
}

/// <summary>An application as its applicant has it: what was answered so far, and where it stands.</summary>
/// <param name="Question">The last that JMSC asked; null when they asked nothing.</param>
/// <param name="IsProved">Whether whoever asks came by a mailed link. Nobody else learns what became of an application that was sent.</param>
public sealed record JoinAnswers(
    Guid Id, ApplicationReference Reference, ApplicationKind Kind, ApplicationState State, ApplicantRole? Role, CompanyNumber? CompanyNumber,
    string? Name, string? Email, string? Telephone, Locode? Port, string? PortName, string? UnlistedPort, string? Evidence, string? Question,
    bool IsProved)
{
    /// <summary>The first question without an answer; null when all are answered.</summary>
    public JoinQuestion? Next => this switch
    {
        { Role: null } => JoinQuestion.Role,
        { CompanyNumber: null } when Role.IsBusiness => JoinQuestion.CompanyNumber,
        { Name: null } or { Email: null } => JoinQuestion.You,
        { Port: null, UnlistedPort: null } => JoinQuestion.Port,
        { Evidence: null } => JoinQuestion.Evidence,
        _ => null,
    };

    /// <summary>
    /// What may be shown of an application. Of one that was sent, a browser that did not come by a mailed link learns the reference and
    /// nothing else: whoever uses it next is somebody else, and what became of it is for the address alone.
    /// </summary>
    internal static JoinAnswers Of(ApplicationRow row, string? portName, string? question)
    {
        var answers = Whole(row, portName, question);
        return answers.State == ApplicationState.Draft || answers.IsProved ? answers : answers with
        {
            State = ApplicationState.Submitted,
            Role = null,
            CompanyNumber = null,
            Name = null,
            Email = null,
            Telephone = null,
            Port = null,
            PortName = null,
            UnlistedPort = null,
            Evidence = null,
            Question = null,
        };
    }

    private static JoinAnswers Whole(ApplicationRow row, string? portName, string? question) => new(
        row.Id,
        ApplicationReference.Parse(row.Reference),
        ApplicationKind.Parse(row.Kind),
        ApplicationState.Parse(row.State),
        row.Role is { } role ? ApplicantRole.Parse(role) : null,
        row.CompanyNumber is { } number ? Domain.Schemes.CompanyNumber.Parse(number) : null,
        row.Name,
        row.Email,
        row.Telephone,
        row.Locode,
        portName,
        row.UnlistedPort,
        row.Evidence,
        question,
        row.IsProved);
}
