using PortSafe.Grains.Charts;

namespace PortSafe.Grains.Analytics;

/// <summary>What the figures of a view say, by rules over what is shown and nothing else.</summary>
internal static class ViewFinding
{
    public static string Of(ViewFigures figures)
    {
        if (!figures.Points.Any(ViewWords.IsShown))
            return Nothing(figures);
        if (figures.IsOverTime)
            return OverTime(figures);
        if (figures.Categories.Count == 1)
            return $"{Subject(figures)} was {ViewWords.Figure(figures.Series[0].Points[0])} in {figures.Categories[0].InSentence}, {ViewWords.Period(figures.Steps)}";
        if (figures.Others.Count > 0)
            return Changes(figures);
        return figures.View.By == MeasureBreakdown.Nation ? Places(figures) : Extremes(figures);
    }

    private static string Subject(ViewFigures figures) => ViewWords.Capital(figures.View.Measure.Words.Subject);

    private static string Nothing(ViewFigures figures)
    {
        var what = figures.Withheld is null ? "are published" : "can be shown";
        return $"No figures {what} for {ViewWords.Period(figures.Steps)}";
    }

    /// <summary>“Staff know the line best in Wales (71%), least in the North East (41%)”.</summary>
    private static string Extremes(ViewFigures figures)
    {
        var shown = Shown(figures, 0).OrderByDescending(item => ViewLayout.RankOf(item.Point)).ToList();
        if (shown.Count == 0)
            return Nothing(figures);
        var (most, least) = (Alike(shown, shown[0].Point), Alike(shown, shown[^1].Point));
        if (shown.Count == 1)
            return $"Only {shown[0].Category.InSentence} has a figure to show: {ViewWords.Figure(shown[0].Point)}";
        if (most.Count == shown.Count)
            return $"{Subject(figures)} is {ViewWords.Figure(shown[0].Point)} {(figures.View.By == MeasureBreakdown.Region ? "in each region" : "in each of them")}";
        if (figures.View.By == MeasureBreakdown.Group)
            return $"{ViewWords.Capital(Names(most, "kinds of report"))} drew the most reports ({ViewWords.Figure(shown[0].Point)})";
        if (figures.View.By == MeasureBreakdown.Stage)
            return $"More ports are at the stage “{most[0].Category.Key}” than at any other ({ViewWords.Figure(shown[0].Point)})";
        var words = figures.View.Measure.Words;
        return $"{words.Most} {Names(most, "regions")} ({ViewWords.Figure(shown[0].Point)}), {words.Least} {Names(least, "regions")} ({ViewWords.Figure(shown[^1].Point)})";
    }

    private static string Names(List<(ViewCategory Category, ChartPoint Point)> parts, string several) =>
        parts.Count <= 2 ? ViewWords.List([.. parts.Select(part => part.Category.InSentence)]) : $"{ViewWords.Count(parts.Count)} {several}";

    /// <summary>“The share … is 41% in Wales and 58% in the UK”.</summary>
    private static string Places(ViewFigures figures) =>
        $"{Subject(figures)} is {ViewWords.List([.. Shown(figures, 0).Select(item => $"{ViewWords.Figure(item.Point)} in {item.Category.InSentence}")])}";

    /// <summary>“The share … rose in seven of eleven regions in a year, most in Wales, from 41% to 46%”.</summary>
    private static string Changes(ViewFigures figures)
    {
        var both = figures.Categories.Select((category, index) => (Category: category, Now: figures.Series[0].Points[index], Then: figures.Series[1].Points[index]))
            .Where(item => ViewWords.IsShown(item.Now) && ViewWords.IsShown(item.Then)).ToList();
        if (both.Count == 0)
            return $"There is nothing to compare {ViewWords.Period(figures.Steps)} with";
        var span = ViewWords.Span(figures.Others[0], figures.Steps[0]);
        var most = both.MaxBy(item => Math.Abs(ViewLayout.RankOf(item.Now) - ViewLayout.RankOf(item.Then)));
        if (ViewWords.Figure(most.Now) == ViewWords.Figure(most.Then))
            return $"{Subject(figures)} did not change anywhere {span}";
        var (up, down) = (both.Count(item => Direction(item.Then, item.Now) > 0), both.Count(item => Direction(item.Then, item.Now) < 0));
        var main = up >= down ? (Verb: "rose", Count: up) : (Verb: "fell", Count: down);
        var where = figures.View.By == MeasureBreakdown.Group ? "for" : "in";
        return $"{Subject(figures)} {main.Verb} {where} {ViewWords.CountOf(main.Count, both.Count)} {Several(figures.View.By)} {span}; it moved most {where} {most.Category.InSentence}, {FromTo(most.Then, most.Now)}";
    }

    private static string Several(MeasureBreakdown by) => by == MeasureBreakdown.Region ? "regions" : by == MeasureBreakdown.Size ? "sizes of port" : "kinds of report";

    /// <summary>“The share … rose in 9 of 11 regions in two years; it moved most in Wales, from 41% to 46%”.</summary>
    private static string InRegions(ViewFigures figures)
    {
        var moved = figures.Series.Where(series => !series.Everywhere).Select(series => (series.InSentence, Ends: EndsOf(series), series.Points))
            .Where(item => item.Ends is { } ends && ends.First != ends.Last)
            .Select(item => (item.InSentence, Then: item.Points[item.Ends!.Value.First], Now: item.Points[item.Ends.Value.Last])).ToList();
        if (moved.Count == 0)
            return $"{Subject(figures)} cannot be followed over time in any region";
        var (up, down) = (moved.Count(item => Direction(item.Then, item.Now) > 0), moved.Count(item => Direction(item.Then, item.Now) < 0));
        if (up + down == 0)
            return $"{Subject(figures)} stands in every region where it stood before";
        var most = moved.MaxBy(item => Math.Abs(ViewLayout.RankOf(item.Now) - ViewLayout.RankOf(item.Then)));
        var span = SpanOf(figures, figures.Series.Where(series => !series.Everywhere));
        var where = Math.Max(up, down) == moved.Count ? "every region" : $"{ViewWords.CountOf(Math.Max(up, down), moved.Count)} regions";
        return $"{Subject(figures)} {(up >= down ? "rose" : "fell")} in {where}{span}; it moved most in {most.InSentence}, {FromTo(most.Then, most.Now)}";
    }

    private static string OverTime(ViewFigures figures)
    {
        if (figures.View.Kind == ViewKind.Panels)
            return InRegions(figures);
        if (figures.Others.Count > 0)
            return AgainstOtherPeriod(figures);
        if (figures.View.By == MeasureBreakdown.Stage)
            return Moved(figures, figures.Series[0], "the number of active schemes", figures.View.IsOfPart ? ViewPart.WholeOf(figures.View).InSentence : null);
        if (figures.Series.Count == 1)
            return Moved(figures, figures.Series[0], figures.View.Measure.Words.Subject, figures.View.IsOfPart ? figures.Series[0].InSentence : null);
        return Several(figures);
    }

    /// <summary>“In Wales, the share … rose from 41% to 46% in two years”.</summary>
    private static string Moved(ViewFigures figures, ViewSeries series, string subject, string? place)
    {
        var start = place is null ? ViewWords.Capital(subject) : $"In {place}, {subject}";
        return EndsOf(series) is not { } ends
            ? Nothing(figures)
            : ends.First == ends.Last
                ? $"{start} was {ViewWords.Figure(series.Points[ends.Last])}, {figures.Steps[ends.Last].Title}"
                : Direction(series.Points[ends.First], series.Points[ends.Last]) == 0
                    ? $"{start} stands at {ViewWords.Figure(series.Points[ends.Last])}, as it did in {figures.Steps[ends.First].Title}"
                    : $"{start} {Movement(series.Points[ends.First], series.Points[ends.Last])} {ViewWords.Span(figures.Steps[ends.First], figures.Steps[ends.Last])}";
    }

    /// <summary>“The share … rose from 41% to 46% in Wales and fell from 60% to 58% in the UK”.</summary>
    private static string Several(ViewFigures figures)
    {
        var joint = figures.View.By == MeasureBreakdown.Group ? "for" : "in";
        var moved = figures.Series.Select(series => (series.InSentence, Ends: EndsOf(series), series.Points)).Where(item => item.Ends is not null).ToList();
        if (moved.Count <= 2)
            return $"{Subject(figures)} {ViewWords.List([.. moved.Select(item => $"{Movement(item.Points[item.Ends!.Value.First], item.Points[item.Ends.Value.Last])} {joint} {item.InSentence}")])}";
        string[] directions = ["fell", "held steady", "rose"];
        var groups = moved.GroupBy(item => Direction(item.Points[item.Ends!.Value.First], item.Points[item.Ends.Value.Last])).OrderByDescending(group => group.Key)
            .Select(group => $"{directions[group.Key + 1]} {joint} {(group.Count() == moved.Count ? $"all {ViewWords.Count(moved.Count)} {Several(figures.View.By)}" : ViewWords.List([.. group.Select(item => item.InSentence)]))}").ToList();
        return $"{Subject(figures)} {ViewWords.List(groups)}{SpanOf(figures, figures.Series)}";
    }

    private static string AgainstOtherPeriod(ViewFigures figures)
    {
        if (EndsOf(figures.Series[0]) is not { } ends)
            return Nothing(figures);
        var (now, then) = (figures.Series[0].Points[ends.Last], figures.Series[1].Points[ends.Last]);
        var place = figures.View.IsOfPart ? $" in {figures.Series[0].InSentence}" : "";
        var beside = ViewWords.IsShown(then) ? $", against {ViewWords.Figure(then)}, {figures.Others[ends.Last].Title}" : "";
        return $"{Subject(figures)}{place} was {ViewWords.Figure(now)}, {figures.Steps[ends.Last].Title}{beside}";
    }

    /// <summary>“ in two years”, where each that is shown at all is known at both ends; else nothing is said of how long it took.</summary>
    private static string SpanOf(ViewFigures figures, IEnumerable<ViewSeries> series) =>
        series.Select(EndsOf).OfType<(int First, int Last)>().All(ends => ends == (0, figures.Steps.Count - 1)) ? $" {ViewWords.Span(figures.Steps[0], figures.Steps[^1])}" : "";

    private static string Movement(ChartPoint then, ChartPoint now) => Direction(then, now) switch
    {
        > 0 => $"rose {FromTo(then, now)}",
        < 0 => $"fell {FromTo(then, now)}",
        _ => $"stands at {ViewWords.Figure(now)}, as before,",
    };

    private static string FromTo(ChartPoint then, ChartPoint now) => $"from {ViewWords.Figure(then)} to {ViewWords.Figure(now)}";

    /// <summary>1 up, -1 down, 0 where both read alike.</summary>
    private static int Direction(ChartPoint then, ChartPoint now) =>
        ViewWords.Figure(then) == ViewWords.Figure(now) ? 0 : Math.Sign(ViewLayout.RankOf(now) - ViewLayout.RankOf(then));

    private static (int First, int Last)? EndsOf(ViewSeries series)
    {
        var shown = Enumerable.Range(0, series.Points.Count).Where(index => ViewWords.IsShown(series.Points[index])).ToList();
        return shown.Count == 0 ? null : (shown[0], shown[^1]);
    }

    private static IEnumerable<(ViewCategory Category, ChartPoint Point)> Shown(ViewFigures figures, int series) =>
        figures.Categories.Zip(figures.Series[series].Points).Where(item => ViewWords.IsShown(item.Second));

    private static List<(ViewCategory Category, ChartPoint Point)> Alike(List<(ViewCategory Category, ChartPoint Point)> shown, ChartPoint point) =>
        shown.FindAll(item => ViewWords.Figure(item.Point) == ViewWords.Figure(point));
}
