using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using PortSafe.Domain.Mail;
using PortSafe.Grains.Mail.Smtp;

namespace PortSafe.Grains.Mail;

/// <summary>Where messages go.</summary>
public enum MailTransportKind
{
    /// <summary>Into a folder, one <c>.eml</c> file a message.</summary>
    Files,

    /// <summary>To a mail server.</summary>
    Smtp,
}

/// <summary>The section <c>Mail</c> of the configuration.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>The address that mail comes from and bounces go to.</summary>
    public string From { get; set; } = "";

    /// <summary>The name that people see beside it; up to 100 characters in any script.</summary>
    public string FromName { get; set; } = "PortSafe";

    /// <summary>Where answers go; to <see cref="From"/> when null.</summary>
    public string? ReplyTo { get; set; }

    public MailTransportKind Transport { get; set; } = MailTransportKind.Files;

    /// <summary>The folder of <see cref="MailTransportKind.Files"/>.</summary>
    public string? Folder { get; set; }

    /// <summary>The server of <see cref="MailTransportKind.Smtp"/>: a name or an address.</summary>
    public string? Host { get; set; }

    /// <summary>1 to 65535; 465 for TLS from the start and 587 otherwise when null.</summary>
    public int? Port { get; set; }

    /// <summary><see cref="SmtpSecurity.StartTls"/> when null, except that a server on this machine is spoken to without TLS.</summary>
    public SmtpSecurity? Security { get; set; }

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The name to greet the server with; this machine's address when null.</summary>
    public string? HelloName { get; set; }

    /// <summary>A PEM file of the authorities to trust in place of the machine's own list; for a server inside an organisation.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>Connections held open at once, 1 to 50.</summary>
    public int Connections { get; set; } = 4;

    /// <summary>The most copies of issues that all nodes together send in a minute, 1 to 1,000,000; null for no limit.</summary>
    public int? MessagesPerMinute { get; set; }

    /// <summary>The sender as messages carry it.</summary>
    /// <exception cref="FormatException">The options were not validated.</exception>
    public Mailbox Sender => Mailbox.Create(FromName, EmailAddress.Parse(From)).Value ?? throw new FormatException("Mail:FromName is not a name.");

    /// <summary>Where answers go; null for the sender.</summary>
    /// <exception cref="FormatException">The options were not validated.</exception>
    public EmailAddress? ReplyAddress => ReplyTo is null ? null : EmailAddress.Parse(ReplyTo);

    /// <summary>The server, with <see cref="AuthorityFile"/> read.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Host"/> is missing: the options were not validated.</exception>
    /// <exception cref="CryptographicException">The file holds no certificate.</exception>
    public SmtpServer Server()
    {
        var host = Host ?? throw new InvalidOperationException("Mail:Host is missing.");
        var security = Security ?? (SmtpServer.IsLoopback(host) ? SmtpSecurity.None : SmtpSecurity.StartTls);
        return new SmtpServer(host, Port ?? (security is SmtpSecurity.Tls ? 465 : 587), security)
        {
            Credentials = User is { } user && Password is { } password ? new SmtpCredentials(user, password) : null,
            HelloName = HelloName,
            Authorities = AuthorityFile is null ? null : Authorities(AuthorityFile),
        };
    }

    private static X509Certificate2Collection Authorities(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        return certificates.Count > 0 ? certificates : throw new CryptographicException($"{file} holds no certificate.");
    }
}

/// <summary>Refuses to start with mail settings that could not work, and says which one to change.</summary>
internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        string[] failures = [.. Faults(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Faults(MailOptions options)
    {
        if (!EmailAddress.TryParse(options.From, null, out var from) || from.NeedsUtf8)
            yield return "Mail:From must be an email address in ASCII, such as portsafe@example.org.";
        else if (Mailbox.Create(options.FromName, from).Error is { } error)
            yield return $"Mail:FromName cannot be used. {error.Message}";
        if (options.ReplyTo is not null && (!EmailAddress.TryParse(options.ReplyTo, null, out var reply) || reply.NeedsUtf8))
            yield return "Mail:ReplyTo must be an email address in ASCII.";
        if (!Enum.IsDefined(options.Transport))
            yield return "Mail:Transport must be files or smtp.";
        if (options.MessagesPerMinute is < 1 or > 1_000_000)
            yield return "Mail:MessagesPerMinute must be 1 to 1000000, or left out for no limit.";
        foreach (var fault in options.Transport is MailTransportKind.Smtp ? SmtpFaults(options) : FileFaults(options))
            yield return fault;
    }

    private static IEnumerable<string> FileFaults(MailOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Folder))
            yield return "Mail:Folder must name a folder for the files when Mail:Transport is files.";
    }

    private static IEnumerable<string> SmtpFaults(MailOptions options)
    {
        if (Uri.CheckHostName(options.Host) is UriHostNameType.Unknown)
            yield return "Mail:Host must be the name or address of a mail server when Mail:Transport is smtp.";
        else if (options.Security is SmtpSecurity.None && !SmtpServer.IsLoopback(options.Host!))
            yield return "Mail:Security can be none only for a mail server on this machine.";
        if (options.Port is < 1 or > 65535)
            yield return "Mail:Port must be 1 to 65535.";
        if (options.Connections is < 1 or > 50)
            yield return "Mail:Connections must be 1 to 50.";
        if (options.User is null != options.Password is null || options.User is { Length: 0 or > 255 } || options.Password is { Length: 0 or > 255 })
            yield return "Mail:User and Mail:Password must be set together, 1 to 255 characters each.";
        if (options.HelloName is { } hello && Uri.CheckHostName(hello) is not UriHostNameType.Dns)
            yield return "Mail:HelloName must be a host name.";
        if (options.AuthorityFile is { } file && !File.Exists(file))
            yield return "Mail:AuthorityFile must be a PEM file that exists.";
    }
}
