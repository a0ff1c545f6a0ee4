using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>The number of a business that applies.</summary>
public sealed class CompanyModel(JoinDesk desk, JoinSession session) : QuestionPage(desk, session)
{
    [BindProperty(Name = "company-number")]
    public string? Number { get; set; }

    protected override string Before => Links.JoinRole;

    public IActionResult OnGet()
    {
        if (Answers.Role?.IsBusiness != true)
            return LocalRedirect(PlaceOf(Answers));
        Number = Answers.CompanyNumber?.ToString();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var number = Checked(ApplicationRules.Company(Number));
        return ModelState.IsValid ? GoOn(await Desk.SaveCompanyAsync(Session, number, Gone)) : Page();
    }
}
