using System.Globalization;
using System.Text.RegularExpressions;
using PortSafe.Domain.Subscribers;

namespace PortSafe.Grains.Subscribers.Bounces;

/// <summary>
/// Reads what mail servers send back: delivery status notifications (RFC 3464) and complaints in the abuse reporting format
/// (RFC 5965), both as multipart/report (RFC 6522).
/// </summary>
internal static partial class BounceReader
{
    private const int Deepest = 4;
    private const int MostRecipients = 50;

    private static readonly string[] DateForms = ["d MMM yyyy HH:mm:ss zzz", "d MMM yyyy HH:mm zzz", "d MMM yy HH:mm:ss zzz"];

    /// <param name="message">The message, with its header.</param>
    /// <param name="reports">One for each recipient that did not get it, or complained.</param>
    public static BounceMail Read(string message, out IReadOnlyList<BounceReport> reports)
    {
        reports = [];
        var mail = MailPart.Read(MailPart.Lines(message));
        if (FindReport(mail, 0) is not { } report)
            return BounceMail.NoReport;
        var parts = report.Parts();
        var messageId = OriginalId(parts);
        var at = DateOf(mail.Field("Date"));
        if (parts.FirstOrDefault(part => part.Type is "message/delivery-status" or "message/global-delivery-status") is { } status)
            reports = Bounces(status.Text(), messageId, at);
        else if (parts.FirstOrDefault(part => part.Type == "message/feedback-report") is { } feedback)
            reports = Complaints(feedback.Text(), messageId, at);
        else
            return BounceMail.NoReport;
        return reports.Count > 0 ? BounceMail.Report : BounceMail.OtherReport;
    }

    private static MailPart? FindReport(MailPart part, int depth)
    {
        if (part.Type == "multipart/report")
            return part;
        return depth == Deepest ? null : part.Parts().Select(inner => FindReport(inner, depth + 1)).FirstOrDefault(found => found is not null);
    }

    /// <summary>The Message-ID of what came back, which the report carries whole or by its header.</summary>
    private static string? OriginalId(IReadOnlyList<MailPart> parts)
    {
        var original = parts.FirstOrDefault(part => part.Type is "message/rfc822" or "text/rfc822-headers" or "message/global" or "message/global-headers" or "message/rfc822-headers");
        return original is null ? null : MailPart.Read(MailPart.Lines(original.Text()).TrimStart('\n')).Field("Message-ID");
    }

    private static List<BounceReport> Bounces(string text, string? messageId, DateTimeOffset? reportedAt)
    {
        var groups = MailPart.Lines(text).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(MailPart.Fields).Where(group => group.Count > 0).ToList();
        var at = reportedAt ?? DateOf(groups.Select(group => MailPart.Field(group, "Arrival-Date")).FirstOrDefault(date => date is not null));
        var reports = new List<BounceReport>();
        foreach (var group in groups.Where(group => MailPart.Field(group, "Action") is not null).Take(MostRecipients))
        {
            if (!MailPart.Field(group, "Action")!.StartsWith("failed", StringComparison.OrdinalIgnoreCase) || (at ?? DateOf(MailPart.Field(group, "Last-Attempt-Date"))) is not { } when)
                continue;
            var status = StatusOf(group);
            reports.Add(new BounceReport(
                messageId, Address(MailPart.Field(group, "Original-Recipient")) ?? Address(MailPart.Field(group, "Final-Recipient")),
                status?.StartsWith('5') == true ? BounceKind.Hard : BounceKind.Soft, status, when));
        }
        return reports;
    }

    private static List<BounceReport> Complaints(string text, string? messageId, DateTimeOffset? reportedAt)
    {
        var fields = MailPart.Fields(MailPart.Lines(text));
        var isComplaint = MailPart.Field(fields, "Feedback-Type")?.Trim().ToLowerInvariant() is not (null or "not-spam" or "auth-failure" or "dmarc");
        var at = reportedAt ?? DateOf(MailPart.Field(fields, "Arrival-Date")) ?? DateOf(MailPart.Field(fields, "Received-Date"));
        return isComplaint && at is { } when
            ? [new BounceReport(messageId, Address(MailPart.Field(fields, "Original-Rcpt-To")), BounceKind.Complaint, null, when)]
            : [];
    }

    private static string? StatusOf(IReadOnlyList<KeyValuePair<string, string>> group)
    {
        var match = Status().Match(MailPart.Field(group, "Status") ?? "");
        if (!match.Success)
            match = Status().Match(MailPart.Field(group, "Diagnostic-Code") ?? "");
        return match.Success ? match.Value : null;
    }

    /// <summary>The address of <c>rfc822; name@example.org</c>, with or without angle brackets.</summary>
    private static string? Address(string? field) =>
        field?[(field.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim().Trim('<', '>') is { Length: > 0 and <= 254 } address && address.Contains('@') ? address : null;

    /// <summary>A date of RFC 5322, its day of the week and its comments left out.</summary>
    private static DateTimeOffset? DateOf(string? text)
    {
        if (text is null)
            return null;
        var plain = Comment().Replace(text[(text.IndexOf(',', StringComparison.Ordinal) + 1)..], " ");
        var words = plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words is not [.. var most, var zone])
            return null;
        var offset = zone switch
        {
            "GMT" or "UT" or "UTC" or "Z" => "+00:00",
            { Length: 5 } when zone[0] is '+' or '-' => $"{zone[..3]}:{zone[3..]}",
            _ => zone,
        };
        return DateTimeOffset.TryParseExact($"{string.Join(' ', most)} {offset}", DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    [GeneratedRegex(@"\b[245]\.\d{1,3}\.\d{1,3}\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Status();

    [GeneratedRegex(@"\([^()]*\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();
}
