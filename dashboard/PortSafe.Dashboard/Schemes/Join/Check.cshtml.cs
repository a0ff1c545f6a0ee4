using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>All answers once more, each with a way to change it.</summary>
public sealed class CheckModel(JoinDesk desk, JoinSession session) : QuestionPage(desk, session)
{
    /// <summary>What was asked, what was answered, where to change it, and what a screen reader says is changed.</summary>
    public IReadOnlyList<(string Question, string Answer, string Link, string What)> Lines =>
    [
        ("Role", Answers.Role?.Title ?? "", Links.JoinRole, "your role"),
        .. Answers.CompanyNumber is { } number ? [("Company number", number.ToString(), Links.JoinCompany, "your company number")] : Array.Empty<(string, string, string, string)>(),
        ("Full name", Answers.Name ?? "", Links.JoinYou, "your name"),
        ("Work email address", Answers.Email ?? "", Links.JoinYou, "your email address"),
        ("Telephone number", Answers.Telephone is { Length: > 0 } telephone ? telephone : "Not given", Links.JoinYou, "your telephone number"),
        ("Port or port facility", Answers.PortName is { } name ? $"{name} ({Answers.Port})" : $"{Answers.UnlistedPort}, not listed", Links.JoinPort, "your port"),
        ("How JMSC can check", Answers.Evidence ?? "", Links.JoinEvidence, "how JMSC can check"),
    ];

    protected override string Before => Links.JoinEvidence;

    public IActionResult OnGet() => Answers.Next is null ? Page() : LocalRedirect(PlaceOf(Answers));
}
