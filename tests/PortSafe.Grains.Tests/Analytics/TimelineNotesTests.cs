using System.Text;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Analytics;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Tests.Analytics.Saved;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Analytics;

public sealed class TimelineNotesTests
{
    private static readonly DateOnly Day = new(2026, 5, 4);

    [Theory, BothDatabases]
    public async Task A_note_marks_charts_over_time_and_their_files_until_it_is_removed(DatabaseKind kind)
    {
        await using var desk = await ViewDesk.CreateAsync(kind);
        var note = (await desk.Notes.AddAsync(Day, " Poster campaign ", TestActors.JmscAnalyst, default)).Value!;

        var chart = (await desk.Views.ChartAsync(ViewDesk.View("measure=line-known"), default))!;
        Assert.Equal([new ChartMark("2026Q2", "A")], chart.Marks);
        Assert.Contains("A: Poster campaign, 4 May 2026.", chart.Notes);
        Assert.Contains("A: Poster campaign, 4 May 2026.", Encoding.UTF8.GetString(ChartCsv.Write(chart)), StringComparison.Ordinal);
        Assert.Equal(chart.Marks, (await desk.Views.ChartAsync(ViewDesk.View("measure=staff-reached&region=wales"), default))!.Marks);
        Assert.Null((await desk.Views.ChartAsync(ViewDesk.View("measure=staff-reached&by=region"), default))!.Marks);

        Assert.Null((await desk.Notes.RemoveAsync(note.Id, TestActors.Admin, default)).Error);
        Assert.Null((await desk.Views.ChartAsync(ViewDesk.View("measure=line-known"), default))!.Marks);
        await using var db = desk.Database.CreateContext();
        Assert.Equal(["timeline-note-added", "timeline-note-removed"], await db.AuditLog.OrderBy(row => row.Sequence).Select(row => row.Action).ToListAsync());
    }

    [Fact]
    public async Task A_note_outside_the_charts_quarters_is_not_on_it()
    {
        await using var desk = await ViewDesk.CreateAsync();
        await desk.Notes.AddAsync(new DateOnly(2024, 5, 4), "Long ago", TestActors.Admin, default);

        Assert.Null((await desk.Views.ChartAsync(ViewDesk.View("measure=line-known"), default))!.Marks);
    }

    [Theory, BothDatabases]
    public async Task Of_several_that_add_the_last_one_at_once_one_does(DatabaseKind kind)
    {
        await using var desk = await ViewDesk.CreateAsync(kind);
        await using (var db = desk.Database.CreateContext())
        {
            db.TimelineNotes.AddRange(Enumerable.Range(1, TimelineNotes.Most - 1).Select(_ => new TimelineNoteRow { Id = Guid.CreateVersion7(), On = Day, Text = "Campaign", By = "job:test", At = desk.Clock.GetUtcNow() }));
            await db.SaveChangesAsync();
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => desk.Notes.AddAsync(Day, "The last", TestActors.Admin, default))));

        Assert.Equal(5, answers.Count(answer => answer.Error?.Code == "notes-too-many"));
        Assert.Equal(TimelineNotes.Most, (await desk.Notes.AllAsync(default)).Count);
    }

    [Fact]
    public async Task Only_those_who_prepare_releases_add_or_remove_notes_and_of_the_past_alone()
    {
        await using var desk = await ViewDesk.CreateAsync();
        var note = (await desk.Notes.AddAsync(Day, "Campaign", TestActors.Admin, default)).Value!;

        Assert.Equal("not-allowed", (await desk.Notes.AddAsync(Day, "Campaign", TestActors.Editor, default)).Error?.Code);
        Assert.Equal("not-allowed", (await desk.Notes.RemoveAsync(note.Id, TestActors.Analyst, default)).Error?.Code);
        Assert.Equal("note-date", (await desk.Notes.AddAsync(new DateOnly(2026, 10, 2), "Campaign", TestActors.Admin, default)).Error?.Code);
        Assert.Equal("note-date", (await desk.Notes.AddAsync(null, "Campaign", TestActors.Admin, default)).Error?.Code);
        Assert.Equal("note-text", (await desk.Notes.AddAsync(Day, " ", TestActors.Admin, default)).Error?.Code);
        Assert.Equal("note-text", (await desk.Notes.AddAsync(Day, new string('a', 81), TestActors.Admin, default)).Error?.Code);
        Assert.Equal("note-figure", (await desk.Notes.AddAsync(Day, "7 cyber reports after the raid", TestActors.Admin, default)).Error?.Code);
        Assert.Equal("note-not-found", (await desk.Notes.RemoveAsync(Guid.Empty, TestActors.Admin, default)).Error?.Code);
    }
}
