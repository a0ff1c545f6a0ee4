using PortSafe.Domain;
using PortSafe.Testing.Databases;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>The databases of the twins, as they are before anyone asks, and what the first one answers to everything.</summary>
public sealed class TwinSite : IAsyncLifetime
{
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(5);

    private readonly List<TestDatabase> _databases = [];
    private readonly Dictionary<Twin, (TestDatabase Database, IReadOnlyList<string> Log)> _twins = [];
    private TestDatabase _start = null!;
    private TestDatabase _june = null!;
    private TestDatabase _frozen = null!;
    private Task<TwinRecord>? _record;

    internal IReadOnlyList<TwinAsker> Askers { get; private set; } = [];

    /// <summary>The one to which every other is held.</summary>
    internal TestDatabase First { get; private set; } = null!;

    /// <summary>All that was logged for it from the third quarter’s statement to its freezing.</summary>
    internal IReadOnlyList<string> FirstLog { get; private set; } = [];

    public async Task InitializeAsync()
    {
        _start = await ContinueAsync(Keep(await TestDatabase.CreateAsync(DatabaseKind.Sqlite)), async story =>
        {
            await story.SettleAsync();
            Askers = await story.AdmitAsync();
            await story.StateAsync("2023-01", "2025-09");
            await story.FreezeAsync(new Quarter(2025, 3));
        });
        _june = await ContinueAsync(_start, story => story.ToJuneAsync(null));
        var logs = new TwinLogs();
        _frozen = await ContinueAsync(_june, story => story.ToSeptemberAsync(null), logs);
        FirstLog = Allowed.Log(logs.Take());
        First = await ContinueAsync(_frozen, story => story.InOctoberAsync(0));
    }

    public async Task DisposeAsync()
    {
        if (_record is { IsCompletedSuccessfully: true })
            await (await _record).Server.DisposeAsync();
        foreach (var database in _databases)
            await database.DisposeAsync();
    }

    /// <summary>A database that differs from <see cref="First"/> as the twin says, and what was logged for it.</summary>
    internal async Task<(TestDatabase Database, IReadOnlyList<string> Log)> FindAsync(Twin twin)
    {
        if (!_twins.TryGetValue(twin, out var found))
            _twins[twin] = found = await MakeAsync(twin);
        return found;
    }

    /// <summary>What the first one answers to everything; asked once.</summary>
    internal Task<TwinRecord> RecordAsync() => _record ??= AskAsync();

    private async Task<TwinRecord> AskAsync() => await TwinRecord.OfAsync(await TwinServer.StartAsync("the first", await First.CopyAsync()), Askers);

    private async Task<(TestDatabase Database, IReadOnlyList<string> Log)> MakeAsync(Twin twin)
    {
        var logs = new TwinLogs();
        switch (twin)
        {
            case Twin.Late:
                var late = new OneReport("2026-08", TwinPeople.SmallPort, "insider-recruited");
                return (Keep(await TwinStory.ContinueAsync(First, story => story.StateAsync("2026-08", "2026-08", late), Lately)), []);
            case Twin.Refused:
                string[] rows = [$"2026-09,{TwinPeople.SmallPort},insider-recruited,1", "2026-09,GBZZZ,insider-recruited,1"];
                return (Keep(await TwinStory.ContinueAsync(First, story => story.FailToStateAsync(rows), Lately)), []);
            case Twin.UnderWay:
                return (await ContinueAsync(_frozen, story => story.InOctoberAsync(1)), []);
            case Twin.InYear:
                var june = await ContinueAsync(_start, story => story.ToJuneAsync(new OneReport("2025-11", TwinPeople.YearPort, "other-security")));
                return (await ContinueAsync(await ContinueAsync(june, story => story.ToSeptemberAsync(null)), story => story.InOctoberAsync(0)), []);
            default:
                var more = new OneReport("2026-08", twin == Twin.FirstOfPort ? TwinPeople.SmallPort : TwinPeople.BandPort, "insider-recruited");
                var frozen = await ContinueAsync(_june, story => story.ToSeptemberAsync(more), logs);
                return (await ContinueAsync(frozen, story => story.InOctoberAsync(0)), Allowed.Log(logs.Take()));
        }
    }

    private async Task<TestDatabase> ContinueAsync(TestDatabase from, Func<TwinStory, Task> steps, TwinLogs? logs = null) =>
        Keep(await TwinStory.ContinueAsync(from, steps, Before, logs));

    private TestDatabase Keep(TestDatabase database)
    {
        _databases.Add(database);
        return database;
    }
}

/// <summary>How the other database differs.</summary>
public enum Twin
{
    /// <summary>A port that had no report in the quarter has one; both are shown as fewer than ten.</summary>
    FirstOfPort,

    /// <summary>A port that is shown as a band has one more.</summary>
    InBand,

    /// <summary>A port that is shown by the year has one more, and its region is no longer level with another.</summary>
    InYear,

    /// <summary>A month of the quarter under way has one more; nothing of it is released.</summary>
    UnderWay,

    /// <summary>After the freeze a month was stated again, with one more.</summary>
    Late,

    /// <summary>A file that had one more was refused for something else that is wrong with it.</summary>
    Refused,
}

[CollectionDefinition(Name)]
public sealed class TwinCollection : ICollectionFixture<TwinSite>
{
    public const string Name = "twins";
}
