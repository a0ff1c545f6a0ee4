namespace PortSafe.Domain.Schemes;

/// <summary>How far a scheme has come: a pure function of its facts and their date.</summary>
public static class Stages
{
    /// <summary>A scheme is dormant from this many days after its review fell due, unless something was recorded since.</summary>
    public const int DormantAfterDays = 90;

    /// <summary>The stage on the facts' day; null when nobody has applied for the port.</summary>
    public static Stage? Of(SchemeFacts facts) => facts.AppliedOn is null && facts.ApprovedOn is null ? null : facts.Standing switch
    {
        Standing.Closed => Stage.Closed,
        Standing.Withdrawn => Stage.Withdrawn,
        Standing.Suspended => Stage.Suspended,
        Standing.Rejected => Stage.Rejected,
        Standing.Approved => Furthest(facts),
        _ => Stage.Applied,
    };

    /// <summary>The next day after the facts' own on which the stage is another if nothing more is recorded; null when it stays.</summary>
    public static DateOnly? ChangesOn(SchemeFacts facts)
    {
        var stage = Of(facts);
        if (stage == Stage.Active)
            return facts.ReviewDueOn?.AddDays(1);
        return stage == Stage.ReviewDue && !ActedSince(facts, facts.ReviewDueOn) ? facts.ReviewDueOn?.AddDays(DormantAfterDays) : null;
    }

    private static Stage Furthest(SchemeFacts facts)
    {
        if (Milestone.Essential.All(facts.Recorded.ContainsKey))
            return Reviewed(facts);
        if (facts.Recorded.ContainsKey(Milestone.LineDisplayed) && facts.Recorded.ContainsKey(Milestone.LaunchBriefing))
            return Stage.Launched;
        return facts.PackIssuedOn is null ? Stage.Registered : Stage.PackIssued;
    }

    private static Stage Reviewed(SchemeFacts facts)
    {
        if (facts.Holds(Milestone.AnnualSelfCheck))
            return Stage.Active;
        var isLong = facts.AsOf >= facts.ReviewDueOn?.AddDays(DormantAfterDays);
        return isLong && !ActedSince(facts, facts.ReviewDueOn) ? Stage.Dormant : Stage.ReviewDue;
    }

    private static bool ActedSince(SchemeFacts facts, DateOnly? due) => facts.LastActionOn > due;
}
