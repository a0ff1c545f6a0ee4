using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Newsletters;

/// <summary>The issues that were sent, for everyone; and those in preparation, for who prepares them.</summary>
public sealed class ArchiveModel(IssueArchive archive, IssueDesk desk, FrozenReleases releases) : DashboardPage
{
    private IReadOnlySet<ReleaseId> _withdrawn = new HashSet<ReleaseId>();

    public IReadOnlyList<PublishedIssue> Published { get; private set; } = [];

    /// <summary>Null for readers who prepare no issues.</summary>
    public IReadOnlyList<IssueInPreparation>? InPreparation { get; private set; }

    public bool MayBegin => User.FindActor()?.May(Permission.WriteIssues) == true;

    public async Task OnGetAsync()
    {
        Published = await archive.ListAsync(Gone);
        _withdrawn = (await releases.WithdrawnAsync(Gone)).Select(release => release.Id).ToHashSet();
        if (User.FindActor() is { } actor && (actor.May(Permission.WriteIssues) || actor.May(Permission.ApproveIssues)))
            InPreparation = (await desk.ListAsync(actor, Gone)).Value;
    }

    /// <summary>Whether a quarter's figures were withdrawn, and with them what its issue's subject says.</summary>
    public bool IsWithdrawn(IssueKey issue) => issue.Quarter is { } quarter && _withdrawn.Contains(ReleaseId.Of(quarter));

    public string LinkTo(IssueInPreparation issue) => issue.State switch
    {
        null or IssueState.Draft => Links.IssueDraft(issue.Key),
        IssueState.InReview => Links.IssueReview(issue.Key),
        _ => Links.IssueSend(issue.Key),
    };
}
