using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Analytics;

/// <summary>Reads the text of a view once, and collects what is wrong with it.</summary>
/// <param name="form">Null for a program, which is told of codes and refused whatever does not go together.</param>
internal sealed class SectorViewReader(SectorViewText text, ViewForm? form = null)
{
    private readonly List<Error> _errors = [];

    /// <summary>Which kind of chart a person was given in place of the one they chose; null for none.</summary>
    public string? Notice { get; private set; }

    public (SectorView? View, IReadOnlyList<Error> Errors) Read()
    {
        var measure = Measure.Find(text.Measure);
        if (measure is null)
        {
            Fault("measure", $"Give a measure: one of {string.Join(", ", Measure.All.Select(item => item.Id))}.", "Choose a measure from the list.");
            return (null, _errors);
        }
        var region = ReadRegion();
        var size = ReadSize(measure);
        var by = ReadBreakdown(measure, region, size);
        var period = ReadPeriod(measure, by);
        var compare = ReadComparison(measure, by, period, region, size);
        var kind = ReadKind(measure, by, period, compare);
        var byName = ReadSort(by, period);
        if (_errors.Count > 0)
            return (null, _errors);
        return (new SectorView { Measure = measure, By = by, Period = period, Compare = compare, Kind = kind, SortsByName = byName, Region = region, Size = size }, _errors);
    }

    private Region? ReadRegion()
    {
        if (string.IsNullOrEmpty(text.Region))
            return null;
        var region = RegionSlug.Find(text.Region);
        if (region is null)
            Fault("region", $"Give a region: one of {string.Join(", ", RegionSlug.All)}.", "Choose a region from the list.");
        return region;
    }

    private PortSize? ReadSize(Measure measure)
    {
        if (string.IsNullOrEmpty(text.Size))
            return null;
        var size = PortSize.All.FirstOrDefault(item => item.Code == text.Size);
        if (size is null)
            Fault("size", $"Give a size: one of {string.Join(", ", PortSize.All.Select(item => item.Code))}.", "Choose a size of port from the list.");
        else if (!measure.Breakdowns.Contains(MeasureBreakdown.Size))
            Fault("size", $"Leave the size out: “{measure.Title}” is not published by size of port.", $"Choose all sizes: “{measure.Title}” is not published by size of port.");
        else if (!string.IsNullOrEmpty(text.Region))
            Fault("size", "Give a region or a size, not both: figures are not published by both together.", "Choose all regions or all sizes: figures are not published by region and size of port together.");
        return size;
    }

    /// <summary>Of one region there is nothing to split by region: what is meant is the region as a whole. So it is with sizes.</summary>
    private MeasureBreakdown ReadBreakdown(Measure measure, Region? region, PortSize? size)
    {
        var whole = measure.Breakdowns[0];
        if (string.IsNullOrEmpty(text.By))
            return whole;
        var by = measure.Breakdowns.FirstOrDefault(item => item.Code == text.By);
        if (by is null)
        {
            Fault(
                "by", $"“{measure.Title}” is published by {Choice(measure.Breakdowns.Select(item => item.Code))}. Choose one of these.",
                $"Choose to split by {Choice(measure.Breakdowns.Skip(1).Select(item => item.Title))}, or by nothing: so “{measure.Title}” is published.");
            return whole;
        }
        if (by == whole || (region is null && size is null))
            return by;
        if ((by == MeasureBreakdown.Region && region is not null && size is null) || (by == MeasureBreakdown.Size && size is not null && region is null))
            return whole;
        var within = region is null ? "size" : "region";
        Fault(
            "by", $"Leave out the {within}, or the breakdown: figures are not published by {by.Title} within one {within}.",
            $"Choose to split by nothing, or choose all {within}s: figures are not published by {by.Title} within one {within}.");
        return by;
    }

    private ViewPeriod ReadPeriod(Measure measure, MeasureBreakdown by)
    {
        var otherwise = SectorView.DefaultPeriod(measure, by);
        if (string.IsNullOrEmpty(text.Period))
            return otherwise;
        var period = ViewPeriod.Parse(text.Period);
        if (period is null)
            Fault("period", $"Give a period: {ViewPeriod.Expected}; at most {ViewPeriod.MaxSteps} of them, the earlier first.", $"Choose a period between {form?.First.Title} and {form?.Last.Title}.");
        else if (period.IsYearly && measure.Year == MeasureYear.None)
            Fault("period", $"Give quarters, such as 2025Q1..2025Q4: “{measure.Title}” is not published by year.", $"Choose quarters: “{measure.Title}” is not published by year.");
        else
            return period;
        return otherwise;
    }

    private ViewComparison? ReadComparison(Measure measure, MeasureBreakdown by, ViewPeriod period, Region? region, PortSize? size)
    {
        if (string.IsNullOrEmpty(text.Compare))
            return null;
        var compare = SectorViewText.ComparisonOf(text.Compare);
        if (compare is null)
            Fault(
                "compare", $"Give {Choice(SectorViewText.Comparisons)}, or {SectorViewText.RegionPrefix} and a region such as {SectorViewText.RegionPrefix}{RegionSlug.All[^2]}.",
                "Choose what to compare with from the list.");
        else if (measure == Measure.SchemesByStage)
            Fault("compare", "Leave the comparison out: stages are shown quarter by quarter.", "Choose to compare with nothing: stages are shown quarter by quarter.");
        else if (by != MeasureBreakdown.Nation && !compare.IsInTime)
            Fault(
                "compare", $"Leave the breakdown out to compare two places; by {by.Title}, compare with previous or last-year.",
                $"Choose to split by nothing to compare two places; split by {by.Title}, compare with the period before or a year before.");
        else if (by != MeasureBreakdown.Nation && period.IsLong)
            Fault(
                "compare", "Give a single quarter or year to compare its parts with those of another.",
                "Choose a single quarter or year as the period, to compare its parts with those of another.");
        else if (compare.Kind == ComparisonKind.Nation && region is null && size is null)
            Fault("compare", "Give a region or a size to compare with the nation.", "Choose a region or a size of port to compare with the whole UK.");
        else if (compare.Region is { } other && other == region)
            Fault("compare", "Give another region to compare with.", "Choose another region to compare with.");
        return compare;
    }

    private ViewKind ReadKind(Measure measure, MeasureBreakdown by, ViewPeriod period, ViewComparison? compare)
    {
        var kinds = SectorView.KindsOf(measure, by, period, compare);
        if (string.IsNullOrEmpty(text.Chart))
            return kinds[0];
        if (SectorViewText.KindOf(text.Chart) is { } kind && kinds.Contains(kind))
            return kind;
        // Left over from the view before, most often: what suits the new one is drawn, and said.
        if (form is not null)
            Notice = $"{(SectorViewText.KindOf(text.Chart) is { } chosen ? $"This view cannot be drawn as {ViewWords.KindInSentence(chosen)}, so it" : "This view")} is drawn as {ViewWords.KindInSentence(kinds[0])}.";
        else
            Fault("chart", $"This can be drawn as {Choice(kinds.Select(SectorViewText.CodeOf))}. Choose one of these, or leave the kind of chart out.");
        return kinds[0];
    }

    /// <summary>What has an order of its own, such as time, is not sorted.</summary>
    private bool ReadSort(MeasureBreakdown by, ViewPeriod period)
    {
        var index = string.IsNullOrEmpty(text.Sort) ? 0 : SectorViewText.Sorts.ToList().IndexOf(text.Sort);
        if (index < 0)
            Fault("sort", $"Give {Choice(SectorViewText.Sorts)}.", "Choose an order from the list.");
        return index == 1 && by != MeasureBreakdown.Nation && by != MeasureBreakdown.Stage && SectorView.ShapeOf(by, period) != ViewShape.OverTime;
    }

    private static string Choice(IEnumerable<string> codes)
    {
        var all = codes.ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all.SkipLast(1))} or {all[^1]}";
    }

    /// <param name="message">To a program.</param>
    /// <param name="onForm">To a person, in the form's words; as to a program when null.</param>
    private void Fault(string parameter, string message, string? onForm = null) =>
        _errors.Add(Error.Invalid(SectorViewText.Invalid, form is null ? message : onForm ?? message, parameter));
}

/// <summary>A form in which a person chooses a view.</summary>
/// <param name="First">The first quarter that it offers.</param>
/// <param name="Last">The last.</param>
public sealed record ViewForm(Quarter First, Quarter Last);
