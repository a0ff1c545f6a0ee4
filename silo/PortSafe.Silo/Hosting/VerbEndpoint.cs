using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections.Features;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Hosting;

/// <summary>
/// Runs command-line verbs in the serving process. It answers on the private unix domain socket alone, which only the owner of the
/// installation's folder can open, and that socket answers nothing else.
/// </summary>
public sealed class VerbEndpoint(PortSafeCommandLine commandLine, VerbExecution execution, IHostApplicationLifetime lifetime, TimeProvider clock) : IStartupFilter
{
    public const string Path = "/verb";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.MapWhen(IsPrivate, branch => branch.Run(AnswerAsync));
        next(app);
    };

    private static bool IsPrivate(HttpContext context) =>
        context.Features.Get<IConnectionSocketFeature>()?.Socket.AddressFamily == AddressFamily.Unix;

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path != Path || !HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var call = await context.Request.ReadFromJsonAsync<VerbCall>(context.RequestAborted);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var events = Channel.CreateUnbounded<VerbEvent>(new UnboundedChannelOptions { SingleReader = true });
        var running = RunAsync(call!, events.Writer, stop.Token);
        context.Response.ContentType = "application/x-ndjson";
        try
        {
            await foreach (var said in events.Reader.ReadAllAsync())
            {
                await JsonSerializer.SerializeAsync(context.Response.Body, said, Json, context.RequestAborted);
                await context.Response.Body.WriteAsync("\n"u8.ToArray(), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        finally
        {
            await running;
        }
    }

    private async Task RunAsync(VerbCall call, ChannelWriter<VerbEvent> events, CancellationToken ct)
    {
        var output = new EventOutput(events, clock);
        var code = commandLine.Find(call.Arguments) is { } found
            ? await execution.RunAsync(found.Verb, found.Input, call, output, ct)
            : new VerbAnswer(call.Json, output).Fail("usage", "The server does not know this command. It runs another version of the program: stop it, and start it again.");
        events.TryWrite(new VerbEvent(Code: code));
        events.Complete();
    }

    private sealed class EventOutput(ChannelWriter<VerbEvent> events, TimeProvider clock) : IVerbOutput
    {
        private static readonly TimeSpan BetweenProgress = TimeSpan.FromMilliseconds(100);

        private long? _lastProgress;

        public void Line(string text) => events.TryWrite(new VerbEvent(Line: text));

        public void Note(string text) => events.TryWrite(new VerbEvent(Note: text));

        public void Progress(VerbProgress progress)
        {
            if (_lastProgress is { } last && clock.GetElapsedTime(last) < BetweenProgress)
                return;
            _lastProgress = clock.GetTimestamp();
            events.TryWrite(new VerbEvent(Progress: progress));
        }
    }
}
