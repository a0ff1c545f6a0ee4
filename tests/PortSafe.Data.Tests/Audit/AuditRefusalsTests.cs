using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Audit;
using PortSafe.Domain.Accounts;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Data.Tests.Audit;

public sealed class AuditRefusalsTests
{
    [Theory]
    [BothDatabases]
    public async Task A_refusal_is_a_row_of_its_own_with_who_from_where_and_its_outcome(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var refusals = Refusals(database, new TestClock());
        await refusals.RecordAsync(TestActors.Analyst with { Origin = Actor.CommandLine }, "page-refused", "path:/people", "GET", default);

        var row = Assert.Single(await RowsAsync(database));
        Assert.Equal((TestActors.Analyst.Id, "page-refused", "path:/people", "GET", Actor.CommandLine, AuditOutcome.Refused), (row.By, row.Action, row.Subject, row.Detail, row.Origin, row.Outcome));
    }

    [Theory]
    [BothDatabases]
    public async Task Who_floods_the_log_fills_no_more_rows_a_minute_than_the_limit_and_one_that_counts_the_rest(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var clock = new TestClock();
        var refusals = Refusals(database, clock);
        await Task.WhenAll(Enumerable.Range(0, AuditRefusals.MaxRowsAMinute + 25).Select(number =>
            Task.Run(() => refusals.RecordAsync(TestActors.Analyst, "page-refused", $"path:/{number}", "GET", default))));
        await refusals.RecordAsync(TestActors.Editor, "page-refused", "path:/people", "GET", default);
        Assert.Equal(AuditRefusals.MaxRowsAMinute + 1, await database.CountAsync("audit_log"));

        clock.Advance(TimeSpan.FromSeconds(61));
        await refusals.FlushAsync(default);
        var last = (await RowsAsync(database))[^1];
        Assert.Equal((TestActors.Analyst.Id, AuditRefusals.Dropped, "25 more within a minute"), (last.By, last.Action, last.Detail));
        await refusals.FlushAsync(default);
        Assert.Equal(AuditRefusals.MaxRowsAMinute + 2, await database.CountAsync("audit_log"));
    }

    [Theory]
    [BothDatabases]
    public async Task A_new_minute_begins_anew(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var clock = new TestClock();
        var refusals = Refusals(database, clock);
        for (var number = 0; number < AuditRefusals.MaxRowsAMinute; number++)
            await refusals.RecordAsync(TestActors.Analyst, "page-refused", "path:/people", "GET", default);
        clock.Advance(TimeSpan.FromSeconds(61));
        await refusals.RecordAsync(TestActors.Analyst, "page-refused", "path:/people", "GET", default);
        Assert.Equal(AuditRefusals.MaxRowsAMinute + 1, (await RowsAsync(database)).Count(row => row.Action == "page-refused"));
        Assert.DoesNotContain(await RowsAsync(database), row => row.Action == AuditRefusals.Dropped);
    }

    private static AuditRefusals Refusals(TestDatabase database, TimeProvider clock) =>
        new(database.Contexts, new AuditLog(new NodeName("one"), database.Location, clock), clock);

    private static async Task<List<AuditRow>> RowsAsync(TestDatabase database)
    {
        await using var db = database.CreateContext();
        return await db.AuditLog.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync();
    }
}
