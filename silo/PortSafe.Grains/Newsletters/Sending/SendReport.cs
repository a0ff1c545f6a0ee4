using PortSafe.Data.Newsletters;

namespace PortSafe.Grains.Newsletters.Sending;

/// <summary>What became of a send: every recipient is in exactly one of the counts.</summary>
/// <param name="Deferred">To be tried again, or not tried yet.</param>
/// <param name="NewlyAccepted">How many this call's own sender brought about.</param>
public sealed record SendReport(int Recipients, int Accepted, int Failed, int Uncertain, int Deferred, int Excluded, int NewlyAccepted)
{
    public static SendReport Of(DeliveryCounts counts, int newlyAccepted) => new(
        counts.Recipients,
        counts.Accepted,
        counts.Failed,
        counts.Uncertain,
        counts.Deferred + counts.Pending + counts.Leased + counts.DataSent,
        counts.Excluded,
        newlyAccepted);
}
