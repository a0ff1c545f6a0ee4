using System.CommandLine;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Hosting;

/// <summary>Serves the installation until it is told to stop.</summary>
public sealed class ServeCommand : Command
{
    private readonly GlobalOptions _globals;
    private readonly Option<Roles> _roles = new("--roles")
    {
        Description = $"What this process does, joined by commas: {RolesText.Choices}.",
        HelpName = "ROLES",
        DefaultValueFactory = _ => Roles.All,
        CustomParser = result =>
        {
            if (!RolesText.TryParse(result.Tokens[0].Value, out var roles))
                result.AddError($"“{result.Tokens[0].Value}” is not a role. Choose among {RolesText.Choices}.");
            return roles;
        },
    };

    private readonly Option<string> _urls = new("--urls")
    {
        Description = "Where to listen, joined by semicolons.",
        HelpName = "URLS",
        DefaultValueFactory = _ => "http://localhost:5080",
    };

    public ServeCommand(GlobalOptions globals) : base("serve", "Serve the pages and the API, and run what is scheduled, until Ctrl-C.")
    {
        _globals = globals;
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
            return await RunAsync(_globals.Location(input), input.GetValue(_roles), input.GetValue(_urls)!, answer, output, ct);
        }
        catch (Exception exception) when (VerbExecution.Explain(exception) is { } explanation)
        {
            return answer.Fail("environment", explanation);
        }
    }

    private static async Task<int> RunAsync(DatabaseLocation location, Roles roles, string urls, VerbAnswer answer, IVerbOutput output, CancellationToken ct)
    {
        if (location.IsPostgres)
            return await ServeAsync(location, roles, urls, null, answer, output, ct);

        using var place = await ServingPlace.EnterAsync(location.Directory, mayJoin: false, TimeProvider.System, ct);
        return place.Lease is { } lease
            ? await ServeAsync(location, roles, urls, lease, answer, output, ct)
            : answer.Fail("busy", place.Complaint!);
    }

    private static async Task<int> ServeAsync(
        DatabaseLocation location, Roles roles, string urls, ServingLease? lease, VerbAnswer answer, IVerbOutput output, CancellationToken ct)
    {
        using var socket = lease is null ? null : VerbSocket.In(location.Directory);
        await using var app = PlatformServer.Build(location, roles, urls, socket);
        if (await SchemaAtStart.PrepareAsync(app.Services, ct) is { } error)
            return answer.Fail(error.Code, error.Message);
        await app.StartAsync(ct);
        socket?.Close();
        if (socket is not null)
            lease!.Announce(socket.Path);
        await app.Services.GetRequiredService<StartNotice>().PrintAsync(app, output, ct);
        await app.WaitForShutdownAsync(ct);
        return ExitCode.Done;
    }
}
