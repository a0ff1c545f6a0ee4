using System.CommandLine;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using PortSafe.Data;
using PortSafe.Silo.CommandLine;
using PortSafe.Silo.Hosting.Web;

namespace PortSafe.Silo.Hosting;

/// <summary>Serves the installation until it is told to stop.</summary>
public sealed class ServeCommand : Command
{
    private readonly GlobalOptions _globals;
    private readonly Option<string> _roles = new("--roles")
    {
        Description = $"What this process does, joined by commas: {RolesText.Choices}.",
        HelpName = "ROLES",
        DefaultValueFactory = _ => RolesText.All,
    };

    private readonly Option<string> _urls = new(ListenAddresses.Option)
    {
        Description = "Where to listen, joined by semicolons.",
        HelpName = "URLS",
        DefaultValueFactory = _ => ListenAddresses.Default,
    };

    public ServeCommand(GlobalOptions globals) : base("serve", "Serve the pages and the API, and run what is scheduled, until Ctrl-C.")
    {
        _globals = globals;
        _roles.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !RolesText.TryParse(token.Value, out _))
                result.AddError($"“{token.Value}” is not a role. Choose among {RolesText.Choices}.");
        });
        Add(_roles);
        Add(_urls);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult input, CancellationToken ct)
    {
        var call = _globals.Call(input, []);
        await using var output = ConsoleOutput.OfProcess(quiet: true);
        var answer = new VerbAnswer(call.Json, output);
        try
        {
            _ = RolesText.TryParse(input.GetValue(_roles)!, out var roles);
            return await RunAsync(new Served(_globals.Location(input), roles, input.GetValue(_urls)!), answer, output, ct);
        }
        catch (Exception exception) when (VerbExecution.Explain(exception) is { } explanation)
        {
            return answer.Fail("environment", explanation);
        }
    }

    private static async Task<int> RunAsync(Served served, VerbAnswer answer, ConsoleOutput output, CancellationToken ct)
    {
        if (served.Location.IsPostgres)
            return await ServeAsync(served, null, answer, output, ct);

        using var place = await ServingPlace.EnterAsync(served.Location.Directory, mayJoin: false, TimeProvider.System, ct);
        return place.Lease is { } lease
            ? await ServeAsync(served, lease, answer, output, ct)
            : answer.Fail("busy", place.Complaint!);
    }

    private static async Task<int> ServeAsync(Served served, ServingLease? lease, VerbAnswer answer, ConsoleOutput output, CancellationToken ct)
    {
        using var socket = lease is null ? null : VerbSocket.In(served.Location.Directory);
        await using var app = PlatformServer.Build(served.Location, served.Roles, served.Urls, socket, output);
        if (await SchemaAtStart.PrepareAsync(app.Services, ct) is { } error)
            return answer.Fail(error.Code, error.Message);
        if (await StartRules.CheckPeopleAsync(app.Services, served.Urls, ct) is { } refusal)
            return answer.Fail(refusal.Code, refusal.Message);
        if (await ListenAsync(app, served.Urls, ct) is { } complaint)
            return answer.Fail("environment", complaint);
        socket?.Close();
        if (socket is not null)
            lease!.Announce(socket.Path);
        await app.Services.GetRequiredService<StartNotice>().PrintAsync(app, output, ct);
        await app.WaitForShutdownAsync(ct);
        return ExitCode.Done;
    }

    /// <returns>Why it cannot listen there; null when it does.</returns>
    private static async Task<string?> ListenAsync(WebApplication app, string urls, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
            return null;
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            return $"Another program listens on {urls} already. Stop it, or choose another address with {ListenAddresses.Option}.";
        }
        catch (SocketException exception)
        {
            return $"This machine does not let the program listen on {urls}: {exception.Message}. Choose another address with {ListenAddresses.Option}.";
        }
    }

    private sealed record Served(DatabaseLocation Location, Roles Roles, string Urls);
}
