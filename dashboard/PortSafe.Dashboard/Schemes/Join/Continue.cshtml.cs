using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>Where a mailed link leads. Opening it shows nothing of the answers, because mail scanners open every link; the button does.</summary>
public sealed class ContinueModel(JoinDesk desk, JoinSession session) : JoinPage(desk, session)
{
    /// <summary>Where the application stands; null when the link cannot be used.</summary>
    public ApplicationState? State { get; private set; }

    public bool IsDraft => State == ApplicationState.Draft;

    /// <summary>What the state means to the applicant.</summary>
    public static string Text(ApplicationState state) => state.Code switch
    {
        "draft" => "Your answers are kept. Go on where you left off.",
        "more-asked" => "JMSC has asked you something. Open the application to read it and to answer.",
        _ => "JMSC has your application. Open it to see where it stands, or to withdraw it.",
    };

    public async Task OnGetAsync(string token) => State = await Desk.PeekLinkAsync(token, Gone);

    public async Task<IActionResult> OnPostAsync(string token)
    {
        if (!(await Desk.OpenLinkAsync(token, Gone)).Succeeded(out var opened, out _))
            return Page();
        Keep(opened.Session);
        return LocalRedirect(PlaceOf(opened.Answers));
    }
}
