using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Tests.Releases;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Ports;

public sealed class PortDirectoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 15, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [BothDatabases]
    public async Task Ports_are_found_by_a_part_of_the_name_whatever_its_case_and_accents_or_by_the_beginning_of_the_locode(DatabaseKind kind)
    {
        await using var database = await SmallRegisterAsync(kind);

        Assert.Equal(["GBAAA"], await FindAsync(database, new PortQuery { Text = "MON" }));
        Assert.Equal(["GBAAA"], await FindAsync(database, new PortQuery { Text = "Môn" }));
        Assert.Equal(["GBBBB"], await FindAsync(database, new PortQuery { Text = "gbb" }));
        Assert.Equal(["GBCCC"], await FindAsync(database, new PortQuery { Text = "100%" }));
        Assert.Empty(await FindAsync(database, new PortQuery { Text = "_" }));
    }

    [Theory]
    [BothDatabases]
    public async Task Each_filter_leaves_the_ports_that_it_says(DatabaseKind kind)
    {
        await using var database = await SmallRegisterAsync(kind);

        Assert.Equal(["GBBBB"], await FindAsync(database, new PortQuery { Region = Region.Parse("Wales") }));
        Assert.Equal(["GBCCC"], await FindAsync(database, new PortQuery { Size = PortSize.Minor }));
        Assert.Equal(["GBDDD"], await FindAsync(database, new PortQuery { Stage = Stage.Active }));
        Assert.Equal(["GBBBB"], await FindAsync(database, new PortQuery { IsNotJoined = true }));
        Assert.Equal(["GBCCC"], await FindAsync(database, new PortQuery { IsOpen = false }));
        Assert.Equal(["GBAAA"], await FindAsync(database, new PortQuery { Review = ReviewFilter.Due }));
        Assert.Equal(["GBDDD"], await FindAsync(database, new PortQuery { Review = ReviewFilter.Soon }));
        Assert.Equal(["GBAAA"], await FindAsync(database, new PortQuery { IsIdle = true }));
        Assert.Equal(["GBBBB", "GBCCC", "GBAAA"], await FindAsync(database, new PortQuery { HasNoScore = true }));
        Assert.Equal(["GBDDD"], await FindAsync(database, new PortQuery { Band = ScoreBand.Steady }));
    }

    [Theory]
    [BothDatabases]
    public async Task Every_sort_turns_round_and_what_has_nothing_there_stays_last(DatabaseKind kind)
    {
        await using var database = await SmallRegisterAsync(kind);

        Assert.Equal(["GBBBB", "GBCCC", "GBAAA", "GBDDD"], await FindAsync(database, new PortQuery()));
        Assert.Equal(["GBDDD", "GBAAA", "GBCCC", "GBBBB"], await FindAsync(database, new PortQuery { IsDescending = true }));
        Assert.Equal(["GBCCC", "GBAAA", "GBDDD", "GBBBB"], await FindAsync(database, new PortQuery { Sort = PortSort.Region }));
        Assert.Equal(["GBBBB", "GBAAA", "GBDDD", "GBCCC"], await FindAsync(database, new PortQuery { Sort = PortSort.Stage }));
        Assert.Equal(["GBDDD", "GBBBB", "GBCCC", "GBAAA"], await FindAsync(database, new PortQuery { Sort = PortSort.Score, IsDescending = true }));
        Assert.Equal(["GBCCC", "GBAAA", "GBDDD", "GBBBB"], await FindAsync(database, new PortQuery { Sort = PortSort.LastAction }));
        Assert.Equal(["GBDDD", "GBAAA", "GBBBB", "GBCCC"], await FindAsync(database, new PortQuery { Sort = PortSort.ReviewDue, IsDescending = true }));
    }

    [Theory]
    [BothDatabases]
    public async Task Pages_hold_every_port_once_and_one_past_the_last_is_the_last(DatabaseKind kind)
    {
        await using var database = await SmallRegisterAsync(kind);
        var pages = new List<PortsFound>();
        for (var page = 1; page <= 3; page++)
            pages.Add(await PageAsync(database, new PortQuery { Page = page, Rows = 2 }, TestActors.Admin));

        Assert.Equal(["GBBBB", "GBCCC", "GBAAA", "GBDDD"], pages.Take(2).SelectMany(page => page.Ports).Select(port => port.Locode.ToString()));
        Assert.Equal((4, 2, 2), (pages[2].Found, pages[2].Page, pages[2].Pages));
    }

    [Theory]
    [BothDatabases]
    public async Task A_port_manager_finds_their_own_ports_alone(DatabaseKind kind)
    {
        await using var database = await SmallRegisterAsync(kind);

        Assert.Equal(["GBBBB"], Locodes(await PageAsync(database, new PortQuery(), TestActors.ManagerOf(Locode.Parse("GBBBB")))));
        Assert.False((await Directory(database, new TestClock(Now), new RecordedJobs()).TotalsAsync(TestActors.ManagerOf(Locode.Parse("GBBBB")), default)).Succeeded(out _, out _));
        Assert.False((await Directory(database, new TestClock(Now), new RecordedJobs()).FindAsync(new PortQuery(), TestActors.Editor, default)).Succeeded(out _, out _));
    }

    [Theory]
    [BothDatabases]
    public async Task A_list_brings_some_ports_up_to_date_itself_and_leaves_the_rest_to_a_job(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (clock, jobs) = (new TestClock(Now), new RecordedJobs());
        await RecordAsync(database, clock, [.. Enumerable.Range(0, 260).Select(number => new PortBuilder($"GB{Letters(number)}").On(2026, 9, 1).Active())]);
        clock.Set(Now.AddMonths(13));

        Assert.True((await Directory(database, clock, jobs).FindAsync(new PortQuery(), TestActors.Admin, default)).Succeeded(out var page, out _));
        Assert.Equal((260, 260 - ReadModels.MostForList), (page.Found, page.Behind));
        Assert.Equal([$"{CatchUpJob.Name} "], jobs.Started);

        await new CatchUpJob(new ReadModels(database.Contexts, database.Location, clock)).ExecuteAsync("", default);
        Assert.True((await Directory(database, clock, jobs).FindAsync(new PortQuery { Stage = Stage.ReviewDue }, TestActors.Admin, default)).Succeeded(out page, out _));
        Assert.Equal((260, 0), (page.Found, page.Behind));
    }

    private static string Letters(int number) => $"{(char)('A' + (number / 676))}{(char)('A' + (number / 26 % 26))}{(char)('A' + (number % 26))}";

    /// <summary>Not joined in Wales, closed after a rejection, a member with little done, an active one.</summary>
    private static async Task<TestDatabase> SmallRegisterAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        await RecordAsync(
            database,
            new TestClock(Now),
            new PortBuilder("GBBBB").On(2024, 1, 8).Added("Aber", "Wales"),
            new PortBuilder("GBCCC").On(2024, 1, 8).Added("Quay 100% free", size: PortSize.Minor).Applied().Closed(),
            new PortBuilder("GBAAA").On(2025, 1, 8).Added("Ynys Môn", "Scotland Central and South").Applied().Approved().PackIssued().Reached(Milestone.AnnualSelfCheck),
            new PortBuilder("GBDDD").On(2025, 10, 1).Added("Zennor", "South West").Applied().Approved().PackIssued().Reached([.. Milestone.Essential])
                .On(2026, 9, 1).Figures(new Quarter(2026, 2), FiguresBuilder.Figures()).ContactVerified());
        return database;
    }

    private static async Task RecordAsync(TestDatabase database, TestClock clock, params PortBuilder[] ports) =>
        Assert.True(await new EventStore(database.Contexts, clock).AppendAsync(
            [.. ports.Select(port => new PortAppend(port.Locode, PortHistory.Empty, port.Events))], TestActors.Admin, null, default));

    private static PortDirectory Directory(TestDatabase database, TestClock clock, IJobs jobs) =>
        new(database.Contexts, new ReadModels(database.Contexts, database.Location, clock), jobs, clock);

    private static async Task<PortsFound> PageAsync(TestDatabase database, PortQuery query, Actor by)
    {
        Assert.True((await Directory(database, new TestClock(Now), new RecordedJobs()).FindAsync(query, by, default)).Succeeded(out var page, out _));
        return page;
    }

    private static async Task<IEnumerable<string>> FindAsync(TestDatabase database, PortQuery query) => Locodes(await PageAsync(database, query, TestActors.Admin));

    private static IEnumerable<string> Locodes(PortsFound page) => page.Ports.Select(port => port.Locode.ToString());
}
