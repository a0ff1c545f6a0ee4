using System.Text.Json;
using PortSafe.Data;
using PortSafe.Testing.Databases;

namespace PortSafe.Testing.Processes;

/// <summary>How a command of the program ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
public sealed record CommandOutcome(int Code, string Output, string Errors)
{
    /// <summary>Standard output as one JSON document.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Fails the test, with all that was printed, unless the command succeeded.</summary>
    public CommandOutcome Succeeded()
    {
        Assert.True(Code == 0, $"Exit code {Code}.{Environment.NewLine}{Output}{Errors}");
        return this;
    }
}

/// <summary>The real program, as it was built, on a test's own database and folder.</summary>
/// <param name="database">Where it works.</param>
/// <param name="environment">Further environment variables.</param>
public sealed class Installation(TestDatabase database, IReadOnlyDictionary<string, string?>? environment = null)
{
    private static readonly string Program = Path.Combine(Repository.OutputOf("silo/PortSafe.Silo"), "portsafe.dll");

    public DatabaseLocation Location => database.Location;

    /// <summary>Starts a command and does not wait for it.</summary>
    public RunningProcess Start(params IReadOnlyList<string> arguments) => Start(arguments, Variables());

    /// <summary>Starts a command that needs no installation.</summary>
    public static RunningProcess StartAlone(params IReadOnlyList<string> arguments) => Start(arguments, null);

    private static RunningProcess Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? variables) => File.Exists(Program)
        ? RunningProcess.Start(DotnetHost, [Program, .. arguments], variables)
        : throw new InvalidOperationException("The program is not built. Run “dotnet build -c Release”, or scripts/test, which does.");

    /// <summary>Runs a command to its end.</summary>
    public async Task<CommandOutcome> RunAsync(params IReadOnlyList<string> arguments)
    {
        await using var process = Start(arguments);
        var code = await process.EndOfOutputAsync();
        return new CommandOutcome(code, process.Output, process.Errors);
    }

    /// <summary>Runs a command that must succeed, and gives the JSON document that it prints.</summary>
    public async Task<JsonElement> AnswerAsync(params IReadOnlyList<string> arguments) => (await RunAsync([.. arguments, "--json"])).Succeeded().Json;

    /// <summary>Gives somebody an account, and gives the path of their invitation.</summary>
    /// <param name="role">The code of a role; the first account must be <c>jmsc-admin</c>.</param>
    /// <param name="by">The address of the administrator who does this; null for the first account.</param>
    public async Task<string> AddPersonAsync(string email, string role, string? by = null)
    {
        var added = await AnswerAsync(["user", "add", email, "--role", role, .. by is null ? (string[])[] : ["--as", by]]);
        return new Uri(added.GetProperty("invitation").GetString()!).AbsolutePath;
    }

    /// <summary>Starts the server on a free port of the loopback address, and waits until it is ready.</summary>
    public Task<PortSafeServer> ServeAsync(params IReadOnlyList<string> arguments) =>
        PortSafeServer.WaitAsync(Start(["serve", "--urls", "http://127.0.0.1:0", .. arguments]));

    private static string DotnetHost => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    private Dictionary<string, string?> Variables()
    {
        var variables = new Dictionary<string, string?>
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_ENVIRONMENT"] = null,
            ["ASPNETCORE_URLS"] = null,
            ["PORTSAFE_DATA"] = database.Directory,
            ["PORTSAFE_DATABASE"] = database.Location.PostgresConnection,
            ["PORTSAFE_AS"] = null,
            ["Mail__From"] = "newsletter@portsafe.example",
            ["PORTSAFE_Web__RequestsPerMinute"] = "1000000",
            ["PORTSAFE_Web__GuessesPerMinute"] = "1000000",
            ["PORTSAFE_Web__ApplicationFormsPerMinute"] = "1000000",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            variables[name] = value;
        return variables;
    }
}
