using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Grains.Subscribers;

/// <summary>Somebody wants the newsletter at an address.</summary>
/// <param name="Topics">One or more.</param>
public sealed record SignUpRequest(string Email, IReadOnlyList<Topic> Topics)
{
    /// <summary>Without the address, so that a request in a log names nobody.</summary>
    public override string ToString() => nameof(SignUpRequest);
}

/// <summary>Where people leave the address they want to subscribe. Nothing is looked up while they wait, so every address takes as long.</summary>
public sealed class SignUpRequests
{
    private const int MaxWaiting = 1000;

    private readonly Channel<SignUpRequest> _waiting = Channel.CreateBounded<SignUpRequest>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Leaves a request. When too many wait already it is dropped, and the person has to ask again.</summary>
    public void Leave(SignUpRequest request) => _waiting.Writer.TryWrite(request);

    internal IAsyncEnumerable<SignUpRequest> ReadAsync(CancellationToken ct) => _waiting.Reader.ReadAllAsync(ct);
}

/// <summary>Answers what people left, one after another, while the process serves.</summary>
internal sealed partial class SignUpService(SignUpRequests requests, SignUp signUp, ILogger<SignUpService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var request in requests.ReadAsync(stoppingToken))
        {
            try
            {
                await signUp.AnswerAsync(request, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The person sees no mail and asks again; the others who wait must not suffer for it.
                Log.NotAnswered(logger, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "A request to subscribe was not answered")]
        public static partial void NotAnswered(ILogger logger, Exception exception);
    }
}
