using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Archive;

namespace PortSafe.Dashboard.Newsletters;

/// <summary>The issues that were sent, for everyone, by year or by words in them; and those in preparation, for who prepares them.</summary>
public sealed class ArchiveModel(IssueArchive archive, IssueDesk desk) : DashboardPage
{
    /// <summary>The years of the latest issues are shown together, whole, until there are so many.</summary>
    private const int IssuesAtOnce = 24;

    /// <summary>What is looked for; blank for nothing.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true, Name = "year")]
    public string? YearText { get; set; }

    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? KindCode { get; set; }

    [BindProperty(SupportsGet = true, Name = "page-number")]
    public string? PageText { get; set; }

    /// <summary>The one topic that is shown; null for all.</summary>
    public Topic? Kind => Topic.TryParse(KindCode, null, out var topic) ? topic : null;

    /// <summary>The one year that is shown; null for the latest ones.</summary>
    public int? Year => int.TryParse(YearText, out var year) ? year : null;

    /// <summary>Whether anything was ever published.</summary>
    public bool HasIssues { get; private set; }

    /// <summary>The topics of which there are issues.</summary>
    public IReadOnlyList<Topic> Kinds { get; private set; } = [];

    /// <summary>The issues that are shown, the latest year first.</summary>
    public IReadOnlyList<IGrouping<int, PublishedIssue>> Years { get; private set; } = [];

    /// <summary>Years of which there are issues and that are not shown.</summary>
    public IReadOnlyList<int> OtherYears { get; private set; } = [];

    /// <summary>What was found; null where nothing was looked for.</summary>
    public ArchiveHits? Hits { get; private set; }

    /// <summary>Null for readers who prepare no issues.</summary>
    public IReadOnlyList<IssueInPreparation>? InPreparation { get; private set; }

    public bool MayBegin => User.FindActor()?.May(Permission.WriteIssues) == true;

    public async Task OnGetAsync()
    {
        var edition = await archive.ReadAsync(Gone);
        HasIssues = edition.Issues.Count > 0;
        if (!string.IsNullOrWhiteSpace(Text) && Find(edition))
            return;
        Divide([.. edition.Issues.Select(item => item.Issue)]);
        if (User.FindActor() is { } actor && (actor.May(Permission.WriteIssues) || actor.May(Permission.ApproveIssues)))
            InPreparation = (await desk.ListAsync(actor, Gone)).Value;
    }

    public string LinkTo(IssueInPreparation issue) => issue.State switch
    {
        null or IssueState.Draft => Links.IssueDraft(issue.Key),
        IssueState.InReview => Links.IssueReview(issue.Key),
        _ => Links.IssueSend(issue.Key),
    };

    /// <returns>Whether the words could be looked for.</returns>
    private bool Find(ArchiveEdition edition)
    {
        if (!ArchiveQuery.Parse(Text!).Succeeded(out var query, out var error))
        {
            ModelState.AddModelError(error.Field!, error.Message);
            return false;
        }
        Hits = edition.Search(query, int.TryParse(PageText, out var page) ? page : 1);
        return true;
    }

    private void Divide(IReadOnlyList<PublishedIssue> issues)
    {
        Kinds = [.. Topic.All.Where(topic => issues.Any(issue => issue.Key.Topic == topic))];
        var years = issues.Where(issue => Kind is null || issue.Key.Topic == Kind).GroupBy(issue => issue.PublishedOn.Year).ToList();
        Years = Year is { } year ? years.FindAll(group => group.Key == year) : [.. Latest(years)];
        OtherYears = [.. years.Select(group => group.Key).Except(Years.Select(group => group.Key))];
    }

    private static IEnumerable<IGrouping<int, PublishedIssue>> Latest(IEnumerable<IGrouping<int, PublishedIssue>> years)
    {
        var shown = 0;
        foreach (var year in years)
        {
            if (shown > 0 && shown + year.Count() > IssuesAtOnce)
                yield break;
            shown += year.Count();
            yield return year;
        }
    }
}
