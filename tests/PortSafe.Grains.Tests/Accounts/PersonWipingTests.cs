using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Analytics;
using PortSafe.Data.Audit;
using PortSafe.Data.Newsletters;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Subscribers;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Accounts;

public sealed class PersonWipingTests
{
    /// <summary>Everything that could tell who the person was.</summary>
    private static readonly string[] Traces = ["Naomi", "Traceable", "192.0.2.77", "Rarebrowser", "their own words", "secret", "a tell-tale reason"];

    [Theory, BothDatabases]
    public async Task Nothing_of_a_wiped_person_is_left_but_the_id(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var (boss, person) = await FillAsync(desk);
        await desk.AddSessionAsync(boss.PersonId!.Value, "192.0.2.1", "Shared");

        Assert.Null((await WipeAsync(desk, person, boss)).Error);

        foreach (var table in new[] { "people", "person_ports", "person_claims", "person_logins", "person_tokens", "account_links", "sessions", "origins", "used_codes", "outbox", "saved_views", "texts", "subscribers", "audit_log", "port_events" })
        {
            foreach (var trace in Traces)
                Assert.DoesNotContain(await desk.Database.RowsAsync(table), row => row.Contains(trace, StringComparison.OrdinalIgnoreCase) && !row.Contains("secret-hash", StringComparison.Ordinal));
        }
        Assert.Single(await desk.Database.RowsAsync("person_passkeys"));
        var left = await desk.PersonAsync(person);
        Assert.Equal((PersonWiping.NeutralName, null, null, null), (left.Name, left.Email, left.NormalizedUserName, left.PasswordHash));
        Assert.Equal(desk.Clock.GetUtcNow(), left.WipedAt);
    }

    [Theory, BothDatabases]
    public async Task An_address_that_others_came_from_stays_for_them(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var (boss, person) = await FillAsync(desk);
        await desk.AddSessionAsync(boss.PersonId!.Value, "192.0.2.1", "Shared");

        Assert.Null((await WipeAsync(desk, person, boss)).Error);

        var origins = await desk.Database.RowsAsync("origins");
        Assert.Equal(2, origins.Count);
        Assert.Single(origins, row => row.Contains("address: 192.0.2.1 | browser: Shared", StringComparison.Ordinal));
        Assert.Single(origins, row => row.Contains("address: null | browser: null", StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task Streams_read_models_audit_chain_and_ledger_stay_whole(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var (boss, person) = await FillAsync(desk);
        var (events, status) = (await desk.Database.RowsAsync("port_events"), await desk.Database.RowsAsync("port_status"));
        var issue = await IssueAsync(desk);
        var sums = await desk.Get<DeliveryLedger>().CountAsync(issue, default);

        Assert.Null((await WipeAsync(desk, person, boss)).Error);

        Assert.Equal(events, await desk.Database.RowsAsync("port_events"));
        await desk.Get<ReadModels>().RebuildAsync(null, default);
        Assert.Equal(status, await desk.Database.RowsAsync("port_status"));
        Assert.Equal(sums, await desk.Get<DeliveryLedger>().CountAsync(issue, default));
        var hash = "";
        foreach (var row in await desk.AuditAsync())
            Assert.Equal(hash = AuditLog.HashOf(hash, row), row.Hash);
    }

    [Fact]
    public async Task Only_a_revoked_person_is_wiped_once_and_not_by_themselves()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        var (boss, person) = (await desk.AddAdministratorAsync(), (await desk.AddActiveAsync(Role.Editor, "Some One")).PersonId!.Value);

        Assert.Equal("person-in-force", (await WipeAsync(desk, person, boss)).Error?.Code);
        Assert.Equal("own-account", (await WipeAsync(desk, boss.PersonId!.Value, boss)).Error?.Code);
        Assert.Null((await desk.DeskAsync(people => people.RevokeAsync(person, "Left", boss, default))).Error);
        Assert.Null((await WipeAsync(desk, person, boss)).Error);

        Assert.Equal("person-wiped", (await WipeAsync(desk, person, boss)).Error?.Code);
        Assert.Equal("person-wiped", (await desk.DeskAsync(people => people.RestoreAsync(person, "Back", boss, default))).Error?.Code);
        Assert.Null((await desk.UseAsync((InvitationDesk all) => all.InviteAsync(new NewPerson("Some One", "some.one@people.example", Role.Editor), boss, default))).Error);
    }

    [Theory, BothDatabases]
    public async Task Mail_that_has_not_left_never_leaves(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var (boss, person) = await FillAsync(desk);

        Assert.Null((await WipeAsync(desk, person, boss)).Error);

        Assert.Contains("recipient:  | subject:  | body:  | state: failed", Assert.Single(await desk.Database.RowsAsync("outbox")), StringComparison.Ordinal);
    }

    private static Task<Result<Guid>> WipeAsync(AccountDesk desk, Guid person, Actor by) =>
        desk.UseAsync((PersonWiping wiping) => wiping.WipeAsync(person, null, by, default));

    /// <summary>An administrator, and a revoked port manager who has left something in every table.</summary>
    private static async Task<(Actor Boss, Guid Person)> FillAsync(AccountDesk desk)
    {
        await desk.AddPortAsync("GBFXT");
        var boss = await desk.AddAdministratorAsync();
        var actor = await desk.AddActiveAsync(Role.PortManager, "Naomi Traceable", Locode.Parse("GBFXT"));
        var person = actor.PersonId!.Value;
        await desk.AddSessionAsync(person, "192.0.2.77", "Rarebrowser 1");
        await desk.AddSessionAsync(person, "192.0.2.1", "Shared");
        await desk.UseAsync((SubscriberList list) => list.AddAsync("naomi.traceable@people.example", SubscriptionBasis.Consent, "test", default));
        await using (var db = desk.Database.CreateContext())
        {
            db.Texts.Add(new TextRow { Id = Guid.CreateVersion7(), By = actor.Id, Text = "their own words", WrittenAt = desk.Clock.GetUtcNow() });
            db.SavedViews.Add(new SavedViewRow { Id = Guid.CreateVersion7(), PersonId = person, Name = "Naomi’s view", Query = "measure=line-known", Position = 0, SavedAt = desk.Clock.GetUtcNow() });
            db.UserTokens.Add(new() { UserId = person, LoginProvider = "x", Name = "x", Value = "secret token" });
            db.UserLogins.Add(new() { UserId = person, LoginProvider = "x", ProviderKey = "secret login" });
            db.UserClaims.Add(new() { UserId = person, ClaimType = "x", ClaimValue = "secret claim" });
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync();
            await desk.Get<Outbox>().EnqueueAsync(db, "notice:1", "Naomi.Traceable@people.example", "To Naomi", "Dear Naomi", default);
            await transaction.CommitAsync();
        }
        Assert.Null((await desk.DeskAsync(people => people.RevokeAsync(person, "a tell-tale reason", boss, default))).Error);
        return (boss, person);
    }

    private static async Task<Guid> IssueAsync(AccountDesk desk)
    {
        var id = Guid.CreateVersion7();
        await using var db = desk.Database.CreateContext();
        db.Issues.Add(new IssueRow { Id = id, Key = IssueKey.Parse("2026Q3"), Topic = "quarterly", State = "sending", CreatedAt = desk.Clock.GetUtcNow() });
        db.Deliveries.Add(new DeliveryRow { IssueId = id, SubscriberId = await db.Subscribers.Select(row => row.Id).SingleAsync(), State = "accepted", ChangedAt = desk.Clock.GetUtcNow() });
        await db.SaveChangesAsync();
        return id;
    }
}
