using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain;
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

    public IReadOnlyList<Choice> Topics { get; } = [.. Topic.All.Where(topic => topic != Topic.Quarterly).Select(topic => new Choice(topic.Code, topic.One, topic.Hint))];

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostBeginAsync(string? topic)
    {
        if (User.FindActor() is not { } actor || !actor.May(Permission.WriteIssues))
            return Refuse(Authority.Refusal);
        var begun = Topic.TryParse(topic, null, out var chosen)
            ? await desk.BeginAsync(chosen, actor, Gone)
            : Error.Invalid("topic-missing", "Choose what to begin.", "topic");
        if (begun.Value is { } issue)
            return LocalRedirect(Links.IssueDraft(issue.Key));
        await LoadAsync();
        return Explain(begun.Error!);
    }

    /// <summary>Whether a quarter's figures were withdrawn, and with them what its issue's subject says.</summary>
    public bool IsWithdrawn(IssueKey issue) => issue.Quarter is { } quarter && _withdrawn.Contains(ReleaseId.Of(quarter));

    public string LinkTo(IssueInPreparation issue) => issue.State switch
    {
        null or IssueState.Draft => Links.IssueDraft(issue.Key),
        IssueState.InReview => Links.IssueReview(issue.Key),
        _ => Links.IssueSend(issue.Key),
    };

    private async Task LoadAsync()
    {
        Published = await archive.ListAsync(Gone);
        _withdrawn = (await releases.WithdrawnAsync(Gone)).Select(release => release.Id).ToHashSet();
        if (User.FindActor() is { } actor && (actor.May(Permission.WriteIssues) || actor.May(Permission.ApproveIssues)))
            InPreparation = (await desk.ListAsync(actor, Gone)).Value;
    }
}
