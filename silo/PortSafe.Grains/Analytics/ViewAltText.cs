using PortSafe.Grains.Charts;

namespace PortSafe.Grains.Analytics;

/// <summary>What a view's picture shows, in words for who cannot see it; the table beside it has every figure.</summary>
internal static class ViewAltText
{
    private static readonly Dictionary<ViewKind, string> Kinds = new()
    {
        [ViewKind.Bar] = "Bar chart",
        [ViewKind.Column] = "Column chart",
        [ViewKind.Line] = "Line chart",
        [ViewKind.Stacked] = "Stacked column chart",
        [ViewKind.Panels] = "A line chart a region",
        [ViewKind.Map] = "Map of tiles, one a region,",
    };

    public static string Of(ViewFigures figures)
    {
        var view = figures.View;
        var head = $"{Kinds[view.Kind]} of {view.Measure.Words.Subject}, {(figures.IsOverTime ? figures.Steps[0].IsYear ? "by year" : "by quarter" : view.By == MeasureBreakdown.Nation ? "by place" : $"by {view.By.Title}")}, {ViewWords.Period(figures.Steps)}.";
        if (!figures.Points.Any(ViewWords.IsShown))
            return $"{head} No figure is drawn.{(figures.Withheld is { } why ? $" Every one is withheld: {why}." : "")}";
        if (view.Kind == ViewKind.Panels)
            return $"{head} {LatestOfRegions(figures)}";
        return $"{head} {string.Join(' ', figures.Series.Select(series => Sentence(figures, series)))}";
    }

    /// <summary>Where the regions stand in the end: a sentence for each would be longer than anyone listens to.</summary>
    private static string LatestOfRegions(ViewFigures figures)
    {
        var last = figures.Series.Select(series => (series.Name, series.Everywhere, Point: series.Points.LastOrDefault(ViewWords.IsShown))).Where(item => item.Point is not null).ToList();
        var regions = last.FindAll(item => !item.Everywhere);
        if (regions.Count == 0)
            return "No region has a figure.";
        var (highest, lowest) = (regions.MaxBy(item => ViewLayout.RankOf(item.Point!)), regions.MinBy(item => ViewLayout.RankOf(item.Point!)));
        var nation = string.Concat(last.Where(item => item.Everywhere).Select(item => $", {item.Name} {ViewWords.Figure(item.Point!)}"));
        return $"In the end highest {highest.Name} {ViewWords.Figure(highest.Point!)}, lowest {lowest.Name} {ViewWords.Figure(lowest.Point!)}{nation}.";
    }

    private static string Sentence(ViewFigures figures, ViewSeries series)
    {
        var shown = figures.Categories.Zip(series.Points).Where(item => ViewWords.IsShown(item.Second)).ToList();
        var name = figures.Series.Count == 1 ? "" : $"{series.Name}: ";
        if (shown.Count == 0)
            return $"{name}no figure.";
        var hidden = series.Points.Count - shown.Count;
        var (first, last) = (shown[0], shown[^1]);
        var (highest, lowest) = (shown.MaxBy(item => ViewLayout.RankOf(item.Second)), shown.MinBy(item => ViewLayout.RankOf(item.Second)));
        var text = shown.Count <= 4
            ? string.Join(", ", shown.Select(Text))
            : figures.IsOverTime
                ? $"from {ViewWords.Figure(first.Second)} in {first.First.Key} to {ViewWords.Figure(last.Second)} in {last.First.Key}; highest {Text(highest)}, lowest {Text(lowest)}"
                : $"highest {Text(highest)}; lowest {Text(lowest)}";
        return ViewWords.Capital($"{name}{text}{(hidden == 0 ? "" : $"; {hidden} not shown")}.");
    }

    private static string Text((ViewCategory Category, ChartPoint Point) item) => $"{item.Category.Key} {ViewWords.Figure(item.Point)}";
}
