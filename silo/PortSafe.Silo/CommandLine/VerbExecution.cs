using System.CommandLine;
using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Grains;

namespace PortSafe.Silo.CommandLine;

/// <summary>Runs one verb on the services of this process, and turns what may go wrong around it into a sentence.</summary>
public sealed partial class VerbExecution(IServiceScopeFactory scopes, ILogger<VerbExecution> logger)
{
    public static Error Stopped { get; } = Error.Conflict("stopped", "Stopped before it was finished. Run it again to go on.");

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(Verb verb, ParseResult input, VerbCall call, IVerbOutput output, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = new VerbContext(input, call, scope.ServiceProvider, output);
        try
        {
            return await verb.RunAsync(context, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return context.Answer.Refuse(Stopped);
        }
        catch (Exception exception) when (Explain(exception) is { } explanation)
        {
            return context.Answer.Fail("environment", explanation);
        }
        catch (Exception exception)
        {
            Log.Unexpected(logger, verb.Name, exception);
            return context.Answer.Fail("unexpected", "Something went wrong that this program does not know how to explain; its log has the details.");
        }
    }

    /// <summary>What to do about a fault of the surroundings; null for a fault of this program.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        OptionsValidationException options => $"The configuration cannot be used: {string.Join(' ', options.Failures)}",
        NodeException or UnknownEventException => exception.Message,
        DbException { InnerException: SocketException } => $"The database cannot be reached: check {GlobalOptions.DatabaseVariable} and that the server runs.",
        UnauthorizedAccessException denied => $"{denied.Message} Check who owns it and try again.",
        IOException io => $"{io.Message.TrimEnd('.')}. Put that right and try again.",
        { InnerException: { } inner } => Explain(inner),
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The verb {Verb} failed")]
        public static partial void Unexpected(ILogger logger, string verb, Exception exception);
    }
}
