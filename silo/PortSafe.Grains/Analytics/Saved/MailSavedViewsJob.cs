using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Analytics;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Analytics.Saved;

/// <summary>
/// After a quarter's release is frozen, writes to each person who asked for it what their saved view shows: one message a view and
/// release, and in place of an empty chart, why it is empty. Whoever was sent figures of a release that was withdrawn since is told.
/// </summary>
public sealed partial class MailSavedViewsJob(
    IDbContextFactory<PortSafeDb> contexts, FrozenReleases releases, SectorViews views, FrozenViews frozen, SavedViewMails mails, Outbox outbox, PublicSite site, ILogger<MailSavedViewsJob> logger) : IJob
{
    private const int RowsInMail = 15;

    public static string Name => "mail-saved-views";

    /// <param name="argument">Not read: the latest frozen release it is.</param>
    /// <exception cref="AggregateException">Messages that could not be written; the others were.</exception>
    public async Task ExecuteAsync(string argument, CancellationToken ct)
    {
        var faults = new List<Exception>();
        await TryAsync(() => mails.TellWithdrawnAsync(ct), faults, ct);
        if ((await releases.AllAsync(ct)).LastOrDefault() is { } release)
            await WriteAllAsync(release, faults, ct);
        if (faults.Count > 0)
            throw new AggregateException("Messages about saved views could not be written.", faults);
    }

    private async Task WriteAllAsync(FrozenRelease release, List<Exception> faults, CancellationToken ct)
    {
        var frozenAt = release.FrozenAt;
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Who asks after the freeze has seen that release already; theirs begin with the next.
        var due = await db.SavedViews.AsNoTracking().Where(row => row.MailedSince != null && row.MailedSince <= frozenAt)
            .Join(db.Users.AsNoTracking().Where(person => person.RevokedAt == null && person.Email != null), row => row.PersonId, person => person.Id, (row, person) => new { Row = row, Person = person })
            .OrderBy(item => item.Row.Id).ToListAsync(ct);
        var done = await mails.WrittenAsync(release.Quarter, ct);
        var written = 0;
        foreach (var item in due.Where(item => !done.Contains(item.Row.Id)))
            await TryAsync(async () => written += await WriteAsync(item.Row, item.Person, release.Quarter, ct) ? 1 : 0, faults, ct);
        Log.Written(logger, written, due.Count, release.Quarter);
    }

    /// <summary>One that fails holds up no other: what went wrong is kept for the end.</summary>
    private static async Task TryAsync(Func<Task> write, List<Exception> faults, CancellationToken ct)
    {
        try
        {
            await write();
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            faults.Add(exception);
        }
    }

    private async Task<bool> WriteAsync(SavedViewRow row, Person person, Quarter quarter, CancellationToken ct)
    {
        var reader = Actor.Person(person.Id, Role.Parse(person.Role), []);
        if (!reader.May(Permission.ReadSector))
            return false;
        var body = new StringBuilder();
        string? cited = null;
        if (SectorViewText.Parse(row.Query).Read().Succeeded(out var view, out var error))
            cited = await DescribeAsync(body, row, view, reader, ct);
        else
            body.Append(CultureInfo.InvariantCulture, $"This time there is no chart: the view can no longer be read. {MarkdownText.Escape(error.Message)} Save it anew, or delete it.\n\n");
        body.Append(CultureInfo.InvariantCulture, $"You asked to have “{MarkdownText.Escape(row.Name)}” after each quarter’s release. [Stop these messages]({site.Page(await mails.StopPathAsync(row.Id, ct))}), or [change the view]({site.Page($"/explore/saved/{row.Id:D}")}).\n");
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await outbox.EnqueueAsync(db, SavedViewMails.KeyOf(row.Id, quarter, cited), person.Email!, $"Your saved view for {quarter.Title}: {row.Name}", body.ToString(), ct);
    }

    /// <returns>The view as it is cited; null where there is nothing to cite.</returns>
    private async Task<string?> DescribeAsync(StringBuilder body, SavedViewRow row, SectorView view, Actor reader, CancellationToken ct)
    {
        var chart = (await views.ChartAsync(view, ct))!;
        if (!chart.Series.Any(series => series.Points.Any(point => point.Marker is null)))
        {
            var why = chart.WithheldNote is not null ? $"its figures are withheld: {chart.Withheld ?? "they are not shown, to protect people"}" : "no figure is published for its period";
            body.Append(CultureInfo.InvariantCulture, $"This time there is no chart, because {MarkdownText.Escape(why)}.\n\n");
            return null;
        }
        if (!(await frozen.FreezeAsync(view, reader, ct)).Succeeded(out var cited, out var error))
        {
            body.Append(CultureInfo.InvariantCulture, $"This time there is no chart: {MarkdownText.Escape(error.Message)}\n\n");
            return null;
        }
        body.Append(CultureInfo.InvariantCulture, $"# {MarkdownText.Escape(row.Title ?? chart.Title)}\n\n{MarkdownText.Escape(chart.Subtitle)}\n\n");
        foreach (var line in LinesOf(chart))
            body.Append(CultureInfo.InvariantCulture, $"- {line}\n");
        body.Append(CultureInfo.InvariantCulture, $"\n[See the chart and its table]({site.Page($"/views/{cited}")})\n\n");
        foreach (var note in chart.NotesToRead.Append(chart.Release).OfType<string>())
            body.Append(CultureInfo.InvariantCulture, $"{MarkdownText.Escape(note)}\n\n");
        return cited;
    }

    /// <summary>What a message can hold of a table: each part's figure, or over time the latest of each.</summary>
    private static IEnumerable<string> LinesOf(Chart chart)
    {
        var table = ChartTable.Of(chart);
        if (table.Rows.All(row => Quarter.TryParse(row.Key, null, out _) || IsYear(row.Key)))
            return chart.Series.Take(RowsInMail).Select(series => $"{MarkdownText.Escape(series.Name)}, {MarkdownText.Escape(table.Rows[^1].Heading)}: **{MarkdownText.Escape(series.Points[^1].Text)}**");
        return table.Rows.Take(RowsInMail).Select(row => chart.Series.Count == 1
            ? $"{MarkdownText.Escape(row.Heading)}: **{MarkdownText.Escape(row.Cells[0].Text)}**"
            : $"{MarkdownText.Escape(row.Heading)}: {string.Join(", ", row.Cells.Zip(chart.Series, (cell, series) => $"{MarkdownText.Escape(series.Name)} **{MarkdownText.Escape(cell.Text)}**"))}");
    }

    private static bool IsYear(string key) => key.Length == 4 && key.All(char.IsAsciiDigit);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Wrote {Written} of {Due} saved views that are sent after the release of {Quarter}")]
        public static partial void Written(ILogger logger, int written, int due, Quarter quarter);
    }
}
