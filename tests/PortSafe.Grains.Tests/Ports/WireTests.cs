using System.Text.Json;
using PortSafe.Data;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Grains.Ports;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Ports;

/// <summary>What grains take and give must survive the wire of any engine: JSON by <see cref="DomainJson.Options"/>.</summary>
public sealed class WireTests
{
    [Fact]
    public async Task A_port_s_status_and_history_come_back_from_JSON_as_they_were()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var clock = new TestClock();
        var store = new EventStore(database.Contexts, clock);
        var port = new PortBuilder().On(2025, 3, 4).Active().Briefed(12);
        Assert.True(await store.AppendAsync([new PortAppend(port.Locode, PortHistory.Empty, port.Events)], TestActors.Admin, null, default));

        var grain = new PortGrain(port.Locode, store, clock);
        AssertSurvives(await grain.GetStatusAsync(null, TestActors.Admin, default));
        AssertSurvives(await grain.GetHistoryAsync(TestActors.Admin, default));
    }

    [Fact]
    public void An_error_comes_back_from_JSON_as_it_was() =>
        AssertSurvives<Result<PortStatus>>(Error.Invalid("date-in-future", "Enter a date that is today or earlier.", "date"));

    private static void AssertSurvives<T>(T value)
    {
        var json = JsonSerializer.Serialize(value, DomainJson.Options);
        var back = JsonSerializer.Deserialize<T>(json, DomainJson.Options);
        Assert.Equal(json, JsonSerializer.Serialize(back, DomainJson.Options));
        Assert.Contains("{", json, StringComparison.Ordinal);
    }
}
