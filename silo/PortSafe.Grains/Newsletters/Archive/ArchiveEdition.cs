using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Newsletters.Archive;

/// <summary>An issue that everyone may read.</summary>
/// <param name="Title">Its subject; of an issue whose release was withdrawn, nothing of what it said.</param>
/// <param name="PublishedAt">When it began to leave.</param>
/// <param name="Withdrawn">The release that it was made of, where that was withdrawn: then the issue is not shown.</param>
public sealed record PublishedIssue(IssueKey Key, string Title, DateTimeOffset PublishedAt, WithdrawnRelease? Withdrawn)
{
    /// <summary>The day on which it began to leave, in the United Kingdom.</summary>
    public DateOnly PublishedOn => UkDate.Of(PublishedAt);
}

/// <summary>An issue of the archive with what it says.</summary>
/// <param name="Text">Null where it is not shown, because its release was withdrawn or its text cannot be read any more.</param>
public sealed record ArchivedIssue(PublishedIssue Issue, CompiledIssue? Text);

/// <summary>An issue that was found.</summary>
/// <param name="Title">Its title, the words marked.</param>
/// <param name="Line">A line of its text, the words marked; empty where there is none to show.</param>
public sealed record ArchiveHit(PublishedIssue Issue, IReadOnlyList<TextPart> Title, IReadOnlyList<TextPart> Line);

/// <summary>One page of what was found, the best first.</summary>
/// <param name="Page">From 1; the last one where a later one was asked for.</param>
/// <param name="Found">On all pages.</param>
public sealed record ArchiveHits(IReadOnlyList<ArchiveHit> Hits, int Page, int Pages, int Found);

/// <summary>The archive as it stood at one moment. It does not change.</summary>
public sealed class ArchiveEdition
{
    private const int HitsOfPage = 10;

    private readonly Lazy<(IReadOnlyList<SearchDocument> Documents, WordIndex Index)> _search;

    internal ArchiveEdition(string version, IReadOnlyList<ArchivedIssue> issues)
    {
        (Version, Issues) = (version, [.. issues.OrderByDescending(item => item.Issue.PublishedAt).ThenBy(item => item.Issue.Key.ToString(), StringComparer.Ordinal)]);
        _search = new(() =>
        {
            var documents = Issues.Select(ToSearch).ToList();
            return (documents, new WordIndex(documents));
        });
    }

    /// <summary>The issues, the latest first.</summary>
    public IReadOnlyList<ArchivedIssue> Issues { get; }

    /// <summary>The latest issue that is shown.</summary>
    public PublishedIssue? Latest => Issues.FirstOrDefault(item => item.Text is not null)?.Issue;

    /// <summary>When an issue was last added or withdrawn; null while there is none.</summary>
    public DateTimeOffset? ChangedAt => Issues.Count == 0 ? null : Issues.Max(item => item.Issue.Withdrawn?.WithdrawnAt ?? item.Issue.PublishedAt);

    internal string Version { get; }

    public ArchivedIssue? Find(IssueKey key) => Issues.FirstOrDefault(item => item.Issue.Key == key);

    /// <summary>The issues of the same topic that were published just before and just after; null where there is none.</summary>
    public (PublishedIssue? Earlier, PublishedIssue? Later) Beside(PublishedIssue issue)
    {
        var alike = Issues.Select(item => item.Issue).Where(other => other.Key.Topic == issue.Key.Topic).ToList();
        var at = alike.FindIndex(other => other.Key == issue.Key);
        return (alike.ElementAtOrDefault(at + 1), at > 0 ? alike[at - 1] : null);
    }

    /// <summary>The issues in which the words stand.</summary>
    /// <param name="page">From 1.</param>
    public ArchiveHits Search(ArchiveQuery query, int page)
    {
        var (documents, index) = _search.Value;
        var found = index.Find(query.Terms);
        var pages = Math.Max(1, (found.Count + HitsOfPage - 1) / HitsOfPage);
        var shown = Math.Clamp(page, 1, pages);
        var hits = found.Skip((shown - 1) * HitsOfPage).Take(HitsOfPage).Select(match => new ArchiveHit(
            Issues[match.Document].Issue,
            Excerpt.Whole(documents[match.Document].Passages[0], match),
            Excerpt.Of(documents[match.Document], match)));
        return new ArchiveHits([.. hits], shown, pages, found.Count);
    }

    private static SearchDocument ToSearch(ArchivedIssue item) =>
        new([item.Issue.Title, .. item.Text is { } text ? [item.Issue.Key.Title, .. text.Passages] : Array.Empty<string>()]);
}
