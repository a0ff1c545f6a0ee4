using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;

namespace PortSafe.Domain.Schemes;

/// <summary>Where a port's application or scheme stands, by what JMSC and the port have said.</summary>
public enum Standing
{
    /// <summary>Nobody has ever applied.</summary>
    None,

    /// <summary>An application waits for JMSC.</summary>
    Waiting,

    Approved,
    Rejected,
    Suspended,
    Withdrawn,

    /// <summary>The port has left the register.</summary>
    Closed,
}

/// <summary>What JMSC or the port said that ends a scheme for a time, and why.</summary>
internal sealed record Setback(DateOnly On, string Reason);

/// <summary>
/// Everything that holds of one port as of a day: a fold over its events with a date no later than that, in the order of their dates
/// and, within a day, of their recording.
/// </summary>
public sealed record SchemeFacts
{
    internal SchemeFacts(DateOnly asOf) => AsOf = asOf;

    /// <summary>The day on which all this holds. The facts of a later day are these with that day, as long as no event is dated after this one.</summary>
    public DateOnly AsOf { get; init; }

    /// <summary>The events behind these facts: those dated on or before <see cref="AsOf"/>.</summary>
    public int FactCount { get; internal init; }

    /// <summary>Since when the port is in the register; null when it was not in it yet.</summary>
    public DateOnly? AddedOn { get; internal init; }

    public string? Name { get; internal init; }

    public Region? Region { get; internal init; }

    public PortSize? Size { get; internal init; }

    /// <summary>Degrees north, -90 to 90.</summary>
    public double? Latitude { get; internal init; }

    /// <summary>Degrees east, -180 to 180.</summary>
    public double? Longitude { get; internal init; }

    /// <summary>Null while the port is open, and again once it is added or reinstated, or applies anew.</summary>
    public DateOnly? ClosedOn => Closure?.On;

    /// <summary>The day of the latest application.</summary>
    public DateOnly? AppliedOn { get; internal init; }

    /// <summary>In what capacity the latest applicant applied.</summary>
    public ApplicantRole? AppliedAs { get; internal init; }

    /// <summary>The day on which the latest application was approved; null while it waits, and when it was rejected.</summary>
    public DateOnly? ApprovedOn { get; internal init; }

    public DateOnly? RejectedOn => Rejection?.On;

    public DateOnly? SuspendedOn => Suspension?.On;

    public DateOnly? WithdrawnOn => Withdrawal?.On;

    /// <summary>Why the port was closed, or its scheme withdrawn, suspended or rejected: of several that hold, the first of these; null when none does.</summary>
    public string? Reason => (Closure ?? Withdrawal ?? Suspension ?? Rejection)?.Reason;

    internal Setback? Closure { get; init; }

    internal Setback? Withdrawal { get; init; }

    internal Setback? Suspension { get; init; }

    internal Setback? Rejection { get; init; }

    /// <summary>The day on which the latest pack was issued. It stays issued through a withdrawal and a new application.</summary>
    public DateOnly? PackIssuedOn { get; internal init; }

    public string? PackVersion { get; internal init; }

    /// <summary>
    /// Milestones as recorded and not withdrawn since, with the day from which each holds (of the annual self-check: the latest).
    /// A lapsed self-check is among them; <see cref="HeldOn"/> tells what holds.
    /// </summary>
    public IReadOnlyDictionary<Milestone, DateOnly> Recorded { get; internal init; } = new Dictionary<Milestone, DateOnly>();

    /// <summary>The port's facilities, closed ones too.</summary>
    public IReadOnlyDictionary<FacilityNumber, Facility> Facilities { get; internal init; } = new Dictionary<FacilityNumber, Facility>();

    /// <summary>Every quarter's figures of single facilities with their day, the latest recorded of each.</summary>
    public IReadOnlyDictionary<(FacilityNumber Facility, Quarter Quarter), QuarterFiguresRecorded> FacilityFigures { get; internal init; } =
        new Dictionary<(FacilityNumber, Quarter), QuarterFiguresRecorded>();

    /// <summary>Every quarter's figures of the port as a whole with their day, the latest recorded of each.</summary>
    public IReadOnlyDictionary<Quarter, QuarterFiguresRecorded> Figures { get; internal init; } = new Dictionary<Quarter, QuarterFiguresRecorded>();

    /// <summary>Every single briefing, those of quarters that have figures included.</summary>
    public IReadOnlyList<BriefingHeld> Briefings { get; internal init; } = [];

    public DateOnly? ContactVerifiedOn { get; internal init; }

    /// <summary>
    /// The last day on which somebody did something for the scheme: applied or reinstated it, recorded or withdrew a milestone, held a
    /// briefing, gave figures or verified the contact. What JMSC decides alone, and changes of the register, are not counted.
    /// </summary>
    public DateOnly? LastActionOn { get; internal init; }

    /// <summary>Whether the newsletter reaches an address of the port; null when unknown.</summary>
    public bool? NewsletterDeliverable { get; init; }

    /// <summary>The day on which that was found.</summary>
    public DateOnly? NewsletterFoundOn { get; internal init; }

    /// <summary>Whether the current version of the displayed assets is up; null when unknown.</summary>
    public bool? CurrentAssetDisplayed { get; init; }

    /// <summary>Closed, withdrawn, suspended and rejected come before what else holds, in this order.</summary>
    public Standing Standing => (ClosedOn, WithdrawnOn, SuspendedOn, RejectedOn) switch
    {
        ({ }, _, _, _) => Standing.Closed,
        (_, { }, _, _) => Standing.Withdrawn,
        (_, _, { }, _) => Standing.Suspended,
        (_, _, _, { }) => Standing.Rejected,
        _ when ApprovedOn is not null => Standing.Approved,
        _ when AppliedOn is not null => Standing.Waiting,
        _ => Standing.None,
    };

    /// <summary>The day of the last annual self-check, lapsed or not.</summary>
    public DateOnly? SelfCheckOn => Recorded.TryGetValue(Milestone.AnnualSelfCheck, out var on) ? on : null;

    /// <summary>The last day on which the self-check holds; the review is due from the day after.</summary>
    public DateOnly? ReviewDueOn => SelfCheckOn?.AddMonths(12);

    /// <summary>Folds a port's events.</summary>
    /// <param name="stream">All of them, in the order of recording.</param>
    /// <param name="asOf">Events dated later are left out.</param>
    public static SchemeFacts From(IReadOnlyList<PortEvent> stream, DateOnly asOf)
    {
        var fold = new SchemeFold();
        foreach (var item in SchemeFold.InOrder(StruckEntries.Without(stream), asOf))
            fold.Apply(item);
        return fold.ToFacts(asOf);
    }

    /// <summary>Folds a port's events once, and tells what holds on each of some days: the same as <see cref="From"/> for each of them.</summary>
    /// <param name="stream">All of them, in the order of recording.</param>
    /// <param name="days">The earliest first.</param>
    public static IEnumerable<SchemeFacts> FromEach(IReadOnlyList<PortEvent> stream, IEnumerable<DateOnly> days)
    {
        var (fold, next) = (new SchemeFold(), 0);
        var ordered = SchemeFold.InOrder(StruckEntries.Without(stream), DateOnly.MaxValue);
        foreach (var day in days)
        {
            while (next < ordered.Count && ordered[next].At <= day)
                fold.Apply(ordered[next++]);
            yield return fold.Snapshot(day);
        }
    }

    /// <summary>Since when a milestone holds; null when it does not hold on <see cref="AsOf"/>.</summary>
    public DateOnly? HeldOn(Milestone milestone)
    {
        if (milestone == Milestone.HalfBriefed)
        {
            var window = AwarenessWindow.LastFourQuarters(this);
            if (window.Headcount is not null)
                return window.HalfBriefedOn;
        }
        if (!Recorded.TryGetValue(milestone, out var on))
            return null;
        return milestone == Milestone.AnnualSelfCheck && AsOf > on.AddMonths(12) ? null : on;
    }

    public bool Holds(Milestone milestone) => HeldOn(milestone) is not null;
}
