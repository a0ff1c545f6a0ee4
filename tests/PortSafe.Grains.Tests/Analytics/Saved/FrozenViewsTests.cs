using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Tests.Newsletters;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Analytics.Saved;

public sealed class FrozenViewsTests
{
    private const string Query = "measure=staff-reached&by=region";

    [Theory, BothDatabases]
    public async Task A_view_stays_as_it_was_when_a_later_release_comes(DatabaseKind kind)
    {
        await using var desk = await ViewDesk.CreateAsync(kind);
        var shown = (await desk.Views.ChartAsync(ViewDesk.View(Query), default))!;
        var id = (await desk.Frozen.FreezeAsync(ViewDesk.View(Query), desk.Reader, default)).Value!;
        await ReleaseBuilder.Whole(ViewDesk.Quarter.Next).FreezeAsync(desk.Database);

        var cited = (await desk.Frozen.FindAsync(id, desk.Other, default)).Value!;
        Assert.Equal(shown.ToJson(), cited.Chart!.ToJson());
        Assert.Equal(ChartCsv.Write(shown), ChartCsv.Write(cited.Chart!));
        Assert.Equal(Query, cited.Query);
        Assert.Empty(cited.Withdrawn);
        Assert.NotEqual(shown.ToJson(), (await desk.Views.ChartAsync(ViewDesk.View(Query), default))!.ToJson());
    }

    [Fact]
    public async Task The_same_view_of_the_same_release_is_one_whoever_freezes_it()
    {
        await using var desk = await ViewDesk.CreateAsync();
        var first = (await desk.Frozen.FreezeAsync(ViewDesk.View(Query), desk.Reader, default)).Value!;
        desk.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(first, (await desk.Frozen.FreezeAsync(ViewDesk.View(Query), desk.Other, default)).Value);
        Assert.NotEqual(first, (await desk.Frozen.FreezeAsync(ViewDesk.View("measure=line-known"), desk.Reader, default)).Value);
        Assert.Matches("^[0-9a-f]{20}$", first);
    }

    [Fact]
    public async Task It_shows_nothing_any_more_once_a_release_in_it_was_withdrawn()
    {
        await using var desk = await ViewDesk.CreateAsync();
        var id = (await desk.Frozen.FreezeAsync(ViewDesk.View(Query), desk.Reader, default)).Value!;
        await desk.WithdrawAsync(ViewDesk.Quarter);

        var cited = (await desk.Frozen.FindAsync(id, desk.Reader, default)).Value!;
        Assert.Equal(ReleaseId.Of(ViewDesk.Quarter), Assert.Single(cited.Withdrawn).Id);
        Assert.Null(cited.Chart);
    }

    [Fact]
    public async Task Who_may_not_read_the_sector_neither_freezes_nor_reads()
    {
        await using var desk = await ViewDesk.CreateAsync();
        var id = (await desk.Frozen.FreezeAsync(ViewDesk.View(Query), desk.Reader, default)).Value!;
        var key = Actor.Key(Guid.Empty, []);

        Assert.Equal("not-allowed", (await desk.Frozen.FreezeAsync(ViewDesk.View(Query), key, default)).Error?.Code);
        Assert.Equal("not-allowed", (await desk.Frozen.FindAsync(id, key, default)).Error?.Code);
        Assert.Equal("frozen-view-not-found", (await desk.Frozen.FindAsync(new string('0', 20), desk.Reader, default)).Error?.Code);
    }

    [Theory, BothDatabases]
    public async Task The_database_refuses_to_change_or_remove_one(DatabaseKind kind)
    {
        await using var desk = await ViewDesk.CreateAsync(kind);
        await desk.Frozen.FreezeAsync(ViewDesk.View(Query), desk.Reader, default);
        await using var db = desk.Database.CreateContext();

        await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlAsync($"UPDATE frozen_views SET query = 'x'"));
        await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlAsync($"DELETE FROM frozen_views"));
    }
}
