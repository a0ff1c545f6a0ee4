using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;

namespace PortSafe.Dashboard.Newsletters;

/// <summary>The issues that were sent, for everyone; and those in preparation, for who prepares them.</summary>
public sealed class ArchiveModel(IssueArchive archive, IssueDesk desk) : DashboardPage
{
    public IReadOnlyList<PublishedIssue> Published { get; private set; } = [];

    /// <summary>Null for readers who prepare no issues.</summary>
    public IReadOnlyList<IssueInPreparation>? InPreparation { get; private set; }

    public async Task OnGetAsync()
    {
        Published = await archive.ListAsync(Gone);
        if (User.FindActor() is { } actor && (actor.May(Permission.WriteIssues) || actor.May(Permission.ApproveIssues)))
            InPreparation = (await desk.ListAsync(actor, Gone)).Value;
    }
}
