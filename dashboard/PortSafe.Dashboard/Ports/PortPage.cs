using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Data;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Ports;

namespace PortSafe.Dashboard.Ports;

/// <summary>A page about one port that the reader may read.</summary>
public abstract class PortPage(IGrains grains, People people, TimeProvider clock) : DashboardPage
{
    private IReadOnlyList<StageStep>? _path;

    public PortStatus Status { get; private set; } = null!;

    /// <summary>Everything recorded of the port, the latest fact first.</summary>
    public IReadOnlyList<HistoryEntry> Entries { get; private set; } = [];

    protected IPortGrain Grain => grains.Get<IPortGrain>(Status.Locode.ToString());

    public DateOnly Today => clock.Today();

    /// <summary>Empty while nobody has applied.</summary>
    public IReadOnlyList<StageStep> Path => _path ??= StagePath.Of([.. Entries.OrderBy(entry => entry.Sequence).Select(entry => entry.Event)], Today);

    /// <summary>Whether the port takes part, or could again once what suspended it is put right.</summary>
    public bool IsRunning => Status.Stage?.IsMember == true || Status.Stage == Stage.Suspended;

    /// <summary>Whether the reader may record what is the port's own.</summary>
    public bool MayRecord => IsRunning && Actor.MayRecordFor(Status.Locode);

    /// <summary>Whether the reader may record awareness, of the port or of a facility in their care.</summary>
    public bool MayRecordAwareness => MayRecord || (IsRunning && Status.Facilities.Any(facility => facility.Facility.ClosedOn is null && Actor.MayRecordFor(Status.Locode, facility.Facility.Number)));

    protected override async Task<IActionResult?> OpenAsync()
    {
        if (!Locode.TryParse((string?)RouteData.Values["locode"], null, out var port))
            return NotFound();
        var grain = grains.Get<IPortGrain>(port.ToString());
        if (!(await grain.GetStatusAsync(null, Actor, Gone)).Succeeded(out var status, out var error) ||
            !(await grain.GetHistoryAsync(Actor, Gone)).Succeeded(out var history, out error))
            return Refuse(error);
        (Status, Entries) = (status, history);
        return null;
    }

    /// <summary>Entries as the reader may know them.</summary>
    /// <param name="entries">Some of <see cref="Entries"/>.</param>
    protected async Task<IReadOnlyList<HistoryLine>> LinesAsync(IReadOnlyList<HistoryEntry> entries)
    {
        var withdrawals = Entries.Where(entry => entry.Event is EntryWithdrawn).ToDictionary(entry => entry.Sequence);
        var shown = entries.Select(entry => (Entry: entry, Withdrawal: entry.WithdrawnBy is { } by ? withdrawals.GetValueOrDefault(by) : null)).ToList();
        var known = await people.ListAsync(shown.SelectMany(item => new[] { item.Entry.By, item.Withdrawal?.By }).OfType<string>(), Gone);
        return
        [
            .. shown.Select(item => new HistoryLine(
                item.Entry.Sequence,
                item.Entry.Event.At,
                HistoryText.Of(item.Entry.Event),
                UkDate.Of(item.Entry.RecordedAt),
                Who(item.Entry.By, known),
                item.Withdrawal is { Event: EntryWithdrawn withdrawn } by ? new StruckNote(UkDate.Of(by.RecordedAt), Who(by.By, known), withdrawn.Reason) : null,
                MayStrike(item.Entry))),
        ];
    }

    /// <summary>Whether the reader may say that an entry was a mistake.</summary>
    protected bool MayStrike(HistoryEntry entry) =>
        entry.WithdrawnBy is null && StruckEntries.CanBe(entry.Event) && Actor.MayRecordFor(Status.Locode, Facility.AwarenessOf(entry.Event));

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

/// <summary>An entry of the history as somebody reads it.</summary>
/// <param name="At">The day on which it holds.</param>
/// <param name="By">Who recorded it, as the reader may know them.</param>
/// <param name="Struck">Null while it counts.</param>
/// <param name="MayStrike">Whether the reader may say that it was a mistake.</param>
public sealed record HistoryLine(int Sequence, DateOnly At, string Text, DateOnly RecordedOn, string By, StruckNote? Struck, bool MayStrike);

/// <summary>Who said of an entry that it was a mistake, when and why.</summary>
public sealed record StruckNote(DateOnly On, string By, string Why);
