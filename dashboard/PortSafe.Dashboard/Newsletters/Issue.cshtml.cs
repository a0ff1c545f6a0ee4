using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Archive;

namespace PortSafe.Dashboard.Newsletters;

/// <summary>An issue as it was sent; of one whose release was withdrawn, that it was.</summary>
public sealed class IssueModel(IssueArchive archive, PublicSite site) : DashboardPage
{
    public PublishedIssue Issue { get; private set; } = null!;

    public string Html { get; private set; } = "";

    /// <summary>The subject, for an issue whose text has no heading of its own.</summary>
    public string? Heading => Html.Contains("<h1", StringComparison.Ordinal) ? null : Issue.Title;

    /// <summary>The issue of the same topic before this one.</summary>
    public PublishedIssue? Earlier { get; private set; }

    public PublishedIssue? Later { get; private set; }

    /// <summary>The address to share: of this page and nothing else.</summary>
    public string Address => site.Page(Links.Issue(Issue.Key));

    /// <exception cref="InvalidOperationException">The stored text cannot be shown any more.</exception>
    public async Task<IActionResult> OnGetAsync(string issue)
    {
        if (!IssueKey.TryParse(issue, null, out var parsed))
            return NotFound();
        var edition = await archive.ReadAsync(Gone);
        if (edition.Find(parsed) is not { } item)
            return NotFound();
        Issue = item.Issue;
        (Earlier, Later) = edition.Beside(Issue);
        if (item is { Text: null, Issue.Withdrawn: null })
            throw new InvalidOperationException($"The issue {parsed} cannot be shown.");
        Html = item.Text?.Web(Links.PublishedPicture) ?? "";
        return Page();
    }
}
