using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>Asks once more before an application is withdrawn.</summary>
public sealed class WithdrawModel(JoinDesk desk, JoinSession session, Origins origins) : StatusPage(desk, session, origins)
{
    public IActionResult OnGet() => Answers.State.IsWaiting ? Page() : LocalRedirect(PlaceOf(Answers));

    public async Task<IActionResult> OnPostAsync()
    {
        var done = await Desk.WithdrawAsync(Session, await OriginAsync(), Gone);
        // Decided meanwhile: the page of the application says so.
        return done.Error == JoinDesk.Decided ? LocalRedirect(Links.JoinStatus) : GoOn(done);
    }
}
