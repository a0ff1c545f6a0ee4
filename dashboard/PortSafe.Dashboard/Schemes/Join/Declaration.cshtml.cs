using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>What an applicant confirms, and the button that sends the application.</summary>
public sealed class DeclarationModel(JoinDesk desk, JoinSession session, Origins origins) : QuestionPage(desk, session)
{
    private const string Yes = "yes";

    public static IReadOnlyList<Choice> Choices { get; } = [new Choice(Yes, "What I have answered is true, and I may apply for this port or port facility.")];

    [BindProperty(Name = "declared")]
    public List<string> Declared { get; } = [];

    protected override string Before => Links.JoinCheck;

    public IActionResult OnGet() => Answers.Next is null ? Page() : LocalRedirect(PlaceOf(Answers));

    public async Task<IActionResult> OnPostAsync()
    {
        if (Answers.Next is not null)
            return LocalRedirect(PlaceOf(Answers));
        if (!Declared.Contains(Yes))
        {
            ModelState.AddModelError("declared", "Confirm that what you have answered is true.");
            return Page();
        }
        return GoOn(await Desk.SubmitAsync(Session, await origins.FindAsync(HttpContext, Gone), Gone));
    }
}
