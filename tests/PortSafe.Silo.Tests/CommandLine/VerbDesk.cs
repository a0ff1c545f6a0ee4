using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PortSafe.Silo.CommandLine;
using PortSafe.Silo.Hosting;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Silo.Tests.CommandLine;

/// <summary>Runs verbs in this process, as the program does in its own.</summary>
internal sealed class VerbDesk : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly IHost _host;

    private VerbDesk(TestDatabase database, string environment) =>
        (_database, _host) = (database, PlatformHost.ForVerbs(database.Location, environment));

    public IServiceProvider Services => _host.Services;

    public TestDatabase Database => _database;

    public static async Task<VerbDesk> OpenAsync(string environment = "Production", DatabaseKind kind = DatabaseKind.Sqlite) =>
        new(await TestDatabase.CreateAsync(kind), environment);

    /// <summary>Runs a command line.</summary>
    /// <param name="person">The address of whom it acts for; null when nobody is named.</param>
    public async Task<CommandOutcome> RunAsync(string? person, params string[] arguments)
    {
        var found = Services.GetRequiredService<PortSafeCommandLine>().Find(arguments) ?? throw new ArgumentException("There is no such verb.", nameof(arguments));
        var call = new VerbCall(arguments, Repository.Root, person, arguments.Contains("--json"));
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        await using var console = new ConsoleOutput(output, errors, quiet: true, terminal: false, TimeProvider.System);
        var code = await Services.GetRequiredService<VerbExecution>().RunAsync(found.Verb, found.Input, call, console, default);
        return new CommandOutcome(code, output.ToString(), errors.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _database.DisposeAsync();
    }
}
