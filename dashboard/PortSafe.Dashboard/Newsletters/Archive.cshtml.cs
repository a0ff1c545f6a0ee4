using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Newsletters;

/// <summary>The issues that were sent, for everyone; and those in preparation, for who prepares them.</summary>
public sealed class ArchiveModel(IssueArchive archive, IssueDesk desk, FrozenReleases releases) : DashboardPage
{
    public IReadOnlyList<PublishedIssue> Published { get; private set; } = [];

    /// <summary>Quarters whose figures were withdrawn, and with them what an issue's subject says.</summary>
    public IReadOnlySet<ReleaseId> Withdrawn { get; private set; } = new HashSet<ReleaseId>();

    /// <summary>Null for readers who prepare no issues.</summary>
    public IReadOnlyList<IssueInPreparation>? InPreparation { get; private set; }

    public async Task OnGetAsync()
    {
        Published = await archive.ListAsync(Gone);
        Withdrawn = (await releases.WithdrawnAsync(Gone)).Select(release => release.Id).ToHashSet();
        if (User.FindActor() is { } actor && (actor.May(Permission.WriteIssues) || actor.May(Permission.ApproveIssues)))
            InPreparation = (await desk.ListAsync(actor, Gone)).Value;
    }
}
