using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Data;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Ports;

/// <summary>One port: how it is, what to do next, and what happened.</summary>
public sealed class PortModel(IGrains grains, PortCharts charts, FrozenReleases releases, People people, TimeProvider clock) : DashboardPage
{
    /// <summary>Under which a form leaves what it has just done, for the page to say once.</summary>
    internal const string DoneKey = "done";

    private const int FirstEntries = 8;
    private const int OfferedSteps = 3;

    public PortStatus Status { get; private set; } = null!;

    public IReadOnlyList<StageStep> Path { get; private set; } = [];

    public IReadOnlyList<NextStep> Steps { get; private set; } = [];

    /// <summary>The latest first.</summary>
    public IReadOnlyList<HistoryLine> History { get; private set; } = [];

    public int HistoryCount { get; private set; }

    public IReadOnlyList<Chart> Charts { get; private set; } = [];

    /// <summary>Whether the charts hold figures of a release that was not audited.</summary>
    public bool HasUnaudited { get; private set; }

    public bool MayRecord { get; private set; }

    /// <summary>What has just been recorded; null otherwise.</summary>
    [TempData(Key = DoneKey)]
    public string? Done { get; set; }

    /// <param name="all">Whether to show the whole history.</param>
    public async Task<IActionResult> OnGetAsync(string locode, bool all)
    {
        if (!Locode.TryParse(locode, null, out var port))
            return NotFound();
        var grain = grains.Get<IPortGrain>(port.ToString());
        if (!(await grain.GetStatusAsync(null, Actor, Gone)).Succeeded(out var status, out var error))
            return Refuse(error);
        if (!(await grain.GetHistoryAsync(Actor, Gone)).Succeeded(out var history, out error))
            return Refuse(error);
        Status = status;
        MayRecord = Actor.MayRecordFor(port) && status.Stage?.IsMember == true;
        Path = StagePath.Of([.. history.OrderBy(entry => entry.Sequence).Select(entry => entry.Event)], clock.Today());
        Steps = [.. status.NextSteps.Take(OfferedSteps)];
        HistoryCount = history.Count;
        History = await LinesAsync(all ? history : [.. history.Take(FirstEntries)]);
        Charts = await charts.AllAsync(port, Actor, Gone);
        HasUnaudited = Charts.Count > 0 && (await releases.AllAsync(Gone)).Any(release => !release.Audited);
        return Page();
    }

    private async Task<IReadOnlyList<HistoryLine>> LinesAsync(IReadOnlyList<HistoryEntry> entries)
    {
        var known = await people.ListAsync(entries.Select(entry => entry.By), Gone);
        return [.. entries.Select(entry => new HistoryLine(entry.Event.At, HistoryText.Of(entry.Event), Who(entry.By, known)))];
    }

    /// <summary>Names are for JMSC; others learn whether it was they, JMSC or a colleague.</summary>
    private string Who(string by, IReadOnlyDictionary<string, KnownPerson> known)
    {
        if (by == Actor.Id)
            return "you";
        if (!known.TryGetValue(by, out var person))
            return "PortSafe";
        if (Actor.Role?.IsJmsc == true)
            return person.Name;
        return person.Role.IsJmsc ? "JMSC" : "a colleague";
    }
}

/// <param name="By">Who recorded it, as the reader may know them.</param>
public sealed record HistoryLine(DateOnly At, string Text, string By);
