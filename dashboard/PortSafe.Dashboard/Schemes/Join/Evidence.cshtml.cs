using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>How it can be checked that the applicant is who they say.</summary>
public sealed class EvidenceModel(JoinDesk desk, JoinSession session) : QuestionPage(desk, session)
{
    [BindProperty(Name = "evidence")]
    public string? Evidence { get; set; }

    protected override string Before => Answers.UnlistedPort is null ? Links.JoinPort : Links.JoinPortName;

    public void OnGet() => Evidence = Answers.Evidence;

    public async Task<IActionResult> OnPostAsync()
    {
        var words = Checked(ApplicationRules.Words(Evidence, "evidence", "how JMSC can check that you work there"));
        return ModelState.IsValid ? GoOn(await Desk.SaveEvidenceAsync(Session, words!, Gone)) : Page();
    }
}
