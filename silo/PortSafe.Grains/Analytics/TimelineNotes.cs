using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Analytics;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Newsletters.Checks;

namespace PortSafe.Grains.Analytics;

/// <summary>Something that happened, such as a poster campaign, that charts over time mark.</summary>
/// <param name="On">The day it began.</param>
public sealed record TimelineNote(Guid Id, DateOnly On, string Text);

/// <summary>JMSC's notes on the timeline. Everyone who may read a chart over time reads them on it.</summary>
public sealed class TimelineNotes(IDbContextFactory<PortSafeDb> contexts, AuditLog audit, TimeProvider clock)
{
    /// <summary>The longest note, in UTF-16 units.</summary>
    public const int LongestText = 80;

    /// <summary>How many notes there may be.</summary>
    public const int Most = 200;

    /// <summary>The most notes that one chart marks: a letter each. Those nearest to today are kept.</summary>
    public const int MostOnChart = 12;

    private static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <summary>Every note, the earliest first.</summary>
    public async Task<IReadOnlyList<TimelineNote>> AllAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return [.. (await db.TimelineNotes.AsNoTracking().OrderBy(row => row.On).ThenBy(row => row.Id).ToListAsync(ct)).Select(row => new TimelineNote(row.Id, row.On, row.Text))];
    }

    /// <summary>Adds a note. Only those who prepare releases may.</summary>
    /// <param name="on">The day it began, from 2000 to today.</param>
    /// <returns>The note; or <c>not-allowed</c>, <c>note-text</c>, <c>note-date</c>, <c>note-figure</c> or <c>notes-too-many</c>.</returns>
    public async Task<Result<TimelineNote>> AddAsync(DateOnly? on, string? text, Actor by, CancellationToken ct)
    {
        if (!by.IsPerson || !by.May(Permission.PrepareReleases))
            return Authority.Refusal;
        if (on is not { } day || day < Earliest || day > UkDate.Of(clock.GetUtcNow()))
            return Error.Invalid("note-date", "Enter the day it began: today or in the past.", "on");
        if (text?.Trim() is not { Length: > 0 and <= LongestText } said || said.Any(char.IsControl))
            return Error.Invalid("note-text", $"Say what happened, in {LongestText} characters or fewer.", "text");
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FigureInAsync(db, said, ct) is { } figure)
            return Error.Invalid("note-figure", $"“{figure}” stands beside the name of a port or of a kind of report. Take it out: figures of reports come from releases alone.", "text");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await Turns.TakeAsync(db, "timeline-notes", ct);
        if (await db.TimelineNotes.CountAsync(ct) >= Most)
            return Error.Conflict("notes-too-many", $"There are {Most} notes already. Remove those that are not needed.");
        var row = new TimelineNoteRow { Id = Guid.CreateVersion7(clock.GetUtcNow()), On = day, Text = said, By = by.Id, At = clock.GetUtcNow() };
        db.TimelineNotes.Add(row);
        await db.SaveChangesAsync(ct);
        await audit.AppendAsync(db, by, "timeline-note-added", $"note:{row.Id:D}", "", ct);
        await transaction.CommitAsync(ct);
        return new TimelineNote(row.Id, row.On, row.Text);
    }

    /// <summary>JMSC knows exact figures, and everyone reads its notes.</summary>
    private static async Task<string?> FigureInAsync(PortSafeDb db, string text, CancellationToken ct) =>
        TypedFigureCheck.FigureIn(text, new FigureNames(await db.PortStatus.AsNoTracking().Select(row => row.Name).ToListAsync(ct)));

    /// <summary>Removes a note: no chart marks it from now on. Only those who prepare releases may.</summary>
    /// <returns>The id; or <c>not-allowed</c> or <c>note-not-found</c>.</returns>
    public async Task<Result<Guid>> RemoveAsync(Guid id, Actor by, CancellationToken ct)
    {
        if (!by.IsPerson || !by.May(Permission.PrepareReleases))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.TimelineNotes.Where(row => row.Id == id).ExecuteDeleteAsync(ct) == 0)
            return Error.NotFound("note-not-found", "There is no such note.");
        await audit.AppendAsync(db, by, "timeline-note-removed", $"note:{id:D}", "", ct);
        await transaction.CommitAsync(ct);
        return id;
    }

    /// <summary>The chart with the notes of its quarters: a letter at each one's quarter, and what the letter stands for among the notes.</summary>
    public async Task<Chart> MarkAsync(Chart chart, CancellationToken ct)
    {
        var quarters = chart.Categories.Select(category => Quarter.TryParse(category, null, out var quarter) ? quarter : (Quarter?)null).ToList();
        if (quarters.Count < 2 || quarters.Contains(null) || chart.Kind is ChartKind.Bar or ChartKind.TileMap)
            return chart;
        var inside = (await AllAsync(ct)).Where(note => note.On >= quarters[0]!.Value.Start && note.On <= quarters[^1]!.Value.End).TakeLast(MostOnChart).ToList();
        if (inside.Count == 0)
            return chart;
        var marks = inside.Select((note, i) => new ChartMark(Quarter.Of(note.On).ToString(), ((char)('A' + i)).ToString())).ToList();
        return chart with
        {
            Marks = marks,
            Notes = [.. chart.Notes, .. inside.Select((note, i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{marks[i].Letter}: {note.Text}, {note.On:d MMMM yyyy}."))],
        };
    }
}
