using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Grains.Newsletters;

namespace PortSafe.Dashboard.Newsletters;

/// <summary>An issue as it was sent.</summary>
public sealed class IssueModel(IssueArchive archive) : DashboardPage
{
    public CompiledIssue Issue { get; private set; } = null!;

    public string Html { get; private set; } = "";

    /// <summary>The subject, for an issue whose text has no heading of its own.</summary>
    public string? Title => Html.Contains("<h1", StringComparison.Ordinal) ? null : Issue.Subject;

    public async Task<IActionResult> OnGetAsync(string quarter)
    {
        if (!Quarter.TryParse(quarter, null, out var parsed) || await archive.FindAsync(parsed, Gone) is not { } issue)
            return NotFound();
        Issue = issue;
        Html = issue.Web(Links.PublishedPicture);
        return Page();
    }
}
