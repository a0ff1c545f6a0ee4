using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Ports;

/// <summary>What a piece of news is about, which says where a reader can look further.</summary>
public enum NewsSubject
{
    Stage,
    Score,
    History,
    Release,
}

/// <summary>Something that changed; the finding stands first, in bold.</summary>
/// <param name="Part">The part of the score that moved; null for every other news.</param>
/// <param name="Quarter">Whose release it is about; null for every other news.</param>
public sealed record NewsItem(NewsSubject Subject, string Finding, string Rest, ScorePart? Part = null, Quarter? Quarter = null);

/// <summary>What changed of a port since somebody last looked.</summary>
/// <param name="Since">The day on which they last looked, or the end of the last closed quarter.</param>
/// <param name="IsVisit">Whether it is a visit of theirs.</param>
public sealed record PortNews(DateOnly Since, bool IsVisit, IReadOnlyList<NewsItem> Items)
{
    /// <summary>A smaller move of a part is not worth a sentence, in points.</summary>
    private const double LeastMove = 0.5;

    private const int MostParts = 2;

    /// <param name="history">Everything recorded of the port, in any order.</param>
    /// <param name="lastVisit">When they last looked: what was recorded later is new. Null when that is not known: then what held at the end of the last closed quarter is old.</param>
    /// <param name="releases">When the release of each quarter was frozen, the earliest first.</param>
    public static PortNews Of(
        IReadOnlyList<HistoryEntry> history, DateTimeOffset? lastVisit, IEnumerable<(Quarter Quarter, DateTimeOffset FrozenAt)> releases, DateOnly today)
    {
        var stream = history.OrderBy(entry => entry.Sequence).ToList();
        var day = lastVisit is { } visit ? UkDate.Of(visit) : Quarter.Of(today.AddDays(1)).Previous.End;
        var instant = lastVisit ?? UkDate.StartOf(day.AddDays(1));
        var known = stream.Where(entry => lastVisit is null || entry.RecordedAt <= lastVisit).Select(entry => entry.Event);
        var (before, now) = (SchemeFacts.From([.. known], day), SchemeFacts.From([.. stream.Select(entry => entry.Event)], today));
        var added = stream.Count(entry => entry.RecordedAt > instant && entry.Event is not EntryWithdrawn);
        return new PortNews(day, lastVisit is not null,
        [
            .. StageNews(before, now),
            .. ScoreNews(Score.Of(before), Score.Of(now)),
            .. added > 0 ? [Recorded(added)] : Array.Empty<NewsItem>(),
            .. Published([.. releases.Where(release => release.FrozenAt > instant).Select(release => release.Quarter)]),
        ]);
    }

    private static IEnumerable<NewsItem> Published(IReadOnlyList<Quarter> quarters)
    {
        if (quarters is not [.., var last])
            yield break;
        var finding = quarters.Count == 1 ? "A release was published:" : $"{quarters.Count} releases were published, the latest:";
        yield return new NewsItem(NewsSubject.Release, finding, $"{last.Title}.", Quarter: last);
    }

    private static NewsItem Recorded(int added) => added == 1
        ? new NewsItem(NewsSubject.History, "1 entry was added", "to the history.")
        : new NewsItem(NewsSubject.History, $"{added:N0} entries were added", "to the history.");

    private static IEnumerable<NewsItem> StageNews(SchemeFacts before, SchemeFacts now)
    {
        if (Stages.Of(now) is not { } stage || Stages.Of(before) is var former && former == stage)
            yield break;
        var rest = former is null ? "" : $"It was {former.Title.ToLowerInvariant()} before.";
        yield return new NewsItem(NewsSubject.Stage, $"The scheme is now {stage.Title.ToLowerInvariant()}.", rest);
    }

    private static IEnumerable<NewsItem> ScoreNews(Score before, Score now)
    {
        if (before.Value is { } former && now.Value is { } value && Whole(value) - Whole(former) is var change and not 0)
            yield return new NewsItem(NewsSubject.Score, $"The score {(change > 0 ? "rose" : "fell")} from {Whole(former)} to {Whole(value)}.", "");
        else if (before.Value is null && now.Value is { } first)
            yield return new NewsItem(NewsSubject.Score, $"There is a score now: {Whole(first)}.", "");
        var moved = now.Parts.Zip(before.Parts, (after, then) => (Part: after, Move: after.Earned - then.Earned, Then: then.Earned))
            .Where(item => Math.Abs(item.Move) >= LeastMove)
            .OrderByDescending(item => Math.Abs(item.Move))
            .Take(MostParts);
        foreach (var (part, move, then) in moved)
        {
            yield return new NewsItem(
                NewsSubject.Score, $"{part.Part.Title} {(move > 0 ? "gained" : "lost")} {Points(Math.Abs(move))}:", $"{Tenths(then)} before, {Tenths(part.Earned)} now.", part.Part);
        }
    }

    private static int Whole(double score) => (int)Math.Round(score, MidpointRounding.AwayFromZero);

    private static string Tenths(double points) => $"{Math.Round(points, 1, MidpointRounding.AwayFromZero):0.#}";

    private static string Points(double points) => Tenths(points) == "1" ? "1 point" : $"{Tenths(points)} points";
}
