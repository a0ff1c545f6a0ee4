using PortSafe.Domain.Mail;

namespace PortSafe.Grains.Mail.Smtp;

/// <summary>Who a message is from and for, as the server is told; one recipient a message.</summary>
/// <param name="Sender">Where bounces go.</param>
/// <param name="Recipient">Who gets it.</param>
public sealed record SmtpEnvelope(EmailAddress Sender, EmailAddress Recipient)
{
    public bool NeedsUtf8 => Sender.NeedsUtf8 || Recipient.NeedsUtf8;

    /// <summary>Says nothing, so that an envelope in a log names nobody.</summary>
    public override string ToString() => nameof(SmtpEnvelope);
}
