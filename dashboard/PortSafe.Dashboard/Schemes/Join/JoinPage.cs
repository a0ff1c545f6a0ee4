using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>A page for somebody who applies.</summary>
public abstract class JoinPage(JoinDesk desk, JoinSession session) : DashboardPage
{
    protected JoinDesk Desk => desk;

    /// <summary>The token of this browser's application; null when it has none.</summary>
    protected string? Session => session.Find(HttpContext);

    protected void Keep(string token) => session.Keep(HttpContext, token);

    protected Task<JoinAnswers?> FindAsync() => desk.FindAsync(Session, Gone);

    /// <summary>Where the browser's application goes on: at the first question without an answer, or where it stands once it was sent.</summary>
    protected static string PlaceOf(JoinAnswers answers) => answers.State == ApplicationState.Draft
        ? answers.Next is { } question ? AddressOf(question) : Links.JoinCheck
        : answers.IsProved ? Links.JoinStatus : Links.JoinSent;

    /// <summary>On to the next question once an answer is kept.</summary>
    protected IActionResult GoOn(Result<JoinAnswers> kept) =>
        kept.Succeeded(out var answers, out var error) ? LocalRedirect(PlaceOf(answers)) : error.Code == JoinDesk.Ended.Code ? LocalRedirect(Links.JoinAgain) : Explain(error);

    private static string AddressOf(JoinQuestion question) => question switch
    {
        JoinQuestion.Role => Links.JoinRole,
        JoinQuestion.CompanyNumber => Links.JoinCompany,
        JoinQuestion.You => Links.JoinYou,
        JoinQuestion.Port => Links.JoinPort,
        _ => Links.JoinEvidence,
    };
}
