namespace PortSafe.Grains.Charts;

/// <summary>What goes with a chart's figures wherever they go: a name and a text a line.</summary>
internal static class ChartAbout
{
    public static IEnumerable<(string Name, string Text)> Of(Chart chart)
    {
        yield return ("Title", chart.Title);
        yield return ("Measure", chart.Subtitle);
        if (chart.Filters is not null)
            yield return ("Filters", chart.Filters);
        if (chart.Release is not null)
            yield return ("Release", chart.Release);
        if (chart.ReleaseHash is not null)
            yield return ("Fingerprint", chart.ReleaseHash);
        yield return ("Source", chart.Source);
        if (chart.ReferenceLine is not null)
            yield return ("Compared with", chart.ReferenceLine.Label);
        foreach (var note in chart.Notes)
            yield return ("Note", note);
        foreach (var marker in Markers(chart))
            yield return ("Marker", marker);
    }

    private static IEnumerable<string> Markers(Chart chart)
    {
        if (chart.WithheldNote is { } withheld)
            yield return withheld;
        if (chart.Series.Any(series => series.Points.Any(point => point.Marker == ChartPoint.UnknownMarker)))
            yield return $"{ChartPoint.UnknownMarker}: not known";
    }
}
