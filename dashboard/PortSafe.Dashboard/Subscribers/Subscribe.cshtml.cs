using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Mail;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Dashboard.Subscribers;

/// <summary>Asks for the newsletter. The answer, and its time, are the same for every address.</summary>
public sealed class SubscribeModel(SignUpRequests requests) : DashboardPage
{
    [BindProperty(Name = "email")]
    public string? Email { get; set; }

    [BindProperty(Name = "topics")]
    public List<string> Topics { get; set; } = [Topic.Quarterly.Code];

    public bool IsSent { get; private set; }

    public void OnGet()
    {
    }

    public IActionResult OnPost()
    {
        // A form in which nothing is ticked sends no topics, and they would stay as they were.
        var chosen = Request.Form.ContainsKey("topics") ? SubscriberWords.Chosen(Topics) : [];
        Topics = [.. chosen.Select(topic => topic.Code)];
        if (!EmailAddress.TryParse(Email?.Trim(), null, out var address))
            ModelState.AddModelError("email", "Enter an email address such as name@example.org.");
        if (chosen.Count == 0)
            ModelState.AddModelError("topics", "Choose what you want to receive.");
        if (!ModelState.IsValid)
            return Page();
        var request = new SignUpRequest(address!.ToString(), chosen);
        // Whatever is looked up for an address must not slow the page down.
        Response.OnCompleted(() =>
        {
            requests.Leave(request);
            return Task.CompletedTask;
        });
        IsSent = true;
        return Page();
    }
}
