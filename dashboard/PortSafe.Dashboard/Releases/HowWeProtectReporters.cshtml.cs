using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Releases;

/// <summary>How nobody is given away, for everyone, with the releases and how each was checked.</summary>
public sealed class HowWeProtectReportersModel(FrozenReleases releases) : DashboardPage
{
    /// <summary>A release that was published. Exactly one of the two is set.</summary>
    public sealed record Line(ReleaseId Id, FrozenRelease? Frozen, WithdrawnRelease? Withdrawn);

    /// <summary>The latest first.</summary>
    public IReadOnlyList<Line> Releases { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var quarters = (await releases.AllAsync(Gone)).Select(release => new Line(ReleaseId.Of(release.Quarter), release, null));
        var revisions = (await releases.RevisionsAsync(Gone)).Select(release => new Line(ReleaseId.RevisionOf(release.Quarter.Year), release, null));
        var withdrawn = (await releases.WithdrawnAsync(Gone)).Select(release => new Line(release.Id, null, release));
        Releases = [.. quarters.Concat(revisions).Concat(withdrawn).OrderByDescending(line => line.Id)];
    }
}
