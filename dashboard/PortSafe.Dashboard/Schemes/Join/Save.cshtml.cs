using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>Mails a link to come back with.</summary>
public sealed class SaveModel(JoinDesk desk, JoinSession session) : QuestionPage(desk, session)
{
    [BindProperty(Name = "email")]
    public string? Email { get; set; }

    public bool IsDone { get; private set; }

    protected override string Before => PlaceOf(Answers);

    public void OnGet() => Email = Answers.Email;

    public async Task<IActionResult> OnPostAsync()
    {
        var email = Checked(ApplicationRules.Email(Email));
        if (!ModelState.IsValid)
            return Page();
        var kept = await Desk.SendLinkAsync(Session, email!.ToString(), Gone);
        if (kept.Error is not null)
            return GoOn(kept);
        (Email, IsDone) = (email.ToString(), true);
        return Page();
    }
}
