using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Newsletters;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>Begins an issue outside the quarters.</summary>
public sealed class BeginModel(IssueDesk desk) : DashboardPage
{
    public static IReadOnlyList<Choice> Topics { get; } =
        [.. Domain.Newsletters.Topic.All.Where(topic => topic != Domain.Newsletters.Topic.Quarterly).Select(topic => new Choice(topic.Code, topic.One, topic.Hint))];

    [BindProperty(Name = "topic")]
    public string? Topic { get; set; }

    public IActionResult OnGet() => Actor.May(Permission.WriteIssues) ? Page() : Refuse(Authority.Refusal);

    public async Task<IActionResult> OnPostAsync()
    {
        var begun = Domain.Newsletters.Topic.TryParse(Topic, null, out var topic)
            ? await desk.BeginAsync(topic, Actor, Gone)
            : Actor.May(Permission.WriteIssues) ? Error.Invalid("topic-missing", "Choose what you want to write.", "topic") : Authority.Refusal;
        return begun.Value is { } issue ? LocalRedirect(Links.IssueDraft(issue.Key)) : Explain(begun.Error!);
    }
}
