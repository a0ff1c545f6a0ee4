using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Analytics;

/// <summary>Reads the text of a view once, and collects what is wrong with it.</summary>
internal sealed class SectorViewReader(SectorViewText text)
{
    private readonly List<Error> _errors = [];

    public (SectorView? View, IReadOnlyList<Error> Errors) Read()
    {
        var measure = Measure.Find(text.Measure);
        if (measure is null)
        {
            Fault("measure", $"Give a measure: one of {string.Join(", ", Measure.All.Select(item => item.Id))}.");
            return (null, _errors);
        }
        var region = ReadRegion();
        var size = ReadSize(measure);
        var by = ReadBreakdown(measure, region, size);
        var period = ReadPeriod(measure, by);
        var compare = ReadComparison(by, period, region, size);
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
            Fault("region", $"Give a region: one of {string.Join(", ", RegionSlug.All)}.");
        else if (!string.IsNullOrEmpty(text.Size))
            Fault("size", "Give a region or a size, not both: figures are not published by both together.");
        return region;
    }

    private PortSize? ReadSize(Measure measure)
    {
        if (string.IsNullOrEmpty(text.Size))
            return null;
        var size = PortSize.All.FirstOrDefault(item => item.Code == text.Size);
        if (size is null)
            Fault("size", $"Give a size: one of {string.Join(", ", PortSize.All.Select(item => item.Code))}.");
        else if (!measure.Breakdowns.Contains(MeasureBreakdown.Size))
            Fault("size", $"Leave the size out: “{measure.Title}” is not published by size of port.");
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
            Fault("by", $"“{measure.Title}” is published by {Choice(measure.Breakdowns.Select(item => item.Code))}. Choose one of these.");
            return whole;
        }
        if (by == whole || (region is null && size is null))
            return by;
        if ((by == MeasureBreakdown.Region && region is not null && size is null) || (by == MeasureBreakdown.Size && size is not null && region is null))
            return whole;
        Fault("by", $"Leave out the {(region is null ? "size" : "region")}, or the breakdown: figures are not published by {by.Title} within one {(region is null ? "size" : "region")}.");
        return by;
    }

    private ViewPeriod ReadPeriod(Measure measure, MeasureBreakdown by)
    {
        var otherwise = SectorView.DefaultPeriod(measure, by);
        if (string.IsNullOrEmpty(text.Period))
            return otherwise;
        var period = ViewPeriod.Parse(text.Period);
        if (period is null)
            Fault("period", $"Give a period: {ViewPeriod.Expected}; at most {ViewPeriod.MaxSteps} of them, the earlier first.");
        else if (period.IsYearly && measure.Year == MeasureYear.None)
            Fault("period", $"Give quarters, such as 2025Q1..2025Q4: “{measure.Title}” is not published by year.");
        else
            return period;
        return otherwise;
    }

    private ViewComparison? ReadComparison(MeasureBreakdown by, ViewPeriod period, Region? region, PortSize? size)
    {
        if (string.IsNullOrEmpty(text.Compare))
            return null;
        var compare = SectorViewText.ComparisonOf(text.Compare);
        if (compare is null)
            Fault("compare", $"Give {Choice(SectorViewText.Comparisons)}, or {SectorViewText.RegionPrefix} and a region such as {SectorViewText.RegionPrefix}{RegionSlug.All[^2]}.");
        else if (by == MeasureBreakdown.Stage)
            Fault("compare", "Leave the comparison out: stages are shown quarter by quarter.");
        else if (by != MeasureBreakdown.Nation && !compare.IsInTime)
            Fault("compare", $"Leave the breakdown out to compare two places; by {by.Title}, compare with previous or last-year.");
        else if (by != MeasureBreakdown.Nation && period.IsLong)
            Fault("compare", "Give a single quarter or year to compare its parts with those of another.");
        else if (by != MeasureBreakdown.Nation && Measure.Find(text.Measure) == Measure.SchemesByStage)
            Fault("compare", "Leave the comparison out: stages are shown quarter by quarter.");
        else if (compare.Kind == ComparisonKind.Nation && region is null && size is null)
            Fault("compare", "Give a region or a size to compare with the nation.");
        else if (compare.Region is { } other && other == region)
            Fault("compare", "Give another region to compare with.");
        return compare;
    }

    private ViewKind ReadKind(Measure measure, MeasureBreakdown by, ViewPeriod period, ViewComparison? compare)
    {
        var kinds = SectorView.KindsOf(measure, by, period, compare);
        if (string.IsNullOrEmpty(text.Chart))
            return kinds[0];
        if (SectorViewText.KindOf(text.Chart) is { } kind && kinds.Contains(kind))
            return kind;
        Fault("chart", $"This can be drawn as {Choice(kinds.Select(SectorViewText.CodeOf))}. Choose one of these, or leave the kind of chart out.");
        return kinds[0];
    }

    /// <summary>What has an order of its own, such as time, is not sorted.</summary>
    private bool ReadSort(MeasureBreakdown by, ViewPeriod period)
    {
        var index = string.IsNullOrEmpty(text.Sort) ? 0 : SectorViewText.Sorts.ToList().IndexOf(text.Sort);
        if (index < 0)
            Fault("sort", $"Give {Choice(SectorViewText.Sorts)}.");
        return index == 1 && by != MeasureBreakdown.Nation && by != MeasureBreakdown.Stage && SectorView.ShapeOf(by, period) != ViewShape.OverTime;
    }

    private static string Choice(IEnumerable<string> codes)
    {
        var all = codes.ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all.SkipLast(1))} or {all[^1]}";
    }

    private void Fault(string parameter, string message) => _errors.Add(Error.Invalid(SectorViewText.Invalid, message, parameter));
}
