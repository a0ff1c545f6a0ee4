using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>Says that the application was sent, in the same words whatever became of it.</summary>
public sealed class SentModel(JoinDesk desk, JoinSession session) : JoinPage(desk, session)
{
    public ApplicationReference Reference { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is not { } answers)
            return LocalRedirect(Links.Join);
        if (answers.State == ApplicationState.Draft)
            return LocalRedirect(PlaceOf(answers));
        Reference = answers.Reference;
        return Page();
    }
}
