using PortSafe.Data.Ports;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Schemes;
using PortSafe.Grains.Tests.Accounts;
using PortSafe.Grains.Tests.Releases;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Schemes;

public sealed class SchemeMailJobsTests
{
    private static readonly Locode Port = Locode.Parse("GBFXT");

    /// <summary>The last day of a self-check of 8 January 2024.</summary>
    private static readonly DateTimeOffset Due = new(2025, 1, 8, 9, 0, 0, TimeSpan.Zero);

    [Theory, BothDatabases]
    public async Task A_review_is_nudged_four_times_each_once_however_often_the_job_runs(DatabaseKind kind)
    {
        await using var desk = await WithPortAsync(kind, new PortBuilder().Active());
        await desk.AddActiveAsync(Role.PortManager, "Lee Lead", Port);

        var days = new List<int>();
        for (var day = -70; day <= 60; day++)
        {
            var before = await KeysAsync(desk);
            await NudgeAsync(desk, day);
            await NudgeAsync(desk, day);
            days.AddRange(Enumerable.Repeat(day, (await KeysAsync(desk)).Count - before.Count));
        }

        Assert.Equal([-60, -30, 0, 30], days);
        Assert.All(await KeysAsync(desk), key => Assert.Contains("review-nudge:GBFXT:2025-01-08:", key, StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task After_an_outage_a_nudge_is_some_days_late_and_no_more(DatabaseKind kind)
    {
        await using var desk = await WithPortAsync(kind, new PortBuilder().Active());
        await desk.AddActiveAsync(Role.PortManager, "Lee Lead", Port);

        await NudgeAsync(desk, -60 + ReviewNudgeJob.MostDaysLate + 1);
        Assert.Empty(await KeysAsync(desk));
        await NudgeAsync(desk, -30 + ReviewNudgeJob.MostDaysLate);
        Assert.Contains(":-30:", Assert.Single(await KeysAsync(desk)), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task The_lead_alone_is_written_to_and_a_new_lead_gets_no_second_copy(DatabaseKind kind)
    {
        await using var desk = await WithPortAsync(kind, new PortBuilder().Active());
        var (lead, other) = (await desk.AddActiveAsync(Role.PortManager, "Lee Lead", Port), await desk.AddActiveAsync(Role.PortManager, "Olive Other", Port));
        await desk.Get<SchemeContacts>().NameAsync(Port, SchemePart.Lead, lead.PersonId!.Value, lead, default);
        await NudgeAsync(desk, -60);
        Assert.EndsWith($"{lead.PersonId:D}", Assert.Single(await KeysAsync(desk)).TrimEnd(), StringComparison.Ordinal);

        await desk.Get<SchemeContacts>().NameAsync(Port, SchemePart.Lead, other.PersonId!.Value, lead, default);
        await NudgeAsync(desk, -59);
        Assert.Single(await KeysAsync(desk));
    }

    [Theory]
    [BothDatabases("suspended")]
    [BothDatabases("withdrawn")]
    [BothDatabases("closed")]
    public async Task A_scheme_that_takes_no_part_gets_no_nudge(DatabaseKind kind, string standing)
    {
        var port = new PortBuilder().Active();
        await using var desk = await WithPortAsync(kind, standing switch { "suspended" => port.Suspended(), "withdrawn" => port.Withdrawn(), _ => port.Closed() });
        await desk.AddActiveAsync(Role.PortManager, "Lee Lead", Port);

        foreach (var day in new[] { -60, -30, 0, 30 })
            await NudgeAsync(desk, day);
        Assert.Empty(await KeysAsync(desk));
    }

    [Theory, BothDatabases]
    public async Task A_new_self_check_starts_anew(DatabaseKind kind)
    {
        await using var desk = await WithPortAsync(kind, new PortBuilder().Active());
        await desk.AddActiveAsync(Role.PortManager, "Lee Lead", Port);
        await NudgeAsync(desk, -60);
        desk.Clock.Set(new DateTimeOffset(2024, 12, 1, 9, 0, 0, TimeSpan.Zero));
        await desk.AddPortAsync(new PortBuilder().On(2024, 12, 1).Reached(Milestone.AnnualSelfCheck));

        await NudgeAsync(desk, 0);
        Assert.Single(await KeysAsync(desk));
        desk.Clock.Set(new DateTimeOffset(2025, 10, 2, 9, 0, 0, TimeSpan.Zero));
        await JobOf(desk).ExecuteAsync("", default);
        Assert.Equal(2, (await KeysAsync(desk)).Count);
    }

    [Theory, BothDatabases]
    public async Task Dormant_schemes_are_listed_to_each_administrator_once_a_week(DatabaseKind kind)
    {
        await using var desk = await WithPortAsync(kind, new PortBuilder().Active());
        await desk.AddAdministratorAsync();
        desk.Clock.Set(new DateTimeOffset(2025, 4, 7, 7, 0, 0, TimeSpan.Zero)); // A Monday, on which the review fell due 89 days ago.
        await ListAsync(desk);
        desk.Clock.Advance(TimeSpan.FromDays(2)); // Dormant by now, but not on Monday.
        await ListAsync(desk);
        Assert.Empty(await KeysAsync(desk));

        desk.Clock.Set(new DateTimeOffset(2025, 4, 15, 7, 0, 0, TimeSpan.Zero));
        await ListAsync(desk);
        await ListAsync(desk);
        Assert.Contains("dormant-schemes:2025-W16:", Assert.Single(await KeysAsync(desk)), StringComparison.Ordinal);
        desk.Clock.Advance(TimeSpan.FromDays(7));
        await ListAsync(desk);
        Assert.Equal(2, (await KeysAsync(desk)).Count);
    }

    private static async Task<AccountDesk> WithPortAsync(DatabaseKind kind, PortBuilder port)
    {
        var desk = await AccountDesk.CreateAsync(kind);
        desk.Clock.Set(new DateTimeOffset(2024, 6, 1, 9, 0, 0, TimeSpan.Zero));
        await desk.AddPortAsync(port);
        return desk;
    }

    private static Task NudgeAsync(AccountDesk desk, int daysAfterDue)
    {
        desk.Clock.Set(Due.AddDays(daysAfterDue));
        return JobOf(desk).ExecuteAsync("", default);
    }

    private static ReviewNudgeJob JobOf(AccountDesk desk) =>
        new(desk.Database.Contexts, desk.Get<SchemeContacts>(), desk.Get<Outbox>(), new PublicSite("http://localhost:5080"), desk.Clock);

    private static Task ListAsync(AccountDesk desk)
    {
        var directory = new PortDirectory(desk.Database.Contexts, desk.Get<ReadModels>(), new RecordedJobs(), desk.Clock);
        return new DormantSchemesJob(desk.Database.Contexts, desk.Get<ReadModels>(), directory, desk.Get<Outbox>(), new PublicSite("http://localhost:5080"), desk.Clock).ExecuteAsync("", default);
    }

    private static async Task<List<string>> KeysAsync(AccountDesk desk) =>
        [.. (await desk.Database.RowsAsync("outbox")).SelectMany(row => row.Split(" | ")).Where(cell => cell.StartsWith("key: ", StringComparison.Ordinal) && (cell.Contains("nudge", StringComparison.Ordinal) || cell.Contains("dormant", StringComparison.Ordinal)))];
}
