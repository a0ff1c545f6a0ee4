using PortSafe.Data.Subscribers;
using PortSafe.Domain;
using PortSafe.Faults.Tests.Imports;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Faults.Tests.Newsletters;

/// <summary>A send whose process is killed leaves nobody with two copies, and the next run finishes it.</summary>
public sealed partial class KilledSendTests(KilledSendTests.Prepared prepared) : IClassFixture<KilledSendTests.Prepared>
{
    private const string Quarter = "2024Q4";
    private const int Recipients = 400;

    /// <summary>More copies than a sender ever has on their way at once.</summary>
    private const int MostInHand = 40;

    [Theory]
    [BothDatabases(1)]
    [BothDatabases(2)]
    [BothDatabases(3)]
    public async Task After_a_killed_send_nobody_has_two_copies_and_the_next_run_reaches_the_rest(DatabaseKind kind, int seed)
    {
        await using var database = await prepared.CopyAsync(kind);
        var installation = new Installation(database);
        var stop = new Random(seed).Next(MostInHand + 1, Recipients);

        await using (await Barrier.RaiseAsync(
            database, "UPDATE", "deliveries", $"(SELECT count(*) FROM deliveries WHERE state IN ('data-sent', 'accepted')) >= {stop}"))
        {
            await using var send = installation.Start("newsletter", "send", Quarter, "--as", PreparedInstallation.SecondAdmin);
            await Until.TrueAsync(() => Task.FromResult(CopiesIn(database).Count >= stop - MostInHand), "copies in the outbox");
            send.Kill();
            await send.ExitAsync();
        }
        var first = CopiesIn(database);
        Assert.InRange(first.Count, stop - MostInHand, stop);
        await LetLeasesRunOutAsync(database);

        await installation.AnswerAsync("newsletter", "send", Quarter, "--as", PreparedInstallation.SecondAdmin);
        var all = CopiesIn(database);
        Assert.Equal(Prepared.Addresses.Order(), all.Values.SelectMany(path => AddresseesOf(path)).Order());
        Assert.All(first, copy => Assert.Equal(copy.Value, all[copy.Key]));

        var before = await database.RowsAsync("deliveries");
        Assert.Equal(0, (await installation.AnswerAsync("newsletter", "send", Quarter, "--as", PreparedInstallation.SecondAdmin)).GetProperty("newlyAccepted").GetInt32());
        Assert.Equal((Recipients, string.Join('\n', before)), (CopiesIn(database).Count, string.Join('\n', await database.RowsAsync("deliveries"))));
    }

    /// <summary>What a dead sender held is free again after half a minute; this takes the place of waiting for it.</summary>
    private static async Task LetLeasesRunOutAsync(TestDatabase database)
    {
        if (database.Location.IsPostgres)
            await database.ExecuteAsync("UPDATE deliveries SET leased_until = leased_until - interval '5 minutes' WHERE leased_until IS NOT NULL");
    }

    /// <summary>The copies in the outbox, by name.</summary>
    private static Dictionary<string, string> CopiesIn(TestDatabase database)
    {
        var outbox = Path.Combine(database.Directory, "outbox");
        return Directory.Exists(outbox) ? Directory.EnumerateFiles(outbox, "*.eml").ToDictionary(path => Path.GetFileName(path)) : [];
    }

    private static IEnumerable<string> AddresseesOf(string path) => File.ReadLines(path)
        .TakeWhile(line => line.Length > 0)
        .Where(line => line.StartsWith("To: ", StringComparison.OrdinalIgnoreCase))
        .Select(line => line["To: ".Length..].Trim('<', '>', ' '));

    public sealed class Prepared : PreparedInstallation
    {
        public static IEnumerable<string> Addresses => Enumerable.Range(1, Recipients).Select(number => $"reader{number}@port.example");

        protected override async Task PrepareAsync(TestDatabase database, Installation installation)
        {
            var file = Path.Combine(database.Directory, "reports.csv");
            await new ReportStatement(Month.Parse("2024-10"), Month.Parse("2024-12")).WriteAsync(file, Register);
            await installation.AnswerAsync("import", "reports", file, "--source", "crimestoppers", "--as", Admin);
            await installation.AnswerAsync("release", "compile", Quarter, "--as", Admin);
            var audited = await installation.AnswerAsync("release", "audit", Quarter, "--as", Admin);
            var hash = audited.GetProperty("hash").GetString()!;
            await installation.AnswerAsync("release", "submit", Quarter, "--as", Admin);
            await installation.AnswerAsync("release", "approve", Quarter, "--hash", hash, "--as", SecondAdmin);
            await installation.AnswerAsync("release", "freeze", Quarter, "--hash", hash, "--as", Admin);
            await installation.AnswerAsync("newsletter", "compile", Quarter, "--as", Admin);
            await SubscribeAsync(database);
            await installation.AnswerAsync("newsletter", "submit", Quarter, "--as", Admin);
            await installation.AnswerAsync("newsletter", "approve", Quarter, "--as", SecondAdmin);
        }

        private static async Task SubscribeAsync(TestDatabase database)
        {
            await using var db = database.CreateContext();
            var people = Addresses.Select((address, index) => new SubscriberRow
            {
                Id = Guid.CreateVersion7(),
                Email = address,
                Basis = "consent",
                Source = "test",
                Token = $"{index:D43}",
                SubscribedAt = new TestClock().GetUtcNow(),
            }).ToList();
            db.Subscribers.AddRange(people);
            db.SubscriberTopics.AddRange(people.Select(person => new SubscriberTopicRow { SubscriberId = person.Id, Topic = "quarterly" }));
            await db.SaveChangesAsync();
        }
    }
}
