using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>Who applies.</summary>
public sealed class YouModel(JoinDesk desk, JoinSession session) : QuestionPage(desk, session)
{
    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    [BindProperty(Name = "email")]
    public string? Email { get; set; }

    [BindProperty(Name = "telephone")]
    public string? Telephone { get; set; }

    protected override string Before => Answers.Role?.IsBusiness == true ? Links.JoinCompany : Links.JoinRole;

    public void OnGet() => (Name, Email, Telephone) = (Answers.Name, Answers.Email, Answers.Telephone);

    public async Task<IActionResult> OnPostAsync()
    {
        var (name, email, telephone) = (Checked(ApplicationRules.Name(Name)), Checked(ApplicationRules.Email(Email)), Checked(ApplicationRules.Telephone(Telephone)));
        return ModelState.IsValid ? GoOn(await Desk.SaveYouAsync(Session, name!, email!.ToString(), telephone!, Gone)) : Page();
    }
}
