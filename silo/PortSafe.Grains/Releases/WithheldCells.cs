using PortSafe.Grains.Analytics;

namespace PortSafe.Grains.Releases;

/// <summary>Cells of a release without a figure, and why they have none, in the same words on every page, file and mail.</summary>
public static class WithheldCells
{
    /// <summary>Why a whole table of report figures is left out, as a clause.</summary>
    public const string Table = "this table would have narrowed down what single ports reported, so none of it is published this quarter";

    public static bool IsWithheld(this ReleaseCell cell) => cell is { Reports: null, Value: null };

    /// <summary>A clause such as “too few answers”; null for a cell that has its figure.</summary>
    public static string? WhyWithheld(this ReleaseCell cell) => !cell.IsWithheld() ? null : cell.Measure switch
    {
        _ when cell.Measure == Measure.Reports.Id => Table,
        _ when cell.Measure == Measure.ScoreMedian.Id => "fewer than five schemes have a score",
        _ when cell.Measure == Measure.StaffReached.Id => "no headcount is known",
        _ when cell.Measure == Measure.AdoptionRate.Id => "there are no ports",
        _ => "too few answers",
    };

    /// <summary>“withheld” for report figures, which were compiled and then left out; “not shown” for others, of which there is too little to show.</summary>
    public static string WithheldText(this ReleaseCell cell) => cell.Measure == Measure.Reports.Id ? "withheld" : "not shown";
}
