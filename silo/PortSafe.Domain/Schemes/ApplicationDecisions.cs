using PortSafe.Domain.Ports;

namespace PortSafe.Domain.Schemes;

/// <summary>
/// What an application does to the port that it names. Each answers with the events to append on that day, none where the port stays as
/// it is. Whoever applies without an account can only begin a port's application, or end one that began in the same way.
/// </summary>
public static class ApplicationDecisions
{
    // What a form brings about is an event of its own, though the same thing may have happened earlier on the same day: so these events are
    // made here, and not by a command, which would take the second for a repetition.

    /// <summary>An application is sent: the port applies when it never joined, or no longer takes part by its own or JMSC’s word.</summary>
    /// <param name="history">Every event of the port, in the order of recording.</param>
    public static IReadOnlyList<PortEvent> Submitted(IReadOnlyList<PortEvent> history, ApplicantRole role, DateOnly today) =>
        SchemeFacts.From(history, today).Standing is Standing.None or Standing.Rejected or Standing.Withdrawn
            ? [new SchemeApplied(today, role)]
            : [];

    /// <summary>An application is approved: the port joins, and gets the pack when none was issued.</summary>
    /// <param name="packVersion">Of the pack that is issued with it.</param>
    /// <returns>Or <c>scheme-suspended</c>, <c>port-closed</c>, <c>pack-version-invalid</c>, or another reason why the port cannot join.</returns>
    public static Result<IReadOnlyList<PortEvent>> Approved(IReadOnlyList<PortEvent> history, ApplicantRole role, string packVersion, DateOnly today)
    {
        var facts = SchemeFacts.From(history, today);
        if (facts.Standing is Standing.Suspended)
            return Error.Conflict("scheme-suspended", "The scheme of this port is suspended. Reinstate it first.");
        if (facts.Standing is Standing.Closed)
            return Error.Conflict("port-closed", "This port is closed. Reinstate it first.");
        List<PortEvent> events = [];
        if (facts.Standing is Standing.None or Standing.Rejected or Standing.Withdrawn)
            events.Add(new SchemeApplied(today, role));
        if (facts.Standing is not Standing.Approved)
            events.Add(new SchemeApproved(today));
        if (facts.PackIssuedOn is not null)
            return events;
        if (!PortDecisions.Decide([.. history, .. events], new IssuePack(today, packVersion), today).Succeeded(out var issued, out var error))
            return error;
        events.AddRange(issued);
        return events;
    }

    /// <summary>An application is not accepted. The words for the applicant are not for the port’s history.</summary>
    /// <param name="isLast">Whether no other application for the port waits, and one that was sent here began the port’s.</param>
    public static IReadOnlyList<PortEvent> Rejected(IReadOnlyList<PortEvent> history, ApplicationReference reference, bool isLast, DateOnly today) =>
        isLast && SchemeFacts.From(history, today).Standing is Standing.Waiting
            ? [new SchemeRejected(today, $"Application {reference} was not accepted.")]
            : [];

    /// <summary>The applicant withdraws.</summary>
    /// <param name="isLast">Whether no other application for the port waits, and one that was sent here began the port’s.</param>
    public static IReadOnlyList<PortEvent> Withdrawn(IReadOnlyList<PortEvent> history, ApplicationReference reference, bool isLast, DateOnly today) =>
        isLast && SchemeFacts.From(history, today).Standing is Standing.Waiting
            ? [new SchemeWithdrawn(today, $"Application {reference} was withdrawn.")]
            : [];
}
