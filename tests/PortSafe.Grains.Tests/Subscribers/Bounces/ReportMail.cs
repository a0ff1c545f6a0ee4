namespace PortSafe.Grains.Tests.Subscribers.Bounces;

/// <summary>Reports as mail servers write them.</summary>
internal static class ReportMail
{
    /// <summary>A delivery status notification, as Postfix writes it.</summary>
    public static string Bounce(string recipient, string? messageId, string status = "5.1.1", string action = "failed", string date = "Mon, 5 Oct 2026 09:14:02 +0100 (BST)") => $"""
        Return-Path: <>
        Date: {date}
        From: MAILER-DAEMON@mx.example (Mail Delivery System)
        To: bounces@jmsc.example
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
          boundary="4C1F9/mx;example"
        Message-Id: <20261005081402.4C1F9@mx.example>

        This is a MIME-encapsulated message.

        --4C1F9/mx;example
        Content-Description: Notification
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you that your message could not be delivered.

        From the other side: no such user.

        --4C1F9/mx;example
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example
        Arrival-Date: Mon,  5 Oct 2026 09:14:01 +0100 (BST)

        Final-Recipient: rfc822; {recipient}
        Original-Recipient: rfc822;{recipient}
        Action: {action}
        Status: {status}
        Remote-MTA: dns; mail.port.example
        Diagnostic-Code: smtp; 550 {status} <{recipient}>:
          User unknown

        --4C1F9/mx;example
        Content-Description: Undelivered Message
        Content-Type: message/rfc822

        {(messageId is null ? "X-Nothing: here" : $"Message-ID: {messageId}")}
        From: news@jmsc.example
        Subject: PortSafe

        A newsletter.

        --4C1F9/mx;example--

        """;

    /// <summary>A complaint in the abuse reporting format.</summary>
    public static string Complaint(string? messageId, string type = "abuse", string? recipient = null) => $"""
        From: <feedback@provider.example>
        Date: Tue, 6 Oct 2026 10:00:00 GMT
        Subject: FW: PortSafe
        To: <complaints@jmsc.example>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary=part1

        --part1
        Content-Type: text/plain; charset="US-ASCII"

        This is an email abuse report.
        --part1
        Content-Type: message/feedback-report

        Feedback-Type: {type}
        User-Agent: SomeGenerator/1.0
        Version: 1
        {(recipient is null ? "Incidents: 1" : $"Original-Rcpt-To: <{recipient}>")}

        --part1
        Content-Type: text/rfc822-headers

        {(messageId is null ? "X-Nothing: here" : $"Message-ID: {messageId}")}
        From: <news@jmsc.example>
        --part1--
        """;

    /// <summary>Messages as one mailbox.</summary>
    public static string Mailbox(params IEnumerable<string> messages) =>
        string.Concat(messages.Select(message => $"From MAILER-DAEMON Mon Oct  5 09:14:02 2026\n{message.ReplaceLineEndings("\n").Replace("\nFrom ", "\n>From ", StringComparison.Ordinal)}\n\n"));
}
