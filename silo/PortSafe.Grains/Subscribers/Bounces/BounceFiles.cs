using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Subscribers.Bounces;

/// <summary>What a mailbox file held.</summary>
/// <param name="Messages">How many messages were read.</param>
/// <param name="OtherReports">Reports of something else, such as a delay.</param>
/// <param name="NoReports">Messages that no program can read a bounce from.</param>
/// <param name="IsWhole">False when the file holds more than is taken at a time.</param>
public sealed record MailboxOutcome(int Messages, int OtherReports, int NoReports, bool IsWhole, BounceCounts Bounces);

/// <summary>Takes in bounces from a file of a mailbox (mbox) or of a single message (eml).</summary>
public sealed class BounceFiles(BounceIntake intake, TimeProvider clock)
{
    /// <summary>The largest file that is taken from a page, in bytes.</summary>
    public const int MaxUpload = 20 << 20;

    /// <summary>The largest file that is taken from the command line, in bytes.</summary>
    public const long MaxFile = 1L << 30;

    private const int MaxMessages = 100_000;
    private const int BatchSize = 200;

    /// <summary>Reads a file through and records what it reports. What was recorded before a fault stays; the same file again changes nothing.</summary>
    /// <param name="maxBytes">What follows is not read.</param>
    /// <returns>Or <c>not-allowed</c>, or <c>mailbox-empty</c> when there is no message in it.</returns>
    public async Task<Result<MailboxOutcome>> TakeAsync(Stream file, long maxBytes, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.RecordBounces))
            return Authority.Refusal;
        var (found, outcome) = (new List<BounceReport>(), new MailboxOutcome(0, 0, 0, true, BounceCounts.None));
        await foreach (var message in MailboxFile.ReadAsync(file, maxBytes, ct))
        {
            if (message is null || outcome.Messages == MaxMessages)
            {
                outcome = outcome with { IsWhole = false };
                break;
            }
            outcome = Count(outcome, BounceReader.Read(message, out var reports));
            found.AddRange(reports.Where(report => report.At <= clock.GetUtcNow().AddDays(1)));
            if (found.Count < BatchSize)
                continue;
            outcome = outcome with { Bounces = outcome.Bounces + await RecordAsync(found, by, ct) };
            found.Clear();
        }
        if (outcome.Messages == 0)
            return Error.Invalid("mailbox-empty", "There is no message in this file.", "file");
        return outcome with { Bounces = outcome.Bounces + await RecordAsync(found, by, ct) };
    }

    private async Task<BounceCounts> RecordAsync(IReadOnlyCollection<BounceReport> reports, Actor by, CancellationToken ct) =>
        (await intake.RecordAsync(reports, BounceSource.Mailbox, by, ct)).Value ?? BounceCounts.None;

    private static MailboxOutcome Count(MailboxOutcome outcome, BounceMail mail) => outcome with
    {
        Messages = outcome.Messages + 1,
        OtherReports = outcome.OtherReports + (mail == BounceMail.OtherReport ? 1 : 0),
        NoReports = outcome.NoReports + (mail == BounceMail.NoReport ? 1 : 0),
    };
}
