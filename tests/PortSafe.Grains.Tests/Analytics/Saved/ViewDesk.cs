using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Data.Mail;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Analytics.Saved;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Releases;
using PortSafe.Grains.Subscribers;
using PortSafe.Grains.Tests.Newsletters;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Analytics.Saved;

/// <summary>A database with two frozen releases, two people, and what keeps their views.</summary>
internal sealed class ViewDesk : IAsyncDisposable
{
    public static readonly Quarter Quarter = new(2026, 3);

    private static readonly PublicSite Site = new("https://portsafe.example");

    private ViewDesk(TestDatabase database)
    {
        Database = database;
        Releases = new FrozenReleases(database.Contexts);
        Notes = new TimelineNotes(database.Contexts, new AuditLog(new NodeName("test"), database.Location, Clock), Clock);
        Views = new SectorViews(Releases, Notes);
        Saved = new SavedViews(database.Contexts, Clock);
        Outbox = new Outbox(new OutboxQueue(database.Contexts, Clock));
        Mails = new SavedViewMails(database.Contexts, Releases, new AddressHashes(database.Contexts, new EphemeralDataProtectionProvider()), Outbox, Site);
        Frozen = new FrozenViews(database.Contexts, Releases, Views, new AuditLog(new NodeName("test"), database.Location, Clock), Clock);
    }

    /// <summary>Some days before the release of the quarter is frozen.</summary>
    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 10, 1, 10, 0, 0, TimeSpan.Zero));

    public TestDatabase Database { get; }

    public FrozenReleases Releases { get; }

    public TimelineNotes Notes { get; }

    public SectorViews Views { get; }

    public SavedViews Saved { get; }

    public FrozenViews Frozen { get; }

    public Actor Reader { get; } = Actor.Person(Guid.Parse("00000000-0000-0000-0000-0000000000a1"), Role.Analyst);

    public Actor Other { get; } = Actor.Person(Guid.Parse("00000000-0000-0000-0000-0000000000a2"), Role.Analyst);

    public static async Task<ViewDesk> CreateAsync(DatabaseKind kind = DatabaseKind.Sqlite)
    {
        var desk = new ViewDesk(await TestDatabase.CreateAsync(kind));
        foreach (var quarter in new[] { Quarter.Previous, Quarter })
            await ReleaseBuilder.Whole(quarter).FreezeAsync(desk.Database);
        await using var db = desk.Database.CreateContext();
        foreach (var (actor, name) in new[] { (desk.Reader, "reader"), (desk.Other, "other") })
            db.Users.Add(new Person { Id = actor.PersonId!.Value, Name = name, Email = $"{name}@people.example", Role = actor.Role!.Code, SecurityStamp = name });
        await db.SaveChangesAsync();
        return desk;
    }

    public static SectorView View(string query) => SectorViewText.Parse(query).Read().Value!;

    public async Task<SavedView> SaveAsync(string query, Actor? by = null) => (await Saved.SaveAsync(View(query), "A view", null, by ?? Reader, default)).Value!;

    public Outbox Outbox { get; }

    public SavedViewMails Mails { get; }

    public Task MailAsync() => new MailSavedViewsJob(
        Database.Contexts, Releases, Views, Frozen, Mails, Outbox, Site, NullLogger<MailSavedViewsJob>.Instance)
        .ExecuteAsync("", default);

    /// <summary>Withdraws a release, as two people would.</summary>
    public async Task WithdrawAsync(Quarter quarter)
    {
        await using var db = Database.CreateContext();
        var (state, reason, now) = (ReleaseState.Withdrawn.Code, WithdrawalReason.SourceWrong.Code, Clock.GetUtcNow());
        var withdrawn = db.Releases.Where(row => row.Id == ReleaseId.Of(quarter));
        await withdrawn.ExecuteUpdateAsync(set => set
            .SetProperty(row => row.WithdrawalAskedBy, TestActors.Admin.Id)
            .SetProperty(row => row.WithdrawalAskedAt, now)
            .SetProperty(row => row.WithdrawalNote, "A test file")
            .SetProperty(row => row.WithdrawalReason, reason));
        await withdrawn.ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, state)
            .SetProperty(row => row.WithdrawnBy, TestActors.SecondAdmin.Id)
            .SetProperty(row => row.WithdrawnAt, now));
    }

    public async Task<List<OutboxRow>> MailsAsync()
    {
        await using var db = Database.CreateContext();
        return await db.Outbox.AsNoTracking().OrderBy(row => row.Key).ToListAsync();
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
