using System.CommandLine;
using PortSafe.Data;

namespace PortSafe.Silo.CommandLine;

/// <summary>Options that every verb takes, and the environment variables that stand in for them.</summary>
public sealed class GlobalOptions
{
    public const string DataVariable = "PORTSAFE_DATA";
    public const string DatabaseVariable = "PORTSAFE_DATABASE";
    public const string AsVariable = "PORTSAFE_AS";
    private const string DefaultFolder = ".portsafe";

    public Option<string?> Data { get; } = new("--data")
    {
        Description = $"The folder of the installation: database, outbox and keys. Otherwise {DataVariable}, or {DefaultFolder} in the current folder. " +
            $"{DatabaseVariable} puts the database on PostgreSQL, by a connection string.",
        HelpName = "DIR",
        Recursive = true,
    };

    public Option<string?> As { get; } = new("--as")
    {
        Description = $"The email address of the person to act for. Otherwise {AsVariable}.",
        HelpName = "EMAIL",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document and nothing else on standard output.",
        Recursive = true,
    };

    /// <summary>Which database and folder the command line and its environment name.</summary>
    public DatabaseLocation Location(ParseResult input) => new(
        Path.GetFullPath(Given(input.GetValue(Data)) ?? FromEnvironment(DataVariable) ?? DefaultFolder),
        FromEnvironment(DatabaseVariable));

    public VerbCall Call(ParseResult input, IReadOnlyList<string> arguments) =>
        new(arguments, Environment.CurrentDirectory, Given(input.GetValue(As)) ?? FromEnvironment(AsVariable), input.GetValue(Json));

    private static string? FromEnvironment(string name) => Given(Environment.GetEnvironmentVariable(name));

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
