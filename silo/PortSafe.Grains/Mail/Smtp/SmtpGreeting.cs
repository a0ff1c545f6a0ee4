using System.Text;
using PortSafe.Domain;

namespace PortSafe.Grains.Mail.Smtp;

/// <summary>What is said before the first message: greeting, EHLO, TLS, sign-in.</summary>
internal static class SmtpGreeting
{
    /// <exception cref="SmtpFault">The server went away or broke the protocol.</exception>
    public static async Task<Result<SmtpCapabilities>> ExchangeAsync(SmtpLink link, SmtpServer server, CancellationToken cancellationToken)
    {
        if (server.Security is SmtpSecurity.None && !link.IsLoopback)
            return Insecure("Mail leaves this machine under TLS only.");
        if (server.Security is SmtpSecurity.Tls)
            await link.SecureAsync(cancellationToken);
        if (await link.ReadAsync(cancellationToken) is { IsPositive: false } closed)
            return Refused(closed);

        var hello = await HelloAsync(link, server, cancellationToken);
        if (!hello.Succeeded(out var capabilities, out var error))
            return error;
        if (server.Security is SmtpSecurity.StartTls)
        {
            hello = await StartTlsAsync(link, server, capabilities, cancellationToken);
            if (!hello.Succeeded(out capabilities, out error))
                return error;
        }
        return await SignInAsync(link, server.Credentials, capabilities, cancellationToken) is { } refusal ? refusal : capabilities;
    }

    private static async Task<Result<SmtpCapabilities>> HelloAsync(SmtpLink link, SmtpServer server, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(link, $"EHLO {server.HelloName ?? link.AddressLiteral}", cancellationToken);
        return reply.IsPositive ? SmtpCapabilities.Read(reply) : Refused(reply);
    }

    private static async Task<Result<SmtpCapabilities>> StartTlsAsync(SmtpLink link, SmtpServer server, SmtpCapabilities capabilities, CancellationToken cancellationToken)
    {
        if (!capabilities.StartTls)
            return Insecure("The mail server does not offer STARTTLS. Set Mail:Security to tls if it speaks TLS from the start.");
        if (await AskAsync(link, "STARTTLS", cancellationToken) is { IsPositive: false } refused)
            return Refused(refused);
        await link.SecureAsync(cancellationToken);
        // What was said before TLS counts for nothing, so the server is asked again.
        return await HelloAsync(link, server, cancellationToken);
    }

    private static async Task<Error?> SignInAsync(SmtpLink link, SmtpCredentials? credentials, SmtpCapabilities capabilities, CancellationToken cancellationToken)
    {
        if (credentials is null)
            return null;
        if (!capabilities.Plain && !capabilities.Login)
            return SignInRefused("It offers neither AUTH PLAIN nor AUTH LOGIN.");
        var reply = capabilities.Plain
            ? await AskAsync(link, $"AUTH PLAIN {Base64($"\0{credentials.User}\0{credentials.Password}")}", cancellationToken)
            : await LoginAsync(link, credentials, cancellationToken);
        return reply.IsPositive ? null : SignInRefused($"It answered {reply.Summary}.");
    }

    private static async Task<SmtpReply> LoginAsync(SmtpLink link, SmtpCredentials credentials, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(link, "AUTH LOGIN", cancellationToken);
        if (reply.Code == 334)
            reply = await AskAsync(link, Base64(credentials.User), cancellationToken);
        if (reply.Code == 334)
            reply = await AskAsync(link, Base64(credentials.Password), cancellationToken);
        return reply;
    }

    private static async Task<SmtpReply> AskAsync(SmtpLink link, string command, CancellationToken cancellationToken)
    {
        await link.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellationToken);
        return await link.ReadAsync(cancellationToken);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static Error Refused(SmtpReply reply) => Error.Conflict("mail-server-refused", $"The mail server refused the connection with {reply.Summary}.");

    private static Error Insecure(string message) => Error.Conflict("mail-server-insecure", message);

    private static Error SignInRefused(string why) => Error.Conflict("mail-sign-in-refused", $"The mail server did not let PortSafe sign in. {why} Check Mail:User and Mail:Password.");
}
