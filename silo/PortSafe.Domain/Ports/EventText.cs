namespace PortSafe.Domain.Ports;

/// <summary>The words that somebody wrote for an event: a note or a reason. They are kept apart from the event, so that they can be wiped.</summary>
public static class EventText
{
    /// <summary>How words read that were wiped.</summary>
    public const string Removed = "(removed)";

    /// <summary>Null where the event has no words.</summary>
    public static string? Of(PortEvent item) => item switch
    {
        MilestoneRecorded recorded => recorded.Note,
        MilestoneWithdrawn withdrawn => withdrawn.Reason,
        PortClosed closed => closed.Reason,
        SchemeRejected rejected => rejected.Reason,
        SchemeSuspended suspended => suspended.Reason,
        SchemeWithdrawn withdrawn => withdrawn.Reason,
        SchemeReinstated reinstated => reinstated.Reason,
        FacilityClosed closed => closed.Reason,
        EntryWithdrawn withdrawn => withdrawn.Reason,
        _ => null,
    };

    /// <summary>The event with other words. One that has none, or cannot have any, stays as it is.</summary>
    public static PortEvent With(PortEvent item, string? text) => (item, text) switch
    {
        (_, null) => item,
        (MilestoneRecorded { Note: not null } recorded, _) => recorded with { Note = text },
        (MilestoneWithdrawn withdrawn, _) => withdrawn with { Reason = text },
        (PortClosed closed, _) => closed with { Reason = text },
        (SchemeRejected rejected, _) => rejected with { Reason = text },
        (SchemeSuspended suspended, _) => suspended with { Reason = text },
        (SchemeWithdrawn withdrawn, _) => withdrawn with { Reason = text },
        (SchemeReinstated reinstated, _) => reinstated with { Reason = text },
        (FacilityClosed closed, _) => closed with { Reason = text },
        (EntryWithdrawn withdrawn, _) => withdrawn with { Reason = text },
        _ => item,
    };
}
