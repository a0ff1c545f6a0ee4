namespace PortSafe.Grains.Mail;

/// <summary>What became of one message handed to a transport. Exactly one of the four nested cases.</summary>
/// <param name="Detail">Short and free of personal data, so that it can be logged: reply codes, the step, the kind of fault.</param>
/// <param name="Reply">The server's answer, where one decided; its text may repeat an address.</param>
public abstract record SendOutcome(string Detail, Smtp.SmtpReply? Reply)
{
    /// <summary>The next hop took responsibility for the message.</summary>
    public sealed record Accepted(string Detail, Smtp.SmtpReply? Reply = null) : SendOutcome(Detail, Reply);

    /// <summary>Nothing was taken, and a later attempt may succeed: a 4xx reply, or a fault before the body began.</summary>
    public sealed record Deferred(string Detail, Smtp.SmtpReply? Reply = null) : SendOutcome(Detail, Reply);

    /// <summary>Nothing was taken, and the same message will never be: a 5xx reply, or a server without a capability it needs.</summary>
    public sealed record Failed(string Detail, Smtp.SmtpReply? Reply = null) : SendOutcome(Detail, Reply);

    /// <summary>The body had begun to leave and no answer came: the server may or may not have the message.</summary>
    public sealed record Uncertain(string Detail) : SendOutcome(Detail, null);
}
