using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PortSafe.Data.Newsletters;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Mail.Smtp;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Grains.Tests.Mail.Servers;
using PortSafe.Testing;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Newsletters.Sending;

/// <summary>Servers that misbehave and a database that goes away: everybody is accounted for, and nobody has two copies.</summary>
[Trait("Category", "Faults")]
public sealed class SendServerFaultTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    private const int Recipients = 60;
    private const int Troubled = 6;
    private const int Connections = 4;

    [Theory]
    [SeededRuns(DatabaseKind.Sqlite, "rcpt-451", DeliveryState.Deferred)]
    [SeededRuns(DatabaseKind.Postgres, "rcpt-550", DeliveryState.Failed)]
    [SeededRuns(DatabaseKind.Sqlite, "rcpt-hang", DeliveryState.Deferred)]
    [SeededRuns(DatabaseKind.Postgres, "body-hang", DeliveryState.Uncertain)]
    [SeededRuns(DatabaseKind.Sqlite, "body-451", DeliveryState.Deferred)]
    public async Task A_server_that_misbehaves_costs_no_recipient_and_makes_no_second_copy(DatabaseKind kind, string deed, string expected, int seed)
    {
        await using var desk = await ReadyAsync(kind, deed, seed);
        var (report, received) = await SendAsync(desk, seed, deed.EndsWith("-hang", StringComparison.Ordinal) ? TimeSpan.FromSeconds(5) : MailServer.Patient.Command);
        var states = await desk.StatesAsync();
        Assert.Equal((Recipients - Troubled, Troubled), (states[DeliveryState.Accepted], states[expected]));
        Assert.Equal(Recipients, report.Recipients);
        // A server that hangs once it has the body may have taken it.
        Assert.Equal(received.Count, received.Distinct().Count());
        Assert.InRange(received.Count, report.Accepted, report.Accepted + (deed == "body-hang" ? Troubled : 0));
    }

    [Theory]
    [SeededRuns(DatabaseKind.Sqlite)]
    public async Task A_server_that_closes_at_random_leaves_no_more_in_doubt_than_replies_it_lost(DatabaseKind kind, int seed)
    {
        await using var desk = await ReadyAsync(kind, "random", seed);
        var (_, received) = await SendAsync(desk, seed, MailServer.Patient.Command);
        var states = await desk.StatesAsync();
        var (accepted, uncertain) = (states[DeliveryState.Accepted], states.GetValueOrDefault(DeliveryState.Uncertain));
        Assert.Equal(Recipients, states.Values.Sum());
        Assert.Equal(received.Count, received.Distinct().Count());
        Assert.InRange(uncertain, 0, Troubled);
        Assert.InRange(received.Count, accepted, accepted + uncertain);
    }

    [Theory]
    [SeededRuns(DatabaseKind.Postgres)]
    [SeededRuns(DatabaseKind.Sqlite)]
    public async Task A_database_that_is_away_for_five_seconds_costs_nothing_but_the_time(DatabaseKind kind, int seed)
    {
        await using var desk = await ReadyAsync(kind, null, seed);
        var away = new Random(seed).Next(5, Recipients - 10);
        desk.Transport = new ScriptedTransport(lanes: Connections);
        var leaving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        desk.Transport.AfterBody = _ =>
        {
            if (desk.Transport.Left.Count >= away)
                leaving.TrySetResult();
            return Task.FromResult<SendOutcome>(new SendOutcome.Accepted("250"));
        };
        await desk.BeginAsync();
        var sending = Task.Run(() => desk.SendAsync(desk.NewSender(clock: TimeProvider.System)));
        await leaving.Task;
        await using (await TakeAwayAsync(desk.Database))
            await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
        var report = await sending;
        Assert.Equal((Recipients, 0, 0), (report.Accepted, report.Uncertain, report.Deferred));
        Assert.Equal((Recipients, Recipients), (desk.Transport.Left.Count, desk.Transport.Left.Distinct().Count()));
    }

    private async Task<NewsletterDesk> ReadyAsync(DatabaseKind kind, string? deed, int seed)
    {
        var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.SubscribeAsync(Recipients);
        await desk.CompileAsync();
        await using var db = desk.Database.CreateContext();
        var people = (await db.Subscribers.ToListAsync()).OrderBy(person => person.Email, StringComparer.Ordinal).ToArray();
        new Random(seed).Shuffle(people);
        for (var index = 0; deed is not null && index < Troubled; index++)
            people[index].Email = $"{deed}-{index}@port.example";
        await db.SaveChangesAsync();
        return desk;
    }

    private static async Task<(Grains.Newsletters.Sending.SendReport Report, List<string> Received)> SendAsync(NewsletterDesk desk, int seed, TimeSpan patience)
    {
        await using var server = await MailServer.StartAsync(new MailServerSettings { Seed = seed });
        Grains.Newsletters.Sending.SendReport report;
        await using (var smtp = new SmtpTransport(server.Plain with { Timeouts = MailServer.Patient with { Command = patience, Acceptance = patience } }, Connections, TimeProvider.System, NullLogger<SmtpTransport>.Instance))
            report = await desk.SendAsync(desk.NewSender(smtp, TimeProvider.System));
        var received = await server.StopAsync();
        return (report, [.. received.Select(mail => mail.Message.Split("\r\n").Single(line => line.StartsWith("Message-ID: ", StringComparison.Ordinal)))]);
    }

    /// <summary>Takes a database away from everybody until what is returned is disposed of.</summary>
    private static async Task<IAsyncDisposable> TakeAwayAsync(TestDatabase database)
    {
        if (!database.Location.IsPostgres)
        {
            var holder = new SqliteConnection($"{database.Location.ConnectionString};Pooling=False");
            await holder.OpenAsync();
            await using var hold = holder.CreateCommand();
            hold.CommandText = "BEGIN EXCLUSIVE";
            await hold.ExecuteNonQueryAsync();
            return holder;
        }
        var name = new NpgsqlConnectionStringBuilder(database.Location.ConnectionString).Database!;
        var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Location.ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString);
        await server.OpenAsync();
        await RunAsync(server, $"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await RunAsync(server, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        return new Back(server, name);
    }

    private static async Task RunAsync(NpgsqlConnection server, string sql)
    {
        await using var command = server.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Back(NpgsqlConnection server, string name) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await RunAsync(server, $"ALTER DATABASE {name} ALLOW_CONNECTIONS true");
            await server.DisposeAsync();
        }
    }
}
