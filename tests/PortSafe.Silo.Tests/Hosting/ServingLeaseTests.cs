using PortSafe.Silo.Hosting;

namespace PortSafe.Silo.Tests.Hosting;

public sealed class ServingLeaseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portsafe-lease-");

    private string Data => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void One_at_a_time_holds_the_lease()
    {
        using (var first = ServingLease.TryTake(Data))
        {
            Assert.NotNull(first);
            Assert.Null(ServingLease.TryTake(Data));
        }
        using var second = ServingLease.TryTake(Data);
        Assert.NotNull(second);
    }

    [Fact]
    public void The_folder_is_made_for_its_owner_alone()
    {
        ServingLease.TryTake(Data)!.Dispose();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Data));
    }

    [Fact]
    public void What_a_dead_server_announced_is_forgotten()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "serve.json"), """{"pid":1,"socket":"/nowhere"}""");
        using var lease = ServingLease.TryTake(Data);
        Assert.Null(ServerAddress.Read(Data));
    }

    [Fact]
    public async Task A_command_waits_for_the_one_before_it()
    {
        var first = ServingLease.TryTake(Data)!;
        var second = ServingPlace.EnterAsync(Data, mayJoin: true, TimeProvider.System, default);
        Assert.False(second.IsCompleted);

        first.Dispose();

        using var place = await second;
        Assert.NotNull(place.Lease);
    }

    [Fact]
    public async Task A_command_does_not_wait_for_ever()
    {
        using var first = ServingLease.TryTake(Data)!;
        using var place = await ServingPlace.EnterAsync(Data, mayJoin: true, new HastyClock(), default);
        Assert.Null(place.Lease);
        Assert.Contains("over a minute", place.Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_is_stopped_stops_waiting()
    {
        using var first = ServingLease.TryTake(Data)!;
        using var stop = new CancellationTokenSource();
        var waiting = ServingPlace.EnterAsync(Data, mayJoin: true, TimeProvider.System, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    /// <summary>Each look at it is a minute after the one before.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += TimeSpan.TicksPerMinute;
    }
}
