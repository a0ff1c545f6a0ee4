using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Mail;
using PortSafe.Data.Newsletters;
using PortSafe.Data.Subscribers;
using PortSafe.Domain;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Subscribers;
using PortSafe.Testing;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Subscribers;

/// <summary>A database and everything that is done with subscribers.</summary>
internal sealed class SubscriberDeskKit : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private SubscriberDeskKit(TestDatabase database, IDataProtectionProvider protection)
    {
        Database = database;
        var services = new ServiceCollection().AddLogging().AddPortSafeData(database.Location)
            .AddSingleton<TimeProvider>(Clock).AddSingleton(new NodeName("test")).AddSingleton<AuditLog>().AddSingleton<OutboxQueue>().AddSingleton<Outbox>()
            .AddSingleton(new PublicSite("https://portsafe.example")).AddSingleton(protection);
        _services = services.AddSubscribers().BuildServiceProvider();
    }

    public TestDatabase Database { get; }

    public TestClock Clock { get; } = new();

    public SubscriberList List => Get<SubscriberList>();

    public static async Task<SubscriberDeskKit> CreateAsync(DatabaseKind kind) => new(await TestDatabase.CreateAsync(kind), new EphemeralDataProtectionProvider());

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Subscribes somebody who asked.</summary>
    public async Task<Guid> AddAsync(string email, params IReadOnlyList<Topic> topics)
    {
        var added = await List.AddAsync(email, SubscriptionBasis.Consent, "test", topics.Count == 0 ? Topic.All : topics, default);
        Assert.Null(added.Error);
        return added.Value;
    }

    /// <summary>Asks for the newsletter by the form.</summary>
    public Task AskAsync(string email, params IReadOnlyList<Topic> topics) =>
        Get<SignUp>().AnswerAsync(new SignUpRequest(email, topics.Count == 0 ? [Topic.Quarterly] : topics), default);

    /// <summary>The tokens in the confirmation mails that wait, in the order in which they were written.</summary>
    public async Task<IReadOnlyList<string>> LinksAsync()
    {
        await using var db = Database.CreateContext();
        var bodies = await db.Outbox.AsNoTracking().OrderBy(mail => mail.CreatedAt).Select(mail => mail.Body).ToListAsync();
        return [.. bodies.Where(body => body.Length > 0).Select(body => body.Split("https://portsafe.example/subscribe/")[1][..43])];
    }

    public async Task<SubscriberRow> RowAsync(string email)
    {
        await using var db = Database.CreateContext();
        return await db.Subscribers.AsNoTracking().SingleAsync(row => row.Email == email);
    }

    public async Task<string> TopicsAsync(string email)
    {
        await using var db = Database.CreateContext();
        return string.Join(' ', await db.SubscriberTopics.Where(topic => db.Subscribers.Any(row => row.Id == topic.SubscriberId && row.Email == email)).Select(topic => topic.Topic).Order().ToListAsync());
    }

    /// <summary>Everything about subscribers that is in the database, as text.</summary>
    public async Task<string> StateAsync()
    {
        var tables = new[] { "subscribers", "subscriber_topics", "subscription_requests", "suppressions", "bounces", "outbox" };
        var lines = new List<string>();
        foreach (var table in tables)
            lines.AddRange((await Database.RowsAsync(table)).Order(StringComparer.Ordinal).Select(row => $"{table}: {row}"));
        return string.Join('\n', lines);
    }

    /// <summary>An issue of which a subscriber has a copy.</summary>
    /// <returns>The Message-ID of the copy.</returns>
    public async Task<string> SendAsync(Guid subscriber, Quarter? quarter = null)
    {
        await using var db = Database.CreateContext();
        var issue = NewIssue(quarter ?? new Quarter(2026, 3), Clock.GetUtcNow());
        db.Issues.Add(issue);
        db.Deliveries.Add(new DeliveryRow { IssueId = issue.Id, SubscriberId = subscriber, State = DeliveryState.Accepted, ChangedAt = Clock.GetUtcNow() });
        await db.SaveChangesAsync();
        return $"<{issue.Id:N}.{subscriber:N}@jmsc.example>";
    }

    private static IssueRow NewIssue(Quarter quarter, DateTimeOffset at) => new() { Id = Guid.CreateVersion7(), Key = IssueKey.Parse(quarter.ToString()), Topic = Topic.Quarterly.Code, Quarter = quarter, State = "sent", CreatedAt = at };

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
    }
}
