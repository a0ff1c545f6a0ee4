using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Faults.Tests.Newsletters;

/// <content>Over SMTP, where a copy whose end is not known is nobody's to repeat.</content>
public sealed partial class KilledSendTests
{
    private const int Connections = 4;

    /// <summary>So slow that a sender is killed before it is through, however busy the machine is.</summary>
    private const string Unhurried = """{"delay":25}""";

    [Theory]
    [SeededRuns(DatabaseKind.Sqlite)]
    public async Task A_kill_over_SMTP_leaves_no_more_copies_in_doubt_than_connections_and_nobody_has_two(DatabaseKind kind, int seed)
    {
        await using var database = await prepared.CopyAsync(kind);
        await using var server = await NodeServer.StartAsync("PortSafe.Grains.Tests/Mail/Servers/smtp.mjs", [Unhurried], "port");
        var installation = new Installation(database, Smtp(server));
        await using (var send = installation.Start("newsletter", "send", Quarter, "--as", PreparedInstallation.SecondAdmin))
        {
            await ReceivedAsync(server, new Random(seed).Next(1, 200));
            send.Kill();
            await send.ExitAsync();
        }
        Assert.InRange(MessageIds(server).Count, 1, Recipients - 1);
        await LetLeasesRunOutAsync(database);

        await installation.AnswerAsync("newsletter", "send", Quarter, "--as", PreparedInstallation.SecondAdmin);
        await EveryoneIsAccountedForAsync(database, server, mostUncertain: Connections);
    }

    [Theory]
    [SeededRuns(DatabaseKind.Postgres)]
    public async Task Of_two_nodes_that_send_together_one_is_killed_and_the_other_reaches_the_rest(DatabaseKind kind, int seed)
    {
        await using var database = await prepared.CopyAsync(kind);
        await using var server = await NodeServer.StartAsync("PortSafe.Grains.Tests/Mail/Servers/smtp.mjs", [Unhurried], "port");
        var installation = new Installation(database, Smtp(server));
        // Begun already, so that neither of the two has to be first.
        await database.ExecuteAsync("UPDATE issues SET state = 'sending', started_at = approved_at, resumed_at = approved_at, version = version + 1");
        string[] verb = ["newsletter", "send", Quarter, "--as", PreparedInstallation.SecondAdmin];
        await using var killed = installation.Start(verb);
        await using var other = installation.Start(verb);
        await ReceivedAsync(server, new Random(seed).Next(1, 200));
        killed.Kill();
        await killed.ExitAsync();

        // What is in hand once the other has nothing left to do was the dead one's; this takes the place of waiting half a minute.
        await IdleAsync(database);
        await LetLeasesRunOutAsync(database);
        Assert.Equal(0, await other.EndOfOutputAsync());
        await EveryoneIsAccountedForAsync(database, server, mostUncertain: Connections);
    }

    private static Dictionary<string, string?> Smtp(NodeServer server) => new()
    {
        ["Mail__Transport"] = "smtp",
        ["Mail__Host"] = "127.0.0.1",
        ["Mail__Port"] = JsonDocument.Parse(server.Ready).RootElement.GetProperty("port").GetInt32().ToString(),
        ["Mail__Connections"] = Connections.ToString(),
    };

    private static Task ReceivedAsync(NodeServer server, int copies) =>
        Until.TrueAsync(() => Task.FromResult(server.Output.AsSpan().Count('\n') > copies), "copies at the server");

    /// <summary>Waits until nothing is pending, and what is in hand has been the same for a second.</summary>
    private static async Task IdleAsync(TestDatabase database)
    {
        var (seen, since) = ("", TimeProvider.System.GetTimestamp());
        await Until.TrueAsync(
            async () =>
            {
                var rows = await database.RowsAsync("deliveries");
                var open = string.Join('\n', rows.Where(row => InHand().IsMatch(row)));
                if (open != seen || rows.Any(row => row.Contains("state: pending", StringComparison.Ordinal)))
                    (seen, since) = (open, TimeProvider.System.GetTimestamp());
                return TimeProvider.System.GetElapsedTime(since) > TimeSpan.FromSeconds(1);
            },
            "a sender with nothing left to do");
    }

    private static async Task EveryoneIsAccountedForAsync(TestDatabase database, NodeServer server, int mostUncertain)
    {
        var states = (await database.RowsAsync("deliveries")).Select(row => State().Match(row).Groups["state"].Value).CountBy(state => state).ToDictionary();
        Assert.Equal(Recipients, states.GetValueOrDefault("accepted") + states.GetValueOrDefault("uncertain"));
        Assert.InRange(states.GetValueOrDefault("uncertain"), 0, mostUncertain);
        // What the server took in is told to the test some time after it was answered.
        List<string> ids = [];
        await Until.TrueAsync(() => Task.FromResult((ids = MessageIds(server)).Count >= states["accepted"]), "every accepted copy at the server");
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.InRange(ids.Count, states["accepted"], Recipients);
    }

    private static List<string> MessageIds(NodeServer server) =>
    [
        .. server.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Contains("\"message\":", StringComparison.Ordinal) && line.EndsWith('}'))
            .Select(line => Encoding.UTF8.GetString(JsonDocument.Parse(line).RootElement.GetProperty("message").GetBytesFromBase64()))
            .Select(message => MessageId().Match(message).Value),
    ];

    [GeneratedRegex(@"(?<=^Message-ID: )\S+", RegexOptions.Multiline, 1000)]
    private static partial Regex MessageId();

    [GeneratedRegex(@"\bstate: (?<state>[a-z-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex State();

    [GeneratedRegex(@"\bstate: (leased|data-sent)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InHand();
}
