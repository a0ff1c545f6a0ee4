using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Schemes;
using PortSafe.Testing.Databases;

namespace PortSafe.Bench.Schemes;

/// <summary>Ports that have been members for years, the same for the same number, written straight into the streams.</summary>
internal static class GeneratedSchemes
{
    public const int EventsOfPort = 200;

    private static readonly DateOnly First = new(2022, 1, 3);

    public static Locode LocodeOf(int port) => Locode.Parse($"GB{(char)('A' + (port / 676 % 26))}{(char)('A' + (port / 26 % 26))}{(char)('A' + (port % 26))}");

    /// <param name="today">No event is later.</param>
    public static async Task WriteAsync(TestDatabase database, int ports, DateOnly today)
    {
        await using var db = database.CreateContext();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        await using var transaction = await connection.BeginTransactionAsync();
        string As(string parameter, string type) => database.Location.IsPostgres ? $"CAST({parameter} AS {type})" : parameter;
        await using var events = Prepare(
            connection, transaction, $"INSERT INTO port_events (stream, sequence, type, version, at, recorded_at, \"by\", data) VALUES (@a, @b, @c, @d, {As("@e", "date")}, {As("@f", "timestamptz")}, @g, {As("@h", "json")})", "abcdefgh");
        await using var texts = Prepare(connection, transaction, $"INSERT INTO texts (id, \"by\", text, written_at) VALUES ({As("@a", "uuid")}, @b, @c, {As("@d", "timestamptz")})", "abcd");
        for (var port = 0; port < ports; port++)
        {
            var sequence = 0;
            foreach (var item in Story(port, today))
                await WriteAsync(events, texts, LocodeOf(port), ++sequence, item);
        }
        await transaction.CommitAsync();
    }

    private static DbCommand Prepare(DbConnection connection, DbTransaction transaction, string sql, string names)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var name in names)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{name}";
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private static async Task WriteAsync(DbCommand events, DbCommand texts, Locode port, int sequence, PortEvent item)
    {
        var at = item.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var instant = $"{at} 09:00:00";
        Guid? text = null;
        if (EventText.Of(item) is { } words)
        {
            text = Guid.CreateVersion7();
            Set(texts, text.Value.ToString("D").ToUpperInvariant(), "person:bench", words, instant);
            await texts.ExecuteNonQueryAsync();
        }
        var (name, version) = PortEventTypes.NameOf(item);
        Set(events, port.ToString(), sequence, name, version, at, instant, "person:bench", PortEventTypes.Write(item, text));
        await events.ExecuteNonQueryAsync();
    }

    private static void Set(DbCommand command, params ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index];
    }

    private static List<PortEvent> Story(int port, DateOnly today)
    {
        var random = new Random(port);
        var joined = First.AddDays(random.Next(0, 60));
        List<PortEvent> story =
        [
            new PortAdded(joined, $"Port {LocodeOf(port)}", PublicationPlan.Current.Regions[port % PublicationPlan.Current.Regions.Count], PortSize.All[port % 2], 50, 0),
            new SchemeApplied(joined, ApplicantRole.All[0]), new SchemeApproved(joined), new PackIssued(joined, "2022-01"),
            .. Milestone.All.Where(_ => random.Next(10) > 0).Select(milestone => new MilestoneRecorded(joined.AddDays(random.Next(5, 90)), milestone, random.Next(4) == 0 ? "Seen in the canteen" : null)),
        ];
        foreach (var quarter in Quarter.Range(Quarter.Of(joined).Next, Quarter.Of(today).Previous))
            story.Add(new QuarterFiguresRecorded(quarter.End, quarter, Figures(random)));
        var days = today.DayNumber - joined.DayNumber;
        while (story.Count < EventsOfPort)
            story.Add(Next(random, joined.AddDays(random.Next(90, days))));
        return [.. story.OrderBy(item => item.At)];
    }

    private static PortEvent Next(Random random, DateOnly day) => random.Next(12) switch
    {
        0 => new ContactVerified(day),
        1 => new MilestoneRecorded(day, Milestone.AnnualSelfCheck, null),
        _ => new BriefingHeld(day, Audience.All[random.Next(2)], random.Next(1, 30)),
    };

    private static QuarterFigures Figures(Random random)
    {
        var responses = random.Next(0, 40);
        return new QuarterFigures(random.Next(100, 900), random.Next(20), random.Next(60), random.Next(30), responses, responses / 2, responses / 3, responses / 4);
    }
}
