using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PortSafe.Grains;
using PortSafe.Silo.Hosting;
using PortSafe.Silo.Tests.CommandLine;
using PortSafe.Testing;
using PortSafe.Testing.Databases;

namespace PortSafe.Silo.Tests.Hosting;

public sealed class ReadinessTests
{
    [Theory, BothDatabases]
    public async Task Ready_means_that_a_grain_answers_and_a_write_is_taken(DatabaseKind kind)
    {
        await using var desk = await VerbDesk.OpenAsync(kind: kind);
        var clock = new TestClock();
        using var readiness = new Readiness(
            desk.Services.GetRequiredService<IGrains>(), desk.Database.Contexts, desk.Services.GetRequiredService<IKeyManager>(), clock, NullLogger<Readiness>.Instance);
        var before = await desk.Database.RowsAsync("ledger_versions");
        Assert.Null(await readiness.FaultAsync(default));
        Assert.Equal(before, await desk.Database.RowsAsync("ledger_versions"));

        await using (await desk.Database.BreakAsync("ledger_versions"))
        {
            Assert.Null(await readiness.FaultAsync(default));
            clock.Advance(TimeSpan.FromSeconds(2));
            Assert.Equal("database", await readiness.FaultAsync(default));
        }
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await readiness.FaultAsync(default));
    }
}
