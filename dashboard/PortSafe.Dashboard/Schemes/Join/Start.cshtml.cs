using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>What joining is about, before the first question.</summary>
public sealed class StartModel(JoinDesk desk, JoinSession session) : JoinPage(desk, session)
{
    /// <summary>Whether the reader was sent here because their answers are gone.</summary>
    [BindProperty(Name = "ended", SupportsGet = true)]
    public bool Ended { get; set; }

    /// <summary>Where the button leads.</summary>
    public string StartLink { get; private set; } = Links.JoinRole;

    public async Task OnGetAsync()
    {
        if (await FindAsync() is { } answers && answers.State == ApplicationState.Draft)
            StartLink = PlaceOf(answers);
    }
}
