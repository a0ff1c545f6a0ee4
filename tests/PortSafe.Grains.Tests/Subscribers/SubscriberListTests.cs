using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Subscribers;
using PortSafe.Grains.Subscribers;
using PortSafe.Testing;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Subscribers;

public sealed class SubscriberListTests
{
    private readonly TestClock _clock = new();

    [Theory, BothDatabases]
    public async Task An_address_is_added_once_however_it_is_written(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var list = ListOver(database);
        var first = (await list.AddAsync(" Sam.Reader@Port.EXAMPLE ", SubscriptionBasis.Membership, "invitation", default)).Value;
        Assert.Equal(first, (await list.AddAsync("sam.reader@port.example", SubscriptionBasis.Consent, "form", default)).Value);
        var row = await OnlyRowAsync(database);
        Assert.Equal(("sam.reader@port.example", "membership", "invitation", _clock.GetUtcNow()), (row.Email, row.Basis, row.Source, row.SubscribedAt));
        Assert.Matches("^[A-Za-z0-9_-]{43}$", row.Token);
        Assert.Equal(1, await list.CountAsync(default));
    }

    [Theory, BothDatabases]
    public async Task Many_who_add_one_address_at_once_add_it_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var list = ListOver(database);
        var ids = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => list.AddAsync("sam@port.example", SubscriptionBasis.Consent, "form", default))));
        Assert.Single(ids.Select(id => id.Value).Distinct());
    }

    [Theory]
    [InlineData("", "form", "email-invalid")]
    [InlineData("sam", "form", "email-invalid")]
    [InlineData("sam@port", "form", "email-invalid")]
    [InlineData("sam@port.example\r\nBcc: all@port.example", "form", "email-invalid")]
    [InlineData("Sam <sam@port.example>", "form", "email-invalid")]
    [InlineData("sam@port.example", "", "source-invalid")]
    public async Task What_is_not_an_address_is_refused(string email, string source, string code)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        Assert.Equal(code, (await ListOver(database).AddAsync(email, SubscriptionBasis.Consent, source, default)).Error!.Code);
    }

    [Theory, BothDatabases]
    public async Task A_token_unsubscribes_once_and_an_unknown_one_ends_alike(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var list = ListOver(database);
        await list.AddAsync("sam@port.example", SubscriptionBasis.Consent, "form", default);
        await list.AddAsync("kim@port.example", SubscriptionBasis.Consent, "form", default);
        foreach (var unknown in new[] { "", "short", new string('a', 43), new string('a', 5_000), "'; DROP TABLE subscribers; --" })
            await list.UnsubscribeAsync(unknown, default);
        Assert.Equal(2, await list.CountAsync(default));

        var sam = await RowAsync(database, "sam@port.example");
        await list.UnsubscribeAsync(sam.Token, default);
        var left = (await RowAsync(database, "sam@port.example")).UnsubscribedAt;
        _clock.Advance(TimeSpan.FromDays(1));
        await list.UnsubscribeAsync(sam.Token, default);
        Assert.Equal(left, (await RowAsync(database, "sam@port.example")).UnsubscribedAt);
        Assert.Equal(1, await list.CountAsync(default));
    }

    [Theory, BothDatabases]
    public async Task Who_left_comes_back_by_consent_alone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var list = ListOver(database);
        await list.AddAsync("sam@port.example", SubscriptionBasis.Membership, "invitation", default);
        await list.UnsubscribeAsync((await OnlyRowAsync(database)).Token, default);

        await list.AddAsync("sam@port.example", SubscriptionBasis.Membership, "invitation", default);
        Assert.Equal(0, await list.CountAsync(default));
        await list.AddAsync("sam@port.example", SubscriptionBasis.Consent, "form", default);
        var row = await OnlyRowAsync(database);
        Assert.Equal(("consent", "form", (DateTimeOffset?)null), (row.Basis, row.Source, row.UnsubscribedAt));
    }

    private SubscriberList ListOver(TestDatabase database) =>
        new(database.Contexts, new Suppressions(new AddressHashes(database.Contexts, new EphemeralDataProtectionProvider()), _clock), _clock);

    private static async Task<SubscriberRow> OnlyRowAsync(TestDatabase database)
    {
        await using var db = database.CreateContext();
        return await db.Subscribers.AsNoTracking().SingleAsync();
    }

    private static async Task<SubscriberRow> RowAsync(TestDatabase database, string email)
    {
        await using var db = database.CreateContext();
        return await db.Subscribers.AsNoTracking().SingleAsync(row => row.Email == email);
    }
}
