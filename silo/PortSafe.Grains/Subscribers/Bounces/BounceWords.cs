namespace PortSafe.Grains.Subscribers.Bounces;

/// <summary>What a mailbox file held, in words.</summary>
public static class BounceWords
{
    public static string Of(MailboxOutcome outcome)
    {
        var counts = outcome.Bounces;
        List<string> sentences = [$"{Of(outcome.Messages, "message")} read: {Of(counts.Recorded, "new entry", "new entries")}, {counts.Repeated:N0} known before."];
        if (counts.Undeliverable + counts.Complained > 0)
            sentences.Add($"{Of(counts.Undeliverable, "address is", "addresses are")} undeliverable now, and {counts.Complained:N0} unsubscribed for good.");
        if (counts.Unrecognised > 0)
            sentences.Add($"{Of(counts.Unrecognised, "report is", "reports are")} about nobody here.");
        if (outcome.OtherReports + outcome.NoReports > 0)
            sentences.Add($"{Of(outcome.OtherReports + outcome.NoReports, "message reports", "messages report")} no bounce.");
        if (!outcome.IsWhole)
            sentences.Add("The file is larger than what is taken at a time: the rest was not read.");
        return string.Join(' ', sentences);
    }

    private static string Of(int count, string one, string? many = null) => count == 1 ? $"1 {one}" : $"{count:N0} {many ?? $"{one}s"}";
}
