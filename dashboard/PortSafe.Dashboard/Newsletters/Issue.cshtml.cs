using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Newsletters;

/// <summary>An issue as it was sent.</summary>
public sealed class IssueModel(IssueArchive archive, FrozenReleases releases) : DashboardPage
{
    public IssueKey Key { get; private set; } = null!;

    /// <summary>Null where the quarter's release was withdrawn: then the issue, which is made of its figures, is not shown.</summary>
    public CompiledIssue? Issue { get; private set; }

    public WithdrawnRelease? Withdrawn { get; private set; }

    public string Html { get; private set; } = "";

    /// <summary>The subject, for an issue whose text has no heading of its own.</summary>
    public string? Title => Html.Contains("<h1", StringComparison.Ordinal) ? null : Issue?.Subject;

    public async Task<IActionResult> OnGetAsync(string issue)
    {
        if (!IssueKey.TryParse(issue, null, out var parsed))
            return NotFound();
        Key = parsed;
        if (parsed.Quarter is { } quarter)
            Withdrawn = (await releases.WithdrawnAsync(Gone)).FirstOrDefault(release => release.Id == ReleaseId.Of(quarter));
        if (Withdrawn is not null && (await archive.ListAsync(Gone)).Any(one => one.Key == parsed))
            return Page();
        if (Withdrawn is not null || await archive.FindAsync(parsed, Gone) is not { } found)
            return NotFound();
        Issue = found;
        Html = found.Web(Links.PublishedPicture);
        return Page();
    }
}
