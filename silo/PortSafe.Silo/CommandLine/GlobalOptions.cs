using System.CommandLine;
using Microsoft.Extensions.Options;
using Npgsql;
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
        Description = $"The folder of the installation: database and outbox. Otherwise {DataVariable}, or {DefaultFolder} in the current folder. " +
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
    /// <exception cref="OptionsValidationException">What should be a connection string is none.</exception>
    public DatabaseLocation Location(ParseResult input) => new(
        Path.GetFullPath(Given(input.GetValue(Data)) ?? FromEnvironment(DataVariable) ?? DefaultFolder),
        FromEnvironment(DatabaseVariable) is { } connection ? Checked(connection) : null);

    public VerbCall Call(ParseResult input, IReadOnlyList<string> arguments) =>
        new(arguments, Environment.CurrentDirectory, Given(input.GetValue(As)) ?? FromEnvironment(AsVariable), input.GetValue(Json));

    private static string Checked(string connection)
    {
        try
        {
            if (new NpgsqlConnectionStringBuilder(connection).Host is { Length: > 0 })
                return connection;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // What is wrong with it may be part of a password, so it is not repeated.
        }
        throw new OptionsValidationException(
            DatabaseVariable, typeof(DatabaseLocation), [$"{DatabaseVariable} must be a PostgreSQL connection string such as Host=db.example.org;Database=portsafe;Username=portsafe."]);
    }

    private static string? FromEnvironment(string name) => Given(Environment.GetEnvironmentVariable(name));

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
