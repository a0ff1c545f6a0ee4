using Microsoft.Extensions.DependencyInjection;
using PortSafe.Silo.SampleData;
using PortSafe.Silo.Tests.CommandLine;
using PortSafe.Testing.Databases;

namespace PortSafe.Silo.Tests.SampleData;

public sealed class SampleLoadTests
{
    [Fact]
    public async Task A_load_that_stops_half_way_is_finished_by_the_next_start_and_done_once()
    {
        await using var desk = await VerbDesk.OpenAsync("Development");
        var first = Load(desk);
        Assert.True(await first.BeginAsync(default));
        await using (await desk.Database.BreakAsync("releases"))
            await Assert.ThrowsAnyAsync<Exception>(() => first.FinishAsync(default));
        Assert.Equal(0, await desk.Database.CountAsync("releases"));

        var second = Load(desk);
        Assert.True(await second.BeginAsync(default));
        Assert.NotNull(second.Doing);
        await second.FinishAsync(default);

        Assert.Null(second.Doing);
        Assert.Equal(15, (await desk.Database.RowsAsync("releases")).Count(row => row.Contains("state: frozen", StringComparison.Ordinal)));
        Assert.Equal(7, await desk.Database.CountAsync("people"));
        Assert.Equal(4, await desk.Database.CountAsync("imports"));
        Assert.NotEqual(0, await desk.Database.CountAsync("subscribers"));
        Assert.False(await Load(desk).BeginAsync(default));
    }

    [Fact]
    public async Task A_register_that_somebody_imported_is_left_alone()
    {
        await using var desk = await VerbDesk.OpenAsync("Development", DatabaseKind.Sqlite);
        (await desk.RunAsync(null, "import", "ports", "scripts/sample-data/uk-ports.csv")).Succeeded();
        Assert.False(await Load(desk).BeginAsync(default));
        Assert.Equal(1, await desk.Database.CountAsync("imports"));
    }

    private static SampleLoad Load(VerbDesk desk) => ActivatorUtilities.CreateInstance<SampleLoad>(desk.Services);
}
