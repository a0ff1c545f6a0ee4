using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Join;

/// <summary>Which port: a search, and then one of what it found.</summary>
public sealed class PortModel(JoinDesk desk, JoinSession session, OpenPorts ports) : QuestionPage(desk, session)
{
    private const string Unlisted = "unlisted";

    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(Name = "port")]
    public string? Port { get; set; }

    /// <summary>Empty until something was searched for.</summary>
    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public bool AreMore { get; private set; }

    /// <summary>What the search found, as the question above the choices.</summary>
    public string Found { get; private set; } = "";

    protected override string Before => Links.JoinYou;

    public async Task OnGetAsync()
    {
        Port = Answers.Port?.ToString() ?? (Answers.UnlistedPort is null ? null : Unlisted);
        if (Answers.PortName is { } chosen && !Request.Query.ContainsKey("q"))
            Search = chosen;
        // An empty search is bound as none.
        if (string.IsNullOrWhiteSpace(Search) && Request.Query.ContainsKey("q"))
            ModelState.AddModelError("q", "Enter the name or the LOCODE of your port.");
        await FindPortsAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Port == Unlisted)
            return LocalRedirect(IsChange ? $"{Links.JoinPortName}?change=true" : Links.JoinPortName);
        if (Locode.TryParse(Port, null, out var locode) && await ports.GetAsync(locode, Gone) is { } port)
            return GoOn(await Desk.SavePortAsync(Session, port.Locode, Gone));
        await FindPortsAsync();
        ModelState.AddModelError(Choices.Count > 0 ? "port" : "q", Choices.Count > 0 ? "Select your port, or that it is not listed." : "Search for your port.");
        return Page();
    }

    private async Task FindPortsAsync()
    {
        if (string.IsNullOrWhiteSpace(Search))
            return;
        var (found, areMore) = await ports.FindAsync(Search, Gone);
        AreMore = areMore;
        Found = found.Count == 0 ? $"Nothing is called “{Search.Trim()}”" : "Select your port";
        Choices = [.. found.Select(port => new Choice(port.Locode.ToString(), port.Name, $"{port.Locode}, {port.Region}")), new Choice(Unlisted, "My port is not listed")];
        // With nothing else to choose, the choice is made.
        if (found.Count == 0)
            Port = Unlisted;
    }
}
