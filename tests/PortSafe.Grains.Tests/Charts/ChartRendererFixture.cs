using Microsoft.Extensions.DependencyInjection;
using PortSafe.Grains.Charts;

namespace PortSafe.Grains.Tests.Charts;

/// <summary>One Node process for the tests that draw.</summary>
public sealed class ChartRendererFixture : IAsyncLifetime
{
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddCharts().BuildServiceProvider();

    public IChartRenderer Renderer => _services.GetRequiredService<IChartRenderer>();

    public NodeRuntime Node => _services.GetRequiredService<NodeRuntime>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _services.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class ChartRendererCollection : ICollectionFixture<ChartRendererFixture>
{
    public const string Name = "chart renderer";
}
