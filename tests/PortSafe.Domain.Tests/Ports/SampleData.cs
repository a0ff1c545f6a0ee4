using System.Globalization;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Domain.Tests.Ports;

/// <summary>The sample files, decided row by row as commands given on one day.</summary>
internal sealed class SampleData
{
    public static DateOnly Today { get; } = new(2026, 10, 1);

    private readonly Dictionary<Locode, List<PortEvent>> _histories = [];

    private SampleData()
    {
        foreach (var row in Rows("uk-ports.csv"))
        {
            // One name is quoted because it holds a comma; no other column does.
            var name = string.Join(',', row[1..^4]).Trim('"');
            Enter(row[0], new AddPort(
                PortDecisions.EarliestDate, name, Region.Parse(row[^4]), PortSize.Parse(row[^3]), Number(row[^2]), Number(row[^1])));
        }
        foreach (var row in Rows("scheme-events.csv"))
            Enter(row[1], CommandOf(PortHistory.On(row[0]), row[2], row[3]));
        foreach (var row in Rows("awareness-2022-2026.csv"))
        {
            var heads = row[2..].Select(value => int.Parse(value, CultureInfo.InvariantCulture)).ToArray();
            Enter(row[1], new RecordQuarterFigures(
                Quarter.Parse(row[0]), new QuarterFigures(heads[0], heads[1], heads[2], heads[3], heads[4], heads[5], heads[6], heads[7])));
        }
    }

    /// <summary>Rows that were refused, with the reason.</summary>
    public List<string> Refused { get; } = [];

    public static SampleData Load() => new();

    public IReadOnlyList<SchemeFacts> AsOf(DateOnly date) => [.. _histories.Values.Select(history => SchemeFacts.From(history, date))];

    private void Enter(string port, PortCommand command)
    {
        if (!_histories.TryGetValue(Locode.Parse(port), out var history))
            _histories[Locode.Parse(port)] = history = [];
        if (PortDecisions.Decide(history, command, Today).Succeeded(out var events, out var error))
            history.AddRange(events);
        else
            Refused.Add($"{port} {command}: {error.Code}");
    }

    private static PortCommand CommandOf(DateOnly at, string name, string detail) => name switch
    {
        "applied" => new Apply(at, ApplicantRole.Parse(detail)),
        "approved" => new Approve(at),
        "rejected" => new Reject(at, detail),
        "pack-issued" => new IssuePack(at, detail),
        "milestone" => new RecordMilestone(at, Milestone.Parse(detail)),
        _ => throw new FormatException($"The sample has an event “{name}”."),
    };

    private static IEnumerable<string[]> Rows(string file) => SourceTree.SampleLines(file).Skip(1).Select(line => line.Split(','));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
