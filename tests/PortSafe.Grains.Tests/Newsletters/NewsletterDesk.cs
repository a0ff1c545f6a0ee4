using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PortSafe.Data.Audit;
using PortSafe.Data.Mail;
using PortSafe.Data.Newsletters;
using PortSafe.Data.Ports;
using PortSafe.Data.Subscribers;
using PortSafe.Domain;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Checks;
using PortSafe.Grains.Newsletters.Drafting;
using PortSafe.Grains.Newsletters.Sending;
using PortSafe.Grains.Releases;
using PortSafe.Grains.Subscribers;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Grains.Tests.Releases;
using PortSafe.Grains.Toolkit;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Newsletters;

/// <summary>A database with frozen releases, and everything that it takes to write and send an issue.</summary>
internal sealed class NewsletterDesk : IAsyncDisposable
{
    public static readonly Quarter Quarter = new(2026, 3);

    public static readonly IssueKey Key = IssueKey.Of(Quarter);

    public static readonly PublicSite Site = new("https://portsafe.example");

    private readonly MimeComposer _composer;
    private IssueSender? _sender;

    private NewsletterDesk(TestDatabase database, MimeComposer composer, IChartRenderer? renderer)
    {
        (Database, _composer) = (database, composer);
        Releases = new FrozenReleases(database.Contexts);
        Audit = new AuditLog(new NodeName("test"), database.Location, Clock);
        Images = new IssueImages(database.Contexts, Audit, Clock);
        Contacts = new ContactEntries(database.Contexts, Audit, Clock);
        Compiler = new IssueCompiler(Releases, new SectorCharts(Releases), Images, Site);
        Archive = new IssueArchive(database.Contexts, Compiler, Releases, NullLogger<IssueArchive>.Instance);
        Checks = new IssueChecks(database.Contexts, Compiler, Archive, Contacts, Site);
        Mail = new IssueMail(Compiler, Images, renderer ?? new PixelRenderer(), composer, Options.Create(new MailOptions { From = "news@jmsc.example" }), Site);
        Brake = new SendBrake(Audit);
        Ledger = new DeliveryLedger(database.Contexts, database.Location, Brake, Clock);
        Settlement = new SendSettlement(database.Contexts, database.Location, Audit, Clock);
        Start = new SendStart(database.Contexts, Audit, new Outbox(new OutboxQueue(database.Contexts, Clock)), Site, Clock);
        Subscribers = new SubscriberList(database.Contexts, new Suppressions(new AddressHashes(database.Contexts, new Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider()), Clock), Clock);
    }

    public TestClock Clock { get; } = new();

    public TestDatabase Database { get; }

    public FrozenReleases Releases { get; }

    public IssueCompiler Compiler { get; }

    public IssueMail Mail { get; }

    public AuditLog Audit { get; }

    public IssueImages Images { get; }

    public ContactEntries Contacts { get; }

    public IssueChecks Checks { get; }

    public IssueArchive Archive { get; }

    public DeliveryLedger Ledger { get; }

    public SendBrake Brake { get; }

    public SendSettlement Settlement { get; }

    public SendStart Start { get; }

    public RecordedJobs Jobs { get; } = new();

    public SubscriberList Subscribers { get; }

    /// <summary>What the desk's own sender sends by; a new one means a new sender.</summary>
    public ScriptedTransport Transport
    {
        get;
        set => (field, _sender) = (value, null);
    } = new();

    /// <summary>A database in which the quarter's release, the one before and the one a year ago are frozen.</summary>
    public static async Task<NewsletterDesk> CreateAsync(DatabaseKind kind, ComposerFixture fixture, IChartRenderer? renderer = null)
    {
        var desk = new NewsletterDesk(await TestDatabase.CreateAsync(kind), fixture.Composer, renderer);
        foreach (var quarter in new[] { Quarter.SameQuarterLastYear, Quarter.Previous, Quarter })
            await ReleaseBuilder.Whole(quarter).FreezeAsync(desk.Database);
        return desk;
    }

    /// <summary>A database in which nothing is frozen.</summary>
    public static async Task<NewsletterDesk> CreateEmptyAsync(DatabaseKind kind, ComposerFixture fixture) =>
        new(await TestDatabase.CreateAsync(kind), fixture.Composer, null);

    public IssueSender NewSender(IMailTransport? transport = null, TimeProvider? clock = null, int? perMinute = null) => new(
        Ledger, Settlement, transport ?? Transport, Database.Location, Options.Create(new MailOptions { MessagesPerMinute = perMinute }), clock ?? Clock,
        NullLogger<IssueSender>.Instance);

    /// <summary>The job on the desk's own node, or on another.</summary>
    public ContinueSendsJob Job(IssueSender? sender = null)
    {
        var own = sender ?? (_sender ??= NewSender());
        return new ContinueSendsJob(
            Database.Contexts, Ledger, Start, Brake, own, new IssueDispatch(Database.Contexts, Ledger, Mail, own), Clock, NullLogger<ContinueSendsJob>.Instance);
    }

    /// <summary>The grain on a node of its own.</summary>
    public IssueGrain Grain(IssueKey? key = null) => new(
        key ?? Key,
        Database.Contexts,
        Compiler,
        Checks,
        new QuarterEvents(Database.Contexts, new EventStore(Database.Contexts, Clock)),
        Ledger,
        Jobs,
        Audit,
        Clock);

    /// <summary>Ports that joined in the quarter.</summary>
    public async Task JoinAsync(params IEnumerable<(string Locode, string Name)> ports)
    {
        var store = new EventStore(Database.Contexts, Clock);
        foreach (var (locode, name) in ports)
        {
            var port = new PortBuilder(locode).On(2026, 8, 3).Added(name).Applied().Approved();
            Assert.True(await store.AppendAsync([new PortAppend(port.Locode, PortHistory.Empty, port.Events)], TestActors.Admin, null, default));
        }
    }

    /// <summary>Subscribes so many people, by consent.</summary>
    public async Task SubscribeAsync(int count)
    {
        await using var db = Database.CreateContext();
        var people = Enumerable.Range(1, count).Select(number => new SubscriberRow
        {
            Id = Guid.CreateVersion7(),
            Email = $"reader{number}@port.example",
            Basis = "consent",
            Source = "test",
            Token = MailSlot.Token(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(number))),
            SubscribedAt = Clock.GetUtcNow(),
        }).ToList();
        db.Subscribers.AddRange(people);
        db.SubscriberTopics.AddRange(people.SelectMany(person => Topic.All.Select(topic => new SubscriberTopicRow { SubscriberId = person.Id, Topic = topic.Code })));
        await db.SaveChangesAsync();
    }

    /// <summary>An issue compiled by an editor, ready for an approver.</summary>
    public async Task<IssueView> CompileAsync()
    {
        var compiled = await Grain().CompileAsync(TestActors.Editor, default);
        Assert.Null(compiled.Error);
        return compiled.Value!;
    }

    /// <summary>Brings the compiled issue to where it is approved.</summary>
    public async Task ApproveAsync()
    {
        var issue = (await Grain().GetAsync(TestActors.Editor, default)).Value!;
        issue = Done(await Grain().SubmitAsync(issue.Revision, TestActors.Editor, default));
        Done(await Grain().ApproveAsync(issue.Submitted!.Revision, TestActors.Approver, default));
    }

    /// <summary>Brings the compiled issue to where copies leave; nothing is sent. One that is there is left as it is.</summary>
    /// <returns>The issue's id.</returns>
    public async Task<Guid> BeginAsync()
    {
        var issue = (await Grain().GetAsync(TestActors.Editor, default)).Value!;
        if (issue.State == IssueState.Draft)
            issue = Done(await Grain().SubmitAsync(issue.Revision, TestActors.Editor, default));
        if (issue.State == IssueState.InReview)
            issue = Done(await Grain().ApproveAsync(issue.Submitted!.Revision, TestActors.Approver, default));
        return issue.State == IssueState.Approved ? Done(await Grain().StartAsync(TestActors.Approver, default)).Id : issue.Id;
    }

    /// <summary>Approves and begins the issue where that has not been done, and sends it, by the desk's own sender or another.</summary>
    public async Task<SendReport> SendAsync(IssueSender? sender = null, CancellationToken ct = default)
    {
        var issue = await BeginAsync();
        return Done(await new IssueDispatch(Database.Contexts, Ledger, Mail, sender ?? (_sender ??= NewSender())).SendAsync(issue, ct));
    }

    private static T Done<T>(Result<T> result)
    {
        Assert.Null(result.Error);
        return result.Value!;
    }

    public async Task<IReadOnlyList<DeliveryRow>> DeliveriesAsync()
    {
        await using var db = Database.CreateContext();
        return await db.Deliveries.AsNoTracking().OrderBy(row => row.SubscriberId).ToListAsync();
    }

    public async Task<IReadOnlyDictionary<string, int>> StatesAsync() =>
        (await DeliveriesAsync()).GroupBy(row => row.State).ToDictionary(group => group.Key, group => group.Count());

    public async Task<string> TokenOfAsync(Guid subscriber)
    {
        await using var db = Database.CreateContext();
        return await db.Subscribers.Where(row => row.Id == subscriber).Select(row => row.Token).SingleAsync();
    }

    public ValueTask DisposeAsync()
    {
        Archive.Dispose();
        return Database.DisposeAsync();
    }

    /// <summary>Draws every chart as one pixel, for tests that are not about pictures.</summary>
    private sealed class PixelRenderer : IChartRenderer
    {
        public Task<string> SvgAsync(Chart chart, ChartSize size, CancellationToken cancellationToken) => Task.FromResult("<svg/>");

        public Task<byte[]> PngAsync(Chart chart, ChartSize size, CancellationToken cancellationToken) => Task.FromResult(ComposerFixture.Pixel);
    }
}
