using PortSafe.Data.Newsletters;
using PortSafe.Grains.Mail.Smtp;

namespace PortSafe.Grains.Mail;

/// <summary>One message on its way to one recipient.</summary>
/// <param name="Name">
/// Stable for this message and recipient, 1 to 120 of the characters <c>A–Z a–z 0–9 . _ -</c> and no dot first: a second attempt
/// under the same name is known to be the same message.
/// </param>
/// <param name="Bytes">Headers and body, with CRLF at the end of each line; not altered until the call has ended.</param>
public sealed record OutgoingMessage(string Name, SmtpEnvelope Envelope, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The name alone, so that a message in a log names nobody.</summary>
    public override string ToString() => Name;
}

/// <summary>Carries messages out of the platform. Safe for any number of callers at once.</summary>
public interface IMailTransport
{
    /// <summary>
    /// By which way messages leave. Where an attempt whose end is not known may be repeated without the recipient ever having two
    /// copies, <see cref="SendOutcome.Uncertain"/> and a crash need nobody's decision.
    /// </summary>
    MailRoute Route { get; }

    bool RepeatsSafely => Route.RepeatsSafely;

    /// <summary>How many messages it carries at once; further callers wait.</summary>
    int Lanes { get; }

    /// <summary>
    /// Sends one message. <paramref name="beforeBody"/> runs when all is ready and nothing has left; the message leaves only once it
    /// has completed, and not at all when it throws. It runs at most once.
    /// </summary>
    /// <exception cref="OperationCanceledException">The call was cancelled before the message began to leave.</exception>
    Task<SendOutcome> SendAsync(OutgoingMessage message, Func<CancellationToken, Task> beforeBody, CancellationToken cancellationToken);
}
