using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Schemes.People;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Releases;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Ports;

/// <summary>One port: how it is, what to do next, and what changed.</summary>
public sealed class PortModel(
    IGrains grains, People people, TimeProvider clock, PortCharts charts, ScoreComparisons comparisons, FrozenReleases releases, Sessions sessions, SchemeContacts contacts)
    : PortPage(grains, people, clock)
{
    /// <summary>Under which a form leaves what it has just done, for the page to say once.</summary>
    internal const string DoneKey = "done";

    private const int LatestEntries = 4;
    private const int OfferedSteps = 5;

    public ScoreComparison? Comparison { get; private set; }

    /// <summary>Who manages the port and who leads; null for readers who may not see it.</summary>
    public PeopleView? People { get; private set; }

    public IReadOnlyList<NextStep> Steps => [.. Status.NextSteps.Take(OfferedSteps)];

    public PortNews News { get; private set; } = null!;

    /// <summary>The latest few, without the mistakes.</summary>
    public IReadOnlyList<HistoryLine> Latest { get; private set; } = [];

    /// <summary>How many entries the whole history shows.</summary>
    public int EntryCount => Entries.Count(entry => entry.Event is not EntryWithdrawn);

    public IReadOnlyList<Chart> Charts { get; private set; } = [];

    /// <summary>Whether the charts hold figures of a release that was not audited.</summary>
    public bool HasUnaudited { get; private set; }

    /// <summary>Whether anything was recorded of the scheme itself since it was approved.</summary>
    public bool HasRecords => Entries.Any(entry => entry is { WithdrawnBy: null, Event: MilestoneRecorded or BriefingHeld or QuarterFiguresRecorded or ContactVerified });

    /// <summary>What has just been recorded; null otherwise.</summary>
    [TempData(Key = DoneKey)]
    public string? Done { get; set; }

    /// <summary>The form that records a step; null where the reader may not record it.</summary>
    public string? LinkTo(NextStep step)
    {
        var port = Status.Locode;
        return step.Kind switch
        {
            NextStepKind.Milestone when People is { MayName: true } && SchemePart.All.FirstOrDefault(part => part.Milestone == step.Milestone) is { } part =>
                Links.PortPeople(port, $"name?part={part}"),
            NextStepKind.Milestone => MayRecord ? $"{Links.RecordMilestone(port)}?milestone={step.Milestone}" : null,
            NextStepKind.Contact => MayRecord ? Links.VerifyContact(port) : null,
            NextStepKind.Briefing => MayRecordAwareness ? Links.RecordBriefing(port) : null,
            _ => MayRecordAwareness ? Links.RecordFigures(port) : null,
        };
    }

    public async Task<IActionResult> OnGetAsync()
    {
        var published = await releases.AllAsync(Gone);
        Latest = await LinesAsync([.. Entries.Where(entry => entry is { WithdrawnBy: null, Event: not EntryWithdrawn }).Take(LatestEntries)]);
        if (!IsRunning)
            return Page();
        People = await PeopleView.OfAsync(contacts, Status.Locode, Actor, Gone);
        Comparison = await comparisons.OfAsync(Status.Locode, Status.Size, Actor, Gone);
        Charts = await charts.AllAsync(Status.Locode, Actor, Gone);
        HasUnaudited = Charts.Count > 0 && published.Any(release => !release.Audited);
        var lastVisit = Actor.PersonId is { } person ? await sessions.LastVisitAsync(person, Gone) : null;
        News = PortNews.Of(Entries, lastVisit, published.Select(release => (release.Quarter, release.FrozenAt)), Today);
        return Page();
    }
}
