using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Data;
using PortSafe.Silo.Hosting;
using PortSafe.Silo.Schedule;

namespace PortSafe.Silo.CommandLine;

/// <summary>
/// Runs a verb where it has to run: through the server when one serves this SQLite database, and otherwise in this process, which
/// holds the database's lease meanwhile.
/// </summary>
public sealed class VerbRunner(GlobalOptions globals)
{
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(Verb verb, ParseResult input, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var call = globals.Call(input, arguments);
        await using var output = ConsoleOutput.OfProcess(quiet: call.Json);
        var answer = new VerbAnswer(call.Json, output);
        try
        {
            return await RunAsync(verb, input, call, output, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return answer.Refuse(VerbExecution.Stopped);
        }
        catch (Exception exception) when (VerbExecution.Explain(exception) is { } explanation)
        {
            return answer.Fail("environment", explanation);
        }
    }

    private async Task<int> RunAsync(Verb verb, ParseResult input, VerbCall call, IVerbOutput output, CancellationToken ct)
    {
        var location = globals.Location(input);
        if (location.IsPostgres)
            return await RunHereAsync(verb, input, call, location, output, ct);

        using var place = await ServingPlace.EnterAsync(location.Directory, mayJoin: true, TimeProvider.System, ct);
        return place switch
        {
            { Server: { } server } => await new VerbClient(server).RunAsync(call, output, ct),
            { Complaint: { } complaint } => new VerbAnswer(call.Json, output).Fail("busy", complaint),
            _ => await RunHereAsync(verb, input, call, location, output, ct),
        };
    }

    private static async Task<int> RunHereAsync(Verb verb, ParseResult input, VerbCall call, DatabaseLocation location, IVerbOutput output, CancellationToken ct)
    {
        using var host = PlatformHost.ForVerbs(location);
        if (verb.NeedsSchema && await SchemaAtStart.PrepareAsync(host.Services, ct) is { } error)
            return new VerbAnswer(call.Json, output).Fail(error.Code, error.Message);
        var code = await host.Services.GetRequiredService<VerbExecution>().RunAsync(verb, input, call, output, ct);
        await host.Services.GetRequiredService<QueuedJobs>().RunAllAsync(ct);
        return code;
    }
}
