using PortSafe.Data;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Ports;

/// <summary>Loads the stream, lets the Domain decide, appends, answers. Holds nothing between calls.</summary>
public class PortGrain(Locode id, EventStore store, TimeProvider clock) : IPortGrain
{
    /// <summary>Each lost race is another writer's success, so a busy port makes progress; this only bounds a fault.</summary>
    private const int MaxAttempts = 1000;

    public Task<Result<PortStatus>> AddAsync(AddPort command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> RenameAsync(RenamePort command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> CloseAsync(ClosePort command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> ApplyAsync(Apply command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> ApproveAsync(Approve command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> RejectAsync(Reject command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> IssuePackAsync(IssuePack command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> SuspendAsync(SuspendScheme command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> WithdrawAsync(WithdrawScheme command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> ReinstateAsync(ReinstateScheme command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> RecordMilestoneAsync(RecordMilestone command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> WithdrawMilestoneAsync(WithdrawMilestone command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> RecordBriefingAsync(RecordBriefing command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> RecordQuarterFiguresAsync(RecordQuarterFigures command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> VerifyContactAsync(VerifyContact command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> RecordNewsletterAddressAsync(RecordNewsletterAddress command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> WithdrawEntryAsync(WithdrawEntry command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> AddFacilityAsync(AddFacility command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> RenameFacilityAsync(RenameFacility command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public Task<Result<PortStatus>> CloseFacilityAsync(CloseFacility command, Actor by, CancellationToken ct) => RecordAsync(command, by, ct);

    public async Task<Result<PortStatus>> GetStatusAsync(DateOnly? asOf, Actor by, CancellationToken ct)
    {
        if (!by.MayRead(id))
            return Authority.Refusal;
        var history = await store.LoadAsync(id, ct);
        return StatusOf(history.Events, asOf ?? clock.Today());
    }

    public async Task<Result<IReadOnlyList<HistoryEntry>>> GetHistoryAsync(Actor by, CancellationToken ct)
    {
        if (!by.MayRead(id))
            return Authority.Refusal;
        var events = await store.LoadRecordedAsync(id, ct);
        if (events.Count == 0)
            return NotInRegister;
        var struck = StruckEntries.Withdrawals([.. events.Select(item => item.Event)]);
        return events
            .Select(item => new HistoryEntry(item.Sequence, item.Event, item.RecordedAt, item.By, struck.TryGetValue(item.Sequence, out var by) ? by : null))
            .OrderByDescending(entry => entry.Event.At).ThenByDescending(entry => entry.Sequence)
            .ToList();
    }

    private static Error NotInRegister => Error.NotFound("port-not-found", "There is no such port in the register. Check the LOCODE.");

    private async Task<Result<PortStatus>> RecordAsync(PortCommand command, Actor by, CancellationToken ct)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var history = await store.LoadAsync(id, ct);
            if (!PortDecisions.Allowed(history.Events, command, id, by))
                return Authority.Refusal;
            if (!PortDecisions.Decide(history.Events, command, clock.Today()).Succeeded(out var events, out var error))
                return error;
            if (await store.AppendAsync([new PortAppend(id, history, events)], by, null, ct))
                return StatusOf([.. history.Events, .. events], clock.Today());
        }
        return Error.Conflict("port-busy", "Others are changing this port at the same moment. Try again.");
    }

    private Result<PortStatus> StatusOf(IReadOnlyList<PortEvent> events, DateOnly asOf)
    {
        var facts = SchemeFacts.From(events, asOf);
        if (facts is not { Name: { } name, Region: { } region, Size: { } size })
            return NotInRegister;
        return new PortStatus(
            id,
            name,
            region,
            size,
            facts.ClosedOn,
            Stages.Of(facts),
            Stages.ChangesOn(facts),
            [.. Milestone.All.Select(milestone => new MilestoneStatus(milestone, RecordedOn(facts, milestone), facts.Holds(milestone)))],
            AwarenessWindow.LastFourQuarters(facts),
            [.. facts.Figures.Values.OrderBy(recorded => recorded.Quarter).Select(recorded => new QuarterAwareness(recorded.Quarter, recorded.Figures))],
            FacilitiesOf(facts),
            Score.Of(facts),
            NextSteps.Of(facts),
            events.Count,
            asOf);
    }

    private static IReadOnlyList<FacilityStatus> FacilitiesOf(SchemeFacts facts)
    {
        var port = AwarenessWindow.LastFourQuarters(facts);
        return
        [
            .. facts.Facilities.Values.OrderBy(facility => facility.Number).Select(facility => new FacilityStatus(
                facility,
                AwarenessWindow.OverFacility(facts, facility.Number, port.First, port.Last),
                [
                    .. facts.FacilityFigures.Values.Where(recorded => recorded.Facility == facility.Number).OrderBy(recorded => recorded.Quarter)
                        .Select(recorded => new QuarterAwareness(recorded.Quarter, recorded.Figures)),
                ])),
        ];
    }

    private static DateOnly? RecordedOn(SchemeFacts facts, Milestone milestone) =>
        facts.Recorded.TryGetValue(milestone, out var on) ? on : facts.HeldOn(milestone);
}
