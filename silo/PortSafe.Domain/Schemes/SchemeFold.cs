using PortSafe.Domain.Ports;

namespace PortSafe.Domain.Schemes;

/// <summary>The running state of a fold over one port's events. Mutable for speed: a rebuild folds millions of them.</summary>
internal sealed class SchemeFold
{
    private readonly Dictionary<Milestone, DateOnly> _milestones = [];
    private readonly Dictionary<Quarter, QuarterFiguresRecorded> _figures = [];
    private readonly List<BriefingHeld> _briefings = [];
    private Dictionary<FacilityNumber, Facility>? _facilities;
    private Dictionary<(FacilityNumber, Quarter), QuarterFiguresRecorded>? _facilityFigures;
    private NewsletterAddressChanged? _newsletter;
    private SchemeFacts _facts = new(default);
    private DateOnly? _lastAction;
    private DateOnly? _contactVerified;
    private int _count;

    /// <summary>Events dated no later than the day, by date and within a date as they came.</summary>
    public static IReadOnlyList<PortEvent> InOrder(IEnumerable<PortEvent> events, DateOnly asOf)
    {
        var kept = new List<PortEvent>();
        var sorted = true;
        foreach (var item in events)
        {
            if (item.At > asOf)
                continue;
            sorted &= kept.Count == 0 || kept[^1].At <= item.At;
            kept.Add(item);
        }
        return sorted ? kept : [.. kept.OrderBy(item => item.At)];
    }

    /// <summary>What is known so far of the register and of JMSC's decisions, and no more.</summary>
    public SchemeFacts Decisions => _facts;

    /// <exception cref="NotSupportedException">The event's type is unknown: never read as if nothing had happened.</exception>
    public void Apply(PortEvent item)
    {
        switch (item)
        {
            case MilestoneRecorded recorded:
                Hold(recorded);
                break;
            case MilestoneWithdrawn withdrawn:
                _milestones.Remove(withdrawn.Milestone);
                break;
            case BriefingHeld briefing:
                _briefings.Add(briefing);
                break;
            case QuarterFiguresRecorded { Facility: { } facility } figures:
                (_facilityFigures ??= [])[(facility, figures.Quarter)] = figures;
                break;
            case QuarterFiguresRecorded figures:
                _figures[figures.Quarter] = figures;
                break;
            case FacilityAdded or FacilityRenamed or FacilityClosed:
                Place(item);
                break;
            case NewsletterAddressChanged changed:
                _newsletter = changed;
                break;
            case ContactVerified:
                _contactVerified = item.At;
                break;
            default:
                _facts = Decided(_facts, item);
                break;
        }
        if (IsAction(item))
            _lastAction = item.At;
        _count++;
    }

    public SchemeFacts ToFacts(DateOnly asOf) => new(asOf)
    {
        FactCount = _count,
        AddedOn = _facts.AddedOn,
        Name = _facts.Name,
        Region = _facts.Region,
        Size = _facts.Size,
        Latitude = _facts.Latitude,
        Longitude = _facts.Longitude,
        AppliedOn = _facts.AppliedOn,
        AppliedAs = _facts.AppliedAs,
        ApprovedOn = _facts.ApprovedOn,
        Closure = _facts.Closure,
        Withdrawal = _facts.Withdrawal,
        Suspension = _facts.Suspension,
        Rejection = _facts.Rejection,
        PackIssuedOn = _facts.PackIssuedOn,
        PackVersion = _facts.PackVersion,
        Recorded = _milestones,
        Figures = _figures,
        Briefings = _briefings,
        Facilities = _facilities ?? NoFacilities,
        FacilityFigures = _facilityFigures ?? NoFacilityFigures,
        NewsletterDeliverable = _newsletter?.IsDeliverable,
        NewsletterFoundOn = _newsletter?.At,
        ContactVerifiedOn = _contactVerified,
        LastActionOn = _lastAction,
    };

    private static Dictionary<FacilityNumber, Facility> NoFacilities { get; } = [];

    private static Dictionary<(FacilityNumber, Quarter), QuarterFiguresRecorded> NoFacilityFigures { get; } = [];

    private void Place(PortEvent item)
    {
        _facilities ??= [];
        switch (item)
        {
            case FacilityAdded added:
                _facilities[added.Facility] = new Facility(added.Facility, added.Name, _facilities.GetValueOrDefault(added.Facility)?.AddedOn ?? added.At, null);
                break;
            case FacilityRenamed renamed when _facilities.TryGetValue(renamed.Facility, out var known):
                _facilities[renamed.Facility] = known with { Name = renamed.Name };
                break;
            case FacilityClosed closed when _facilities.TryGetValue(closed.Facility, out var known):
                _facilities[closed.Facility] = known with { ClosedOn = closed.At };
                break;
        }
    }

    /// <summary>As <see cref="ToFacts"/>, and untouched by what is applied later.</summary>
    public SchemeFacts Snapshot(DateOnly asOf) => ToFacts(asOf) with
    {
        Recorded = new Dictionary<Milestone, DateOnly>(_milestones),
        Figures = new Dictionary<Quarter, QuarterFiguresRecorded>(_figures),
        Briefings = [.. _briefings],
        Facilities = _facilities is null ? NoFacilities : new Dictionary<FacilityNumber, Facility>(_facilities),
        FacilityFigures = _facilityFigures is null ? NoFacilityFigures : new Dictionary<(FacilityNumber, Quarter), QuarterFiguresRecorded>(_facilityFigures),
    };

    private void Hold(MilestoneRecorded recorded)
    {
        if (recorded.Milestone == Milestone.AnnualSelfCheck)
            _milestones[recorded.Milestone] = recorded.At;
        else
            _milestones.TryAdd(recorded.Milestone, recorded.At);
    }

    private static bool IsAction(PortEvent item) => item is
        SchemeApplied or SchemeReinstated or MilestoneRecorded or MilestoneWithdrawn or BriefingHeld or QuarterFiguresRecorded or ContactVerified;

    private static SchemeFacts Decided(SchemeFacts facts, PortEvent item) => item switch
    {
        PortAdded added => facts with
        {
            AddedOn = facts.AddedOn ?? added.At,
            Name = added.Name,
            Region = added.Region,
            Size = added.Size,
            Latitude = added.Latitude,
            Longitude = added.Longitude,
            Closure = null,
        },
        PortRenamed renamed => facts with { Name = renamed.Name },
        PortClosed closed => facts with { Closure = new Setback(closed.At, closed.Reason) },
        SchemeApplied applied => facts with
        {
            AppliedOn = applied.At,
            AppliedAs = applied.Role,
            ApprovedOn = null,
            Closure = null,
            Withdrawal = null,
            Suspension = null,
            Rejection = null,
        },
        SchemeApproved approved => facts with { ApprovedOn = approved.At },
        SchemeRejected rejected => facts with { Rejection = new Setback(rejected.At, rejected.Reason) },
        PackIssued issued => facts with { PackIssuedOn = issued.At, PackVersion = issued.Version },
        SchemeSuspended suspended => facts with { Suspension = new Setback(suspended.At, suspended.Reason) },
        SchemeWithdrawn withdrawn => facts with { Withdrawal = new Setback(withdrawn.At, withdrawn.Reason) },
        SchemeReinstated => Resumed(facts),
        _ => throw new NotSupportedException($"No rule folds an event of type {item.GetType().Name}."),
    };

    /// <summary>A reinstatement ends what holds, and not what lies behind it: a port that is opened again is suspended still.</summary>
    private static SchemeFacts Resumed(SchemeFacts facts) => facts.Standing switch
    {
        Standing.Closed => facts with { Closure = null },
        Standing.Withdrawn => facts with { Withdrawal = null },
        Standing.Suspended => facts with { Suspension = null },
        _ => facts with { Rejection = null },
    };
}
