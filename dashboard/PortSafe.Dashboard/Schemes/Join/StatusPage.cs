using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>A page for an applicant who came by a mailed link, about an application that was sent.</summary>
public abstract class StatusPage(JoinDesk desk, JoinSession session, Origins origins) : JoinPage(desk, session)
{
    public JoinAnswers Answers { get; protected set; } = null!;

    /// <summary>What it is for, in a sentence.</summary>
    public string About => $"{(Answers.Kind == ApplicationKind.Join ? "Application" : "Request for an account")} {Answers.Reference}{((Answers.PortName ?? Answers.UnlistedPort) is { } port ? $", {port}" : "")}";

    protected override async Task<IActionResult?> OpenAsync()
    {
        if (await FindAsync() is not { } answers)
            return LocalRedirect(Session is null ? Links.Join : Links.JoinAgain);
        if (answers.State == ApplicationState.Draft || !answers.IsProved)
            return LocalRedirect(PlaceOf(answers));
        Answers = answers;
        return null;
    }

    protected ValueTask<string> OriginAsync() => origins.FindAsync(HttpContext, Gone);
}
