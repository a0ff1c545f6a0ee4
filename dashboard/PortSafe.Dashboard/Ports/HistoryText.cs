using PortSafe.Domain.Ports;

namespace PortSafe.Dashboard.Ports;

/// <summary>A port's events as people read them.</summary>
public static class HistoryText
{
    /// <summary>What happened, as a phrase that starts with a capital and ends without a full stop.</summary>
    public static string Of(PortEvent item) => item switch
    {
        PortAdded => "Port entered in the register",
        PortRenamed renamed => $"Port renamed to {renamed.Name}",
        PortClosed closed => $"Port closed: {closed.Reason}",
        SchemeApplied applied => $"Applied to join, as {Lower(applied.Role.Title)}",
        SchemeApproved => "Application approved",
        SchemeRejected rejected => $"Application not accepted: {rejected.Reason}",
        PackIssued pack => $"Information Guide and Digital Asset Pack issued, version {pack.Version}",
        SchemeSuspended suspended => $"Scheme suspended: {suspended.Reason}",
        SchemeWithdrawn withdrawn => $"Scheme withdrawn: {withdrawn.Reason}",
        SchemeReinstated reinstated => $"Scheme reinstated: {reinstated.Reason}",
        MilestoneRecorded recorded => $"{recorded.Milestone.Title}: done{Evidence(recorded)}",
        MilestoneWithdrawn withdrawn => $"{withdrawn.Milestone.Title}: no longer holds. {withdrawn.Reason}",
        BriefingHeld briefing => $"Briefing of {briefing.HeadCount:N0} {Lower(briefing.Audience.Title)}{Where(briefing.Facility)}",
        QuarterFiguresRecorded figures =>
            $"Figures for {figures.Quarter.Title}{Where(figures.Facility)}: {figures.Figures.Briefed:N0} of {figures.Figures.Headcount:N0} staff briefed",
        ContactVerified => "Contact details verified",
        NewsletterAddressChanged changed => changed.IsDeliverable ? "The newsletter reaches the port" : "The newsletter reaches no address of the port",
        FacilityAdded added => $"Facility {added.Facility} added: {added.Name}",
        FacilityRenamed renamed => $"Facility {renamed.Facility} renamed to {renamed.Name}",
        FacilityClosed closed => $"Facility {closed.Facility} closed: {closed.Reason}",
        EntryWithdrawn withdrawn => $"A mistake was withdrawn: {withdrawn.Reason}",
        _ => item.GetType().Name,
    };

    private static string Evidence(MilestoneRecorded recorded) =>
        $"{(recorded.Note is { Length: > 0 } note ? $". {note}" : "")}{(recorded.Reference is { } reference ? $" (evidence: {reference})" : "")}";

    private static string Where(FacilityNumber? facility) => facility is { } number ? $" at facility {number}" : "";

    private static string Lower(string title) => title.Length > 1 && char.IsLower(title[1]) ? char.ToLowerInvariant(title[0]) + title[1..] : title;
}
