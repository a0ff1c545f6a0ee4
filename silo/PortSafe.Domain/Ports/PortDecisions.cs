using PortSafe.Domain.Accounts;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Schemes;

namespace PortSafe.Domain.Ports;

/// <summary>What may be recorded of a port, given what already is.</summary>
public static class PortDecisions
{
    /// <summary>No fact is older: the scheme did not exist.</summary>
    public static DateOnly EarliestDate { get; } = new(2015, 1, 1);

    public const int MaxBriefingHeadCount = 100_000;

    /// <summary>Whether the person or job may ask for this at all, whatever the port's state.</summary>
    /// <param name="history">All the port's events: whose an entry is decides on who may withdraw it.</param>
    public static bool Allowed(IReadOnlyList<PortEvent> history, PortCommand command, Locode port, Actor actor) => command switch
    {
        RecordMilestone or WithdrawMilestone or VerifyContact => actor.MayRecordFor(port),
        RecordBriefing briefing => actor.MayRecordFor(port, briefing.Facility),
        RecordQuarterFigures figures => actor.MayRecordFor(port, figures.Facility),
        WithdrawEntry withdraw => actor.MayRecordFor(port, Entry(history, withdraw) is { } entry ? Facility.AwarenessOf(entry) : null),
        RecordNewsletterAddress => actor.May(Permission.TrackNewsletterAddresses),
        _ => actor.May(Permission.ManageSchemes),
    };

    /// <summary>
    /// The events to append, or why there are none. A backdated command is judged by what held on its own day (a quarter's
    /// figures also by an approval that came after the quarter); one about the standing of the scheme must also leave every later one
    /// possible.
    /// </summary>
    /// <param name="history">All the port's events, in the order of recording; empty for a port that is not in the register.</param>
    /// <param name="today">The day on which the command is given.</param>
    public static Result<IReadOnlyList<PortEvent>> Decide(IReadOnlyList<PortEvent> history, PortCommand command, DateOnly today)
    {
        if (command is not AddPort && !history.Any(item => item is PortAdded))
            return Error.NotFound("port-not-found", "There is no such port in the register. Check the LOCODE, or ask JMSC to add the port.");
        if (command is WithdrawEntry entry && PortRules.EntryError(history, entry.Sequence) is { } error)
            return error;
        var at = DateOf(history, command, today);
        if ((DateError(command, at, today) ?? PortRules.InputError(command)) is { } invalid)
            return invalid;
        var candidate = EventOf(command, at);
        var counted = StruckEntries.Without(history);
        if (command is not RecordBriefing { IsAnother: true } && PortRules.IsRecorded(counted, candidate))
            return Error.Conflict("already-recorded", "This has already been recorded. There is nothing more to do.");
        var facts = SchemeFacts.From(counted, at);
        if ((PortRules.Refusal(facts, counted, candidate) ?? PortRules.ContradictionAfter(counted, candidate)) is { } refused)
            return refused;
        return new Result<IReadOnlyList<PortEvent>>([candidate], null);
    }

    /// <summary>What is wrong with a command in itself, whatever the port's state and the day; null when nothing is.</summary>
    public static Error? Fault(PortCommand command) => PortRules.InputError(command);

    private static PortEvent? Entry(IReadOnlyList<PortEvent> history, WithdrawEntry command) =>
        command.Sequence >= 1 && command.Sequence <= history.Count ? history[command.Sequence - 1] : null;

    private static DateOnly DateOf(IReadOnlyList<PortEvent> history, PortCommand command, DateOnly today) => command switch
    {
        RecordQuarterFigures { Quarter: var quarter } when quarter == Quarter.Of(today) => today,
        WithdrawEntry withdraw => history[withdraw.Sequence - 1].At,
        _ => command.At,
    };

    private static Error? DateError(PortCommand command, DateOnly at, DateOnly today)
    {
        var field = command is RecordQuarterFigures ? "quarter" : "date";
        if (at > today)
            return Error.Invalid("date-in-future", field == "quarter" ? "Enter a quarter that has begun." : "Enter a date that is today or earlier.", field);
        return at < EarliestDate
            ? Error.Invalid("date-too-early", field == "quarter" ? "Enter a quarter from 2015Q1 on." : "Enter a date from 1 January 2015 on.", field)
            : null;
    }

    private static PortEvent EventOf(PortCommand command, DateOnly at) => command switch
    {
        AddPort add => new PortAdded(at, add.Name.Trim(), add.Region, add.Size, add.Latitude, add.Longitude),
        RenamePort rename => new PortRenamed(at, rename.Name.Trim()),
        ClosePort close => new PortClosed(at, close.Reason.Trim()),
        Apply apply => new SchemeApplied(at, apply.Role),
        Approve => new SchemeApproved(at),
        Reject reject => new SchemeRejected(at, reject.Reason.Trim()),
        IssuePack issue => new PackIssued(at, issue.Version),
        SuspendScheme suspend => new SchemeSuspended(at, suspend.Reason.Trim()),
        WithdrawScheme withdraw => new SchemeWithdrawn(at, withdraw.Reason.Trim()),
        ReinstateScheme reinstate => new SchemeReinstated(at, reinstate.Reason.Trim()),
        RecordMilestone record => new MilestoneRecorded(
            at, record.Milestone, string.IsNullOrWhiteSpace(record.Note) ? null : record.Note.Trim(), string.IsNullOrWhiteSpace(record.Reference) ? null : record.Reference.Trim()),
        WithdrawMilestone withdraw => new MilestoneWithdrawn(at, withdraw.Milestone, withdraw.Reason.Trim()),
        RecordBriefing briefing => new BriefingHeld(at, briefing.Audience, briefing.HeadCount, briefing.Facility),
        RecordQuarterFigures figures => new QuarterFiguresRecorded(at, figures.Quarter, figures.Figures, figures.Facility),
        VerifyContact => new ContactVerified(at),
        RecordNewsletterAddress record => new NewsletterAddressChanged(at, record.IsDeliverable),
        WithdrawEntry withdraw => new EntryWithdrawn(at, withdraw.Sequence, withdraw.Reason.Trim()),
        AddFacility add => new FacilityAdded(at, add.Facility, add.Name.Trim()),
        RenameFacility rename => new FacilityRenamed(at, rename.Facility, rename.Name.Trim()),
        CloseFacility close => new FacilityClosed(at, close.Facility, close.Reason.Trim()),
        _ => throw new NotSupportedException($"No rule decides a command of type {command.GetType().Name}."),
    };
}
