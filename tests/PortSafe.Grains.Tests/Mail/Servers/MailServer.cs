using System.Text;
using System.Text.Json;
using PortSafe.Grains.Mail.Smtp;

namespace PortSafe.Grains.Tests.Mail.Servers;

/// <summary>What a <see cref="MailServer"/> is told to be.</summary>
public sealed record MailServerSettings
{
    /// <summary><c>none</c>, <c>starttls</c> or <c>implicit</c>.</summary>
    public string Tls { get; init; } = "none";

    public string? Key { get; init; }

    public string? Certificate { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public string[]? Methods { get; init; }

    public bool Pipelining { get; init; } = true;

    public bool EightBit { get; init; } = true;

    public bool Utf8 { get; init; } = true;

    public int? Size { get; init; }

    public int Seed { get; init; } = 1;
}

/// <summary>A message that a <see cref="MailServer"/> took.</summary>
public sealed record ReceivedMail(string Connection, bool Secure, string? User, string Hello, string Recipient, string Message, JsonElement From);

/// <summary>A real SMTP server in a process of its own, which misbehaves when a recipient's address asks it to.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly NodeProgram _program;

    private MailServer(NodeProgram program, int port) => (_program, Port) = (program, port);

    public int Port { get; }

    /// <summary>How to reach it without TLS.</summary>
    public SmtpServer Plain => new("127.0.0.1", Port, SmtpSecurity.None) { Timeouts = Patient };

    /// <summary>Time-outs that no healthy step meets, however busy the machine is.</summary>
    public static SmtpTimeouts Patient { get; } = new()
    {
        Connect = TimeSpan.FromSeconds(30),
        Command = TimeSpan.FromSeconds(30),
        Body = TimeSpan.FromSeconds(30),
        Acceptance = TimeSpan.FromSeconds(30),
    };

    public static async Task<MailServer> StartAsync(MailServerSettings? settings = null)
    {
        var (program, port) = await NodeProgram.StartServerAsync("smtp.mjs", JsonSerializer.Serialize(settings ?? new(), Json));
        return new MailServer(program, port);
    }

    public static Task<MailServer> StartAsync(ThrowAwayCertificate certificate, string tls, MailServerSettings? settings = null) =>
        StartAsync((settings ?? new()) with { Tls = tls, Key = certificate.KeyFile, Certificate = certificate.CertificateFile });

    public async Task<ReceivedMail> NextAsync() => Read(await _program.NextAsync());

    /// <summary>Everything taken and not yet read. Whatever was answered before this call is among it once the server has ended.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> StopAsync()
    {
        await _program.DisposeAsync();
        return [.. _program.Printed().Select(Read)];
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    private static ReceivedMail Read(JsonElement line) => new(
        line.GetProperty("connection").GetString()!,
        line.GetProperty("secure").GetBoolean(),
        line.GetProperty("user") is { ValueKind: JsonValueKind.String } user ? user.GetString() : null,
        line.GetProperty("hello").GetString()!,
        line.GetProperty("recipients").EnumerateArray().Single().GetString()!,
        Encoding.UTF8.GetString(line.GetProperty("message").GetBytesFromBase64()),
        line.GetProperty("from").Clone());
}
