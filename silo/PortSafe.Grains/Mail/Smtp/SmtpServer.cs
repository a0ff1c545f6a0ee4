using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace PortSafe.Grains.Mail.Smtp;

/// <summary>How a connection is kept from being read or altered.</summary>
public enum SmtpSecurity
{
    /// <summary>TLS is asked for in the open and then required (RFC 3207). The usual choice, port 587.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314), port 465.</summary>
    Tls,

    /// <summary>None. Only a server on this machine may be spoken to so.</summary>
    None,
}

/// <summary>A server that takes mail in for delivery, and how to speak to it.</summary>
/// <param name="Host">A name or an address.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record SmtpServer(string Host, int Port, SmtpSecurity Security)
{
    /// <summary>Who signs in; nobody does when null.</summary>
    public SmtpCredentials? Credentials { get; init; }

    /// <summary>The name this client greets with; the connection's own address, as a literal, when null.</summary>
    public string? HelloName { get; init; }

    /// <summary>The only authorities whose certificates are trusted; the machine's own list when null.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    public SmtpTimeouts Timeouts { get; init; } = new();

    /// <summary>True for a name or address that always means this machine.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}

/// <param name="User">1 to 255 characters.</param>
/// <param name="Password">1 to 255 characters; never logged, and never sent without TLS except to this machine.</param>
public sealed record SmtpCredentials(string User, string Password)
{
    public override string ToString() => nameof(SmtpCredentials);
}

/// <summary>The longest wait for each step. Defaults keep to RFC 5321, section 4.5.3.2, except that a dead server is noticed sooner.</summary>
public sealed record SmtpTimeouts
{
    /// <summary>For the connection, and for the TLS handshake.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For the answer to each command, and the greeting.</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For each 256 KiB of the body to leave.</summary>
    public TimeSpan Body { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>For the answer once the body has left.</summary>
    public TimeSpan Acceptance { get; init; } = TimeSpan.FromMinutes(10);
}
