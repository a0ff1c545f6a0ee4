using System.CommandLine;
using System.Text.Json;
using PortSafe.Auditor.Releases;
using PortSafe.Domain;
using PortSafe.Grains;
using PortSafe.Grains.Releases;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Releases;

/// <summary>Attacks any table of counts in a file. It needs no installation, and acts for nobody.</summary>
public sealed class AuditCommand : Command
{
    private readonly GlobalOptions _globals;
    private readonly Argument<string> _file = new("FILE.json") { Description = "The table: cells with bounds, sums, and the cells to protect." };

    public AuditCommand(GlobalOptions globals) : base("audit", "Attack a table of counts: say what a reader can work out of its protected cells.")
    {
        _globals = globals;
        Add(_file);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult input, CancellationToken ct)
    {
        var json = input.GetValue(_globals.Json);
        await using var output = ConsoleOutput.OfProcess(quiet: true);
        try
        {
            return await AuditAsync(input.GetRequiredValue(_file), json, output, ct);
        }
        catch (UnprovenException exception)
        {
            return new VerbAnswer(json, output).Fail("unproven", $"Nothing was proven. {exception.Message}");
        }
        catch (Exception exception) when (VerbExecution.Explain(exception) is { } explanation)
        {
            return new VerbAnswer(json, output).Fail("environment", explanation);
        }
    }

    private static async Task<int> AuditAsync(string file, bool json, IVerbOutput output, CancellationToken ct)
    {
        var reading = AuditTableReader.Read(await ReadAsync(file, ct));
        if (reading.Table is not { } table)
            return Invalid(reading.Errors, json, output);
        await using var services = new ServiceCollection().AddLogging().AddNodeRuntime().BuildServiceProvider();
        var report = await new TableAuditor(new NodeRangeSolver(services.GetRequiredService<NodeRuntime>())).AuditAsync(table, ct);
        if (report.Contradiction.Count > 0)
            return Invalid([Infeasible(report.Contradiction)], json, output);
        if (json)
            output.Line(AuditReportText.Json(report));
        else
            AuditReportText.Lines(report).ToList().ForEach(output.Line);
        return report.Passes ? ExitCode.Done : ExitCode.Refused;
    }

    /// <summary>One byte beyond the limit is enough for the reader to refuse the rest.</summary>
    private static async Task<byte[]> ReadAsync(string file, CancellationToken ct)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        var bytes = new byte[Math.Min(stream.CanSeek ? stream.Length : long.MaxValue, AuditTableLimits.Default.Bytes + 1L)];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return length == bytes.Length ? bytes : bytes[..length];
    }

    private static Error Infeasible(IReadOnlyList<string> cells)
    {
        const int Named = 10;
        var names = string.Join(", ", cells.Take(Named).Select(id => $"“{id}”")) + (cells.Count > Named ? $" and {cells.Count - Named:N0} more" : "");
        return Error.Invalid("audit-table-infeasible", $"No whole numbers fit the bounds and sums of {names}.");
    }

    private static int Invalid(IReadOnlyList<Error> errors, bool json, IVerbOutput output)
    {
        foreach (var error in errors)
            output.Note(error.Field is { Length: > 0 } where ? $"{where}: {error.Message}" : error.Message);
        if (json)
            output.Line(JsonSerializer.Serialize(new { errors = errors.Select(error => new { code = error.Code, where = error.Field, message = error.Message }) }, AuditReportText.Options));
        return ExitCode.Unusable;
    }
}
