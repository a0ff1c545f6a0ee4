using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Newsletters;
using PortSafe.Data.Schema;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Mail.Smtp;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Images;
using PortSafe.Grains.Newsletters.Sending;
using PortSafe.Grains.Releases;
using PortSafe.Testing;

namespace PortSafe.Bench.Newsletters;

/// <summary>The product's own compiling and sending, in a process of its own so that its memory can be told. Prints one line of JSON.</summary>
internal static class ProductSend
{
    private const int WarmUp = 3000;
    private const string Subject = "What two thousand people told us about reporting";
    private static readonly TimeProvider Clock = TimeProvider.System;

    private static string Text => File.ReadAllText(Repository.PathTo("tests", "bench", "newsletter", "issue.md"));

    /// <summary>Compiles so many times, and prints the median in milliseconds.</summary>
    public static async Task<int> CompileAsync(int times)
    {
        var folder = Directory.CreateTempSubdirectory("portsafe-bench-");
        await using var node = new ServiceCollection().AddNodeRuntime().BuildServiceProvider();
        var (contexts, location) = await CreateAsync(folder.FullName);
        var mail = Mail(contexts, location, node.GetRequiredService<NodeRuntime>());
        var took = new List<double>();
        for (var round = 0; round < times; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var composed = await mail.ComposeAsync(Guid.Empty, IssueKey.Parse("alerts-2026-1"), Subject, Text, Clock.GetUtcNow(), default);
            if (composed.Error is { } error)
                throw new InvalidOperationException(error.Message);
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        folder.Delete(recursive: true);
        Console.WriteLine(JsonSerializer.Serialize(new { milliseconds = took.Order().ElementAt(times / 2) }));
        return 0;
    }

    /// <summary>Sends so many copies from compiling to the certificate, after a few to warm up.</summary>
    /// <param name="folder">Where the ledger lies.</param>
    public static async Task<int> SendAsync(int port, int connections, int copies, string folder)
    {
        await using var node = new ServiceCollection().AddNodeRuntime().BuildServiceProvider();
        var (contexts, location) = await CreateAsync(folder);
        var audit = new AuditLog(new NodeName("bench"), location, Clock);
        var ledger = new DeliveryLedger(contexts, location, new SendBrake(audit), Clock);
        var settlement = new SendSettlement(contexts, location, audit, Clock);
        await using var smtp = new SmtpTransport(new SmtpServer("127.0.0.1", port, SmtpSecurity.None), connections, Clock, NullLogger<SmtpTransport>.Instance);
        var sender = new IssueSender(ledger, settlement, smtp, location, Options.Create(new MailOptions()), Clock, NullLogger<IssueSender>.Instance);
        var dispatch = new IssueDispatch(contexts, ledger, Mail(contexts, location, node.GetRequiredService<NodeRuntime>()), sender);

        await RunAsync(contexts, ledger, dispatch, 1, WarmUp);
        var time = await RunAsync(contexts, ledger, dispatch, 2, copies);
        Console.WriteLine(JsonSerializer.Serialize(new { milliseconds = time.TotalMilliseconds, mebibytes = Process.GetCurrentProcess().PeakWorkingSet64 >> 20 }));
        return 0;
    }

    private static async Task<TimeSpan> RunAsync(IDbContextFactory<PortSafeDb> contexts, DeliveryLedger ledger, IssueDispatch dispatch, int number, int copies)
    {
        var issue = await ApproveAsync(contexts, ledger, number, copies);
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        var report = (await dispatch.SendAsync(issue, default)).Value ?? throw new InvalidOperationException("The issue could not be sent.");
        var time = Stopwatch.GetElapsedTime(start);
        return report.Accepted == copies ? time : throw new InvalidOperationException($"{report.Accepted} of {copies} were accepted.");
    }

    /// <summary>An issue whose copies may leave, and as many subscribers.</summary>
    private static async Task<Guid> ApproveAsync(IDbContextFactory<PortSafeDb> contexts, DeliveryLedger ledger, int number, int copies)
    {
        var (id, now) = (Guid.CreateVersion7(Clock.GetUtcNow()), Clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync("DELETE FROM deliveries; DELETE FROM subscribers");
        for (var first = 0; first < copies; first += 1000)
        {
            var people = Enumerable.Range(first, Math.Min(1000, copies - first)).Select(index => new Data.Subscribers.SubscriberRow
            {
                Id = Guid.CreateVersion7(now),
                Email = $"{index.ToString().PadLeft(20, 'r')}@port.example",
                Basis = "consent",
                Source = "bench",
                Token = index.ToString().PadLeft(MailSlot.TokenLength, 'A'),
                SubscribedAt = now,
            }).ToList();
            db.Subscribers.AddRange(people);
            db.SubscriberTopics.AddRange(people.Select(person => new Data.Subscribers.SubscriberTopicRow { SubscriberId = person.Id, Topic = Topic.Alerts.Code }));
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
        db.Issues.Add(new IssueRow
        {
            Id = id,
            Key = IssueKey.Parse($"alerts-2026-{number}"),
            Topic = Topic.Alerts.Code,
            State = IssueState.Sending,
            CreatedAt = now,
            ApprovedRevision = 1,
            ApprovedAt = now,
            StartedAt = now,
        });
        db.IssueRevisions.Add(new IssueRevisionRow { IssueId = id, Number = 1, Subject = Subject, Body = Text, SavedAt = now, SavedBy = "job:bench" });
        await db.SaveChangesAsync();
        await ledger.FixRecipientsAsync(db, id, default);
        return id;
    }

    private static IssueMail Mail(IDbContextFactory<PortSafeDb> contexts, DatabaseLocation location, NodeRuntime node)
    {
        var site = new PublicSite("https://portsafe.example");
        var releases = new FrozenReleases(contexts);
        var images = new IssueImages(contexts, new AuditLog(new NodeName("bench"), location, Clock), Clock);
        var compiler = new IssueCompiler(releases, new SectorCharts(releases), images, site);
        return new IssueMail(compiler, images, new NodeChartRenderer(node), new MimeComposer(node), Options.Create(new MailOptions { From = "news@jmsc.example" }), site);
    }

    private static async Task<(IDbContextFactory<PortSafeDb> Contexts, DatabaseLocation Location)> CreateAsync(string folder)
    {
        var location = new DatabaseLocation(folder, Environment.GetEnvironmentVariable("PORTSAFE_BENCH_POSTGRES"));
        var options = new DbContextOptionsBuilder<PortSafeDb>();
        options.UseDatabase(location);
        var contexts = new PooledDbContextFactory<PortSafeDb>(options.Options);
        return (await new SchemaUpgrade(contexts, location, Clock).ApplyAsync(default)).Error is { } error ? throw new InvalidOperationException(error.Message) : (contexts, location);
    }
}
