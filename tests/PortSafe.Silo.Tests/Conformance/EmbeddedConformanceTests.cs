using Microsoft.Extensions.DependencyInjection;
using PortSafe.Data;
using PortSafe.Data.Ports;
using PortSafe.Grains;
using PortSafe.Silo.Engine;
using PortSafe.Testing.Conformance;
using PortSafe.Testing.Databases;

namespace PortSafe.Silo.Tests.Conformance;

public sealed class EmbeddedOnSqliteTests() : EmbeddedConformance(DatabaseKind.Sqlite);

public sealed class EmbeddedOnPostgresTests() : EmbeddedConformance(DatabaseKind.Postgres);

/// <summary>The embedded engine keeps every promise of the suite. Two nodes here are two engines that share nothing but the database.</summary>
public abstract class EmbeddedConformance(DatabaseKind kind) : GrainsConformance(kind)
{
    protected override Task<IGrainsNode> StartNodeAsync(TestDatabase database, TimeProvider clock) => Task.FromResult<IGrainsNode>(new Node(database, clock));

    private sealed class Node(TestDatabase database, TimeProvider clock) : IGrainsNode
    {
        private readonly ServiceProvider _services = new ServiceCollection()
            .AddPortSafeData(database.Location)
            .AddSingleton(clock)
            .AddSingleton<EventStore>()
            .AddEmbeddedGrains()
            .BuildServiceProvider(validateScopes: true);

        public IGrains Grains => _services.GetRequiredService<IGrains>();

        public ValueTask DisposeAsync() => _services.DisposeAsync();
    }
}
