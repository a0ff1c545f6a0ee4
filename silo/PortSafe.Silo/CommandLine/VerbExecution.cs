using System.CommandLine;
using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Grains;

namespace PortSafe.Silo.CommandLine;

/// <summary>Runs one verb on the services of this process, and turns what may go wrong around it into a sentence.</summary>
public sealed partial class VerbExecution(IServiceScopeFactory scopes, ILogger<VerbExecution> logger)
{
    // SQLite's own numbers.
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

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
        DbException database => Explain(database),
        CryptographicException => "A certificate or key cannot be read: check its file and its password in the configuration.",
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" or "Microsoft.Extensions.Logging.Configuration" } setting =>
            $"The configuration cannot be used: {setting.Message}",
        UnauthorizedAccessException denied => $"{denied.Message} Check who owns it and try again.",
        IOException io => $"{io.Message.TrimEnd('.')}. Put that right and try again.",
        { InnerException: { } inner } => Explain(inner),
        _ => null,
    };

    private static string? Explain(DbException exception) => exception switch
    {
        { InnerException: SocketException or TimeoutException } or NpgsqlException { InnerException: IOException } =>
            $"The database cannot be reached: check {GlobalOptions.DatabaseVariable} and that the server runs.",
        PostgresException { SqlState: ['2', '8', ..] or "3D000" or "42501" } => $"The database refuses {GlobalOptions.DatabaseVariable}: check its user, password and database.",
        SqliteException { SqliteErrorCode: NotADatabase or Corrupt } => "The file portsafe.db in the data folder is not a database, or is damaged. Put a backup in its place, or use another folder with --data.",
        SqliteException { SqliteErrorCode: CannotOpen or ReadOnly } => "The file portsafe.db in the data folder cannot be written. Check who owns it, or use another folder with --data.",
        SqliteException { SqliteErrorCode: Full } => "The disk of the data folder is full. Make room and try again.",
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The verb {Verb} failed")]
        public static partial void Unexpected(ILogger logger, string verb, Exception exception);
    }
}
