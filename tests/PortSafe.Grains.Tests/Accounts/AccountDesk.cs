using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Mail;
using PortSafe.Data.Newsletters;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Schemes;
using PortSafe.Grains.Subscribers;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Accounts;

/// <summary>Accounts over a real database, each use of them in a scope of its own as in a request.</summary>
internal sealed class AccountDesk(TestDatabase database, ServiceProvider services, TestClock clock) : IAsyncDisposable
{
    public TestDatabase Database => database;

    public TestClock Clock => clock;

    public Sessions Sessions => services.GetRequiredService<Sessions>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public static async Task<AccountDesk> CreateAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        return Over(database, new TestClock());
    }

    /// <summary>Another node on the same database.</summary>
    public static AccountDesk Over(TestDatabase database, TestClock clock, string node = "test")
    {
        var services = new ServiceCollection().AddLogging().AddPortSafeData(database.Location)
            .AddSingleton<TimeProvider>(clock).AddSingleton(new NodeName(node)).AddSingleton<AuditLog>().AddSingleton<EventStore>()
            .AddSingleton<ReadModels>().AddSingleton<OutboxQueue>().AddSingleton<Outbox>().AddSubscribers().AddSingleton<SendBrake>().AddSingleton<DeliveryLedger>()
            .AddAccounts(new ConfigurationBuilder().Build()).AddSchemes().AddTransient<RetentionJob>().AddTransient<ApplicationsJob>();
        return new AccountDesk(database, services.BuildServiceProvider(), clock);
    }

    public Task<Result<KnownPerson>> AddAsync(NewPerson person, Actor? by = null) => UseAsync(people => people.AddAsync(person, by ?? TestActors.Admin, default));

    public Task<T> UseAsync<T>(Func<People, Task<T>> use) => UseAsync<People, T>(use);

    public async Task<T> UseAsync<TService, T>(Func<TService, Task<T>> use) where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async Task<T> UseAsync<TFirst, TSecond, T>(Func<TFirst, TSecond, Task<T>> use) where TFirst : notnull where TSecond : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TFirst>(), scope.ServiceProvider.GetRequiredService<TSecond>());
    }

    public async Task<string> OriginAsync() => (await services.GetRequiredService<Origins>().FindAsync("192.0.2.1", "A browser", default)).ToString("D");

    public Task AddPortAsync(string locode) => AddPortAsync(new PortBuilder(locode).Added());

    public async Task AddPortAsync(PortBuilder port)
    {
        var store = services.GetRequiredService<EventStore>();
        var append = new PortAppend(port.Locode, await store.LoadAsync(port.Locode, default), port.Events);
        Assert.True(await store.AppendAsync([append], TestActors.Admin, null, default));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }
}
