using System.Collections.Concurrent;
using PortSafe.Data.Newsletters;
using PortSafe.Grains.Mail;

namespace PortSafe.Grains.Tests.Mail;

/// <summary>A transport whose every attempt ends as the test says. What it was given and let through is kept.</summary>
/// <param name="repeatsSafely">As a folder of files does.</param>
/// <param name="lanes">How many messages at once.</param>
internal sealed class ScriptedTransport(bool repeatsSafely = false, int lanes = 1) : IMailTransport
{
    private static readonly SendOutcome Taken = new SendOutcome.Accepted("250");

    /// <summary>What happens before the body: null to go on, else how the attempt ends.</summary>
    public Func<OutgoingMessage, SendOutcome?> BeforeBody { get; set; } = _ => null;

    /// <summary>How an attempt ends once the body has left; may throw, as a kill would.</summary>
    public Func<OutgoingMessage, Task<SendOutcome>> AfterBody { get; set; } = _ => Task.FromResult(Taken);

    /// <summary>The name of each message whose body left, once for each time.</summary>
    public ConcurrentQueue<string> Left { get; } = [];

    public MailRoute Route => repeatsSafely ? MailRoute.Files : MailRoute.Smtp;

    public int Lanes => lanes;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, Func<CancellationToken, Task> beforeBody, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (BeforeBody(message) is { } refusal)
            return refusal;
        await beforeBody(cancellationToken);
        Left.Enqueue(message.Name);
        return await AfterBody(message);
    }
}
