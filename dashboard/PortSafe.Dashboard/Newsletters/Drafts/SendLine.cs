using System.Globalization;
using PortSafe.Data.Newsletters;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>One line of how far a send has come.</summary>
/// <param name="Key">By which the page's script finds it.</param>
/// <param name="State">The state to list; null where several are counted together.</param>
/// <param name="Means">What being in it means, in a sentence.</param>
public sealed record SendLine(string Key, string Title, int Count, string? State, string Means)
{
    public static IReadOnlyList<SendLine> Of(DeliveryCounts counts) =>
    [
        new("accepted", "Accepted", counts.Accepted, DeliveryState.Accepted, "The next mail server took responsibility for it."),
        new("waiting", "Waiting", Waiting(counts), null, "Not tried yet, or leaving at this moment."),
        new("deferred", "To be tried again", counts.Deferred, DeliveryState.Deferred, "Put off by a server; tried again for 24 hours."),
        new("failed", "Failed", counts.Failed, DeliveryState.Failed, "Refused for good, or put off for 24 hours."),
        new("uncertain", "Uncertain", counts.Uncertain, DeliveryState.Uncertain, "Began to leave, and no answer came."),
        new("excluded", "Left out", counts.Excluded, DeliveryState.Excluded, "Unsubscribed or unreachable before it left, or the send was stopped."),
    ];

    /// <summary>How many recipients nothing further happens to by itself.</summary>
    public static int Ended(DeliveryCounts counts) => counts.Recipients - Waiting(counts) - counts.Deferred;

    /// <summary>How far it is, how fast and for how long, in a sentence or two.</summary>
    /// <param name="state">One of <see cref="IssueState"/>.</param>
    public static string Summary(SendProgress progress, string state)
    {
        var counts = progress.Counts;
        var done = string.Create(CultureInfo.InvariantCulture, $"{Ended(counts):N0} of {counts.Recipients:N0} recipients are accounted for.");
        if (state != IssueState.Sending)
            return done;
        var pace = progress.PerMinute > 0 ? string.Create(CultureInfo.InvariantCulture, $" {progress.PerMinute:N0} in the last minute") : "";
        return progress.Left is { } left && pace.Length > 0 ? $"{done}{pace}; about {Words(left)} left." : pace.Length > 0 ? $"{done}{pace}." : done;
    }

    private static int Waiting(DeliveryCounts counts) => counts.Pending + counts.Leased + counts.DataSent;

    private static string Words(TimeSpan left) => left switch
    {
        { TotalSeconds: < 90 } => $"{Math.Max(1, Math.Ceiling(left.TotalSeconds)):N0} seconds",
        { TotalMinutes: < 90 } => $"{Math.Ceiling(left.TotalMinutes):N0} minutes",
        _ => $"{Math.Ceiling(left.TotalHours):N0} hours",
    };
}
