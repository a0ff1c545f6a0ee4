using PortSafe.Domain;
using PortSafe.Domain.Mail;

namespace PortSafe.Grains.Mail;

/// <summary>An address with the name of whose it is.</summary>
public sealed record Mailbox
{
    private const int LongestName = 100;

    private Mailbox(string? name, EmailAddress address) => (Name, Address) = (name, address);

    /// <summary>As people write it, in any script; null when not known.</summary>
    public string? Name { get; }

    public EmailAddress Address { get; }

    /// <param name="name">Up to 100 characters on one line; blank means none.</param>
    /// <returns>The mailbox, or <c>mail-name-long</c> or <c>mail-name-character</c>: line breaks and other control characters are refused, and so is <c>=?</c>.</returns>
    public static Result<Mailbox> Create(string? name, EmailAddress address)
    {
        name = string.IsNullOrWhiteSpace(name) ? null : name;
        if (name?.Length > LongestName)
            return Error.Invalid("mail-name-long", $"A name has {LongestName} characters at most.");
        // Readers decode whatever looks like an encoded word, quoted or not, so such a name would not arrive as it was given.
        if (name is not null && (MailText.HasControl(name) || name.Contains("=?", StringComparison.Ordinal)))
            return Error.Invalid("mail-name-character", "A name is one line of text without control characters and without “=?”.");
        return new Mailbox(name?.Trim(), address);
    }

    /// <summary>Says nothing, so that a mailbox in a log names nobody.</summary>
    public override string ToString() => nameof(Mailbox);
}
