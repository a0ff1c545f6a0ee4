using System.Globalization;
using System.Text;
using PortSafe.Domain.Schemes;

namespace PortSafe.Domain.Ports;

/// <summary>The single rules behind <see cref="PortDecisions"/>.</summary>
internal static class PortRules
{
    private const int MaxName = 100;
    private const int MaxText = 500;
    private const int MaxPackVersion = 20;
    private const int MaxReference = 60;

    /// <summary>What is wrong with the input itself, whatever the port's state.</summary>
    public static Error? InputError(PortCommand command) => command switch
    {
        AddPort add => TextError(add.Name, "name", "a name", MaxName) ?? PlaceError(add),
        RenamePort rename => TextError(rename.Name, "name", "a name", MaxName),
        ClosePort close => ReasonError(close.Reason),
        Reject reject => ReasonError(reject.Reason),
        SuspendScheme suspend => ReasonError(suspend.Reason),
        WithdrawScheme withdraw => ReasonError(withdraw.Reason),
        ReinstateScheme reinstate => ReasonError(reinstate.Reason),
        WithdrawMilestone withdraw => ReasonError(withdraw.Reason),
        WithdrawEntry withdraw => ReasonError(withdraw.Reason),
        AddFacility add => TextError(add.Name, "name", "a name", MaxName) ?? (add.Facility == default ? NoFacilityNumber : null),
        RenameFacility rename => TextError(rename.Name, "name", "a name", MaxName),
        CloseFacility close => ReasonError(close.Reason),
        RecordMilestone record => NoteError(record.Note) ?? ReferenceError(record.Reference),
        IssuePack issue when !IsPackVersion(issue.Version) =>
            Error.Invalid("pack-version-invalid", "Enter the pack's version, such as 2022-11.", "version"),
        RecordBriefing { HeadCount: < 1 or > PortDecisions.MaxBriefingHeadCount } =>
            Error.Invalid("figure-out-of-bounds", "Enter between 1 and 100,000 people.", "headcount"),
        RecordQuarterFigures figures => figures.Figures.Errors().FirstOrDefault(),
        _ => null,
    };

    /// <summary>
    /// Whether the same fact with the same date stands already. Of facts that replace one another (a milestone and its withdrawal,
    /// a quarter's figures, a name) only the last counts, so that a mistaken correction can be corrected back.
    /// </summary>
    public static bool IsRecorded(IReadOnlyList<PortEvent> history, PortEvent candidate) => candidate switch
    {
        MilestoneRecorded or MilestoneWithdrawn or QuarterFiguresRecorded or PortRenamed or NewsletterAddressChanged => IsSame(LastAbout(history, candidate), candidate),
        FacilityAdded or FacilityRenamed or FacilityClosed => false,
        _ => history.Any(item => IsSame(item, candidate)),
    };

    /// <summary>Words that were wiped may have been the same.</summary>
    private static bool IsSame(PortEvent? recorded, PortEvent candidate) => candidate.Equals(recorded) ||
        (recorded is not null && EventText.Of(recorded) == EventText.Removed && recorded.Equals(EventText.With(candidate, EventText.Removed)));

    /// <summary>Why a fact cannot become true on its day.</summary>
    /// <param name="facts">What holds on that day without it.</param>
    /// <param name="history">Every event, later ones too.</param>
    public static Error? Refusal(SchemeFacts facts, IReadOnlyList<PortEvent> history, PortEvent candidate) => candidate switch
    {
        _ when FacilityRefusal(facts, candidate) is { } refused => refused,
        FacilityAdded or FacilityRenamed or FacilityClosed or EntryWithdrawn => null,
        NewsletterAddressChanged changed => facts.NewsletterDeliverable == changed.IsDeliverable
            ? Error.Conflict("already-recorded", "This is known already. There is nothing more to do.")
            : Recordable(facts),
        QuarterFiguresRecorded when facts.Standing == Standing.Waiting && IsApprovedNext(history, facts.AsOf) => null,
        PortRenamed renamed when renamed.Name == facts.Name => Error.Conflict("already-recorded", "The port already has this name.", "name"),
        MilestoneRecorded recorded => Recordable(facts) ?? AlreadyHeld(facts, recorded),
        MilestoneWithdrawn withdrawn when !facts.Recorded.ContainsKey(withdrawn.Milestone) =>
            Error.Conflict("milestone-not-held", "This milestone is not recorded on that date, so it cannot be withdrawn.", "milestone"),
        BriefingHeld or QuarterFiguresRecorded or ContactVerified => Recordable(facts),
        _ => StandingRefusal(facts, candidate),
    };

    /// <summary>Why the entry at a place in the stream cannot be withdrawn.</summary>
    public static Error? EntryError(IReadOnlyList<PortEvent> history, int sequence)
    {
        if (sequence < 1 || sequence > history.Count)
            return Error.NotFound("entry-not-found", "There is no such entry in the port's history.");
        if (!StruckEntries.CanBe(history[sequence - 1]))
            return Error.Conflict("entry-stands", "This entry cannot be withdrawn. What JMSC decided is undone by another decision.");
        return StruckEntries.Withdrawals(history).ContainsKey(sequence)
            ? Error.Conflict("already-recorded", "This entry has already been withdrawn. There is nothing more to do.")
            : null;
    }

    /// <summary>Which later event about the port's standing would have been impossible, had this one been known.</summary>
    public static Error? ContradictionAfter(IReadOnlyList<PortEvent> history, PortEvent candidate)
    {
        if (!IsAboutStanding(candidate) || !history.Any(item => item.At > candidate.At && IsAboutStanding(item)))
            return null;
        var fold = new SchemeFold();
        foreach (var item in SchemeFold.InOrder([.. history, candidate], DateOnly.MaxValue))
        {
            if (item.At > candidate.At && StandingRefusal(fold.Decisions, item) is not null)
            {
                return Error.Conflict(
                    "contradicts-later-fact", $"This would contradict what is recorded for {item.At:d MMMM yyyy}. Enter a later date.", "date");
            }
            fold.Apply(item);
        }
        return null;
    }

    private static bool IsAboutStanding(PortEvent item) => item is
        PortAdded or PortClosed or SchemeApplied or SchemeApproved or SchemeRejected or PackIssued or SchemeSuspended or SchemeWithdrawn or SchemeReinstated;

    private static Error? StandingRefusal(SchemeFacts facts, PortEvent candidate) => (candidate, facts.Standing) switch
    {
        (not (PortAdded or PortRenamed or SchemeApplied or SchemeReinstated or MilestoneWithdrawn), Standing.Closed) =>
            Error.Conflict("port-closed", "The port is closed on that date. Reinstate it first."),
        (PortAdded added, not Standing.Closed) when facts.AddedOn is not null => AlreadyAdded(facts, added),
        (PortAdded added, Standing.Closed) when (added.Region, added.Size) != (facts.Region, facts.Size) => Error.Conflict(
            "port-exists", "The port was in the register in another region or of another size, which only a new version of the publication plan changes. Reinstate it instead."),
        (SchemeApplied, Standing.Waiting) => Error.Conflict("application-waiting", "An application for this port already waits for a decision."),
        (SchemeApplied, Standing.Approved) => Error.Conflict("already-joined", "This port has already joined the scheme."),
        (SchemeApproved or SchemeRejected, not Standing.Waiting) =>
            Error.Conflict("no-application-waiting", "No application for this port waits for a decision on that date."),
        (PackIssued or SchemeSuspended, not Standing.Approved) => NotApproved,
        (SchemeWithdrawn, Standing.None or Standing.Rejected or Standing.Withdrawn) =>
            Error.Conflict("no-scheme", "The port has no application or scheme on that date that could be withdrawn."),
        (SchemeReinstated, Standing.None or Standing.Waiting or Standing.Approved) =>
            Error.Conflict("nothing-to-reinstate", "Only a rejected, suspended, withdrawn or closed scheme can be reinstated."),
        _ => null,
    };

    private static Error? FacilityRefusal(SchemeFacts facts, PortEvent candidate)
    {
        Facility? Known(FacilityNumber number) => facts.Facilities.GetValueOrDefault(number);
        return candidate switch
        {
            FacilityAdded when facts.Standing == Standing.Closed || facts.AddedOn is null =>
                Error.Conflict("port-closed", "The port is not in the register on that date."),
            FacilityAdded added when Known(added.Facility) is { ClosedOn: null } => Error.Conflict("facility-exists", "The port has a facility with this number already.", "facility"),
            FacilityRenamed renamed when Known(renamed.Facility) is { } known => known.Name == renamed.Name
                ? Error.Conflict("already-recorded", "The facility already has this name.", "name")
                : null,
            FacilityRenamed => NoFacility,
            FacilityClosed closed => Known(closed.Facility) is { ClosedOn: null } ? null : NoFacility,
            _ when Facility.AwarenessOf(candidate) is { } number => Known(number) is { ClosedOn: null } ? null : NoFacility,
            _ => null,
        };
    }

    private static Error NoFacility => Error.Conflict("facility-not-open", "The port has no such facility on that date.", "facility");

    private static Error NoFacilityNumber => Error.Invalid("facility-invalid", "Enter the facility's number of four digits, such as 0001.", "facility");

    private static Error NotApproved => Error.Conflict("scheme-not-approved", "The port has no approved scheme on that date. Check the date, or approve its application first.");

    /// <summary>A suspended scheme stays approved: what it does to be reinstated can be recorded.</summary>
    private static Error? Recordable(SchemeFacts facts) => facts.Standing switch
    {
        Standing.Approved or Standing.Suspended when facts.ApprovedOn is not null => null,
        Standing.Closed => Error.Conflict("port-closed", "The port is closed on that date. Reinstate it first."),
        _ => NotApproved,
    };

    /// <summary>A port that applied in a quarter has figures for all of it, though its approval may fall into the next.</summary>
    private static bool IsApprovedNext(IReadOnlyList<PortEvent> history, DateOnly after) =>
        SchemeFold.InOrder(history.Where(item => item.At > after && IsAboutStanding(item)), DateOnly.MaxValue) is [SchemeApproved, ..];

    private static Error? AlreadyHeld(SchemeFacts facts, MilestoneRecorded candidate)
    {
        if (!facts.Recorded.TryGetValue(candidate.Milestone, out var since) || (candidate.Milestone == Milestone.AnnualSelfCheck && since < candidate.At))
            return null;
        // On the same day it is the same fact, whatever the note says: a file that repeats it is not at fault.
        var code = since == candidate.At ? "already-recorded" : "milestone-held";
        return Error.Conflict(code, $"This milestone is already recorded, from {since:d MMMM yyyy}.", "milestone");
    }

    private static Error AlreadyAdded(SchemeFacts facts, PortAdded candidate)
    {
        var isSame = (facts.Name, facts.Region, facts.Size, facts.Latitude, facts.Longitude)
            == (candidate.Name, candidate.Region, candidate.Size, candidate.Latitude, candidate.Longitude);
        return isSame
            ? Error.Conflict("already-recorded", "The port is already in the register. There is nothing more to do.")
            : Error.Conflict("port-exists", "The port is already in the register with other details. Its name can be changed there; its region changes only with the publication plan.");
    }

    private static PortEvent? LastAbout(IReadOnlyList<PortEvent> history, PortEvent candidate)
    {
        var subject = Subject(candidate);
        return SchemeFold.InOrder(history.Where(item => Equals(Subject(item), subject)), candidate.At) is [.., var last] ? last : null;
    }

    /// <summary>What a fact that replaces earlier ones is about; null for every other fact.</summary>
    private static object? Subject(PortEvent item) => item switch
    {
        MilestoneRecorded recorded => recorded.Milestone,
        MilestoneWithdrawn withdrawn => withdrawn.Milestone,
        QuarterFiguresRecorded figures => (figures.Facility, figures.Quarter),
        PortRenamed => typeof(PortRenamed),
        NewsletterAddressChanged => typeof(NewsletterAddressChanged),
        _ => null,
    };

    private static Error? PlaceError(AddPort add)
    {
        if (!Region.TryParse(add.Region.ToString(), null, out _))
            return Error.Invalid("region-unknown", "Choose a region of the publication plan.", "region");
        if (!double.IsFinite(add.Latitude) || Math.Abs(add.Latitude) > 90)
            return Error.Invalid("coordinate-out-of-bounds", "Enter a latitude between -90 and 90.", "latitude");
        return !double.IsFinite(add.Longitude) || Math.Abs(add.Longitude) > 180
            ? Error.Invalid("coordinate-out-of-bounds", "Enter a longitude between -180 and 180.", "longitude")
            : null;
    }

    private static bool IsPackVersion(string? version) =>
        version is { Length: > 0 and <= MaxPackVersion } && version.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.');

    private static Error? NoteError(string? note) => string.IsNullOrWhiteSpace(note) ? null : TextError(note, "note", "a note", MaxText);

    /// <summary>A reference is no place for words: it stays when a person's words are wiped.</summary>
    private static Error? ReferenceError(string? reference)
    {
        if (string.IsNullOrWhiteSpace(reference))
            return null;
        var isCode = reference.Trim() is { Length: <= MaxReference } code && code.All(character => char.IsAsciiLetterOrDigit(character) || "._/#:-".Contains(character));
        return isCode ? null : Error.Invalid("reference-invalid", $"Enter a reference of at most {MaxReference} letters, digits and . _ / # : - without spaces, such as SEC-2026/014.", "reference");
    }

    private static Error? ReasonError(string? reason) => TextError(reason, "reason", "a reason", MaxText);

    private static Error? TextError(string? text, string field, string what, int limit)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Error.Invalid("text-missing", $"Enter {what}.", field);
        if (text.Length > limit)
            return Error.Invalid("text-too-long", $"Enter {what} of at most {limit} characters.", field);
        return text.EnumerateRunes().Any(IsUnprintable)
            ? Error.Invalid("text-unprintable", $"Enter {what} on one line, without control characters.", field)
            : null;
    }

    /// <summary>Half of a surrogate pair reads as the replacement character; it could not be stored.</summary>
    private static bool IsUnprintable(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
