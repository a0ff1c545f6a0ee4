using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Charts;

namespace PortSafe.Grains.Analytics;

/// <summary>One of the parts that a breakdown splits a measure into.</summary>
/// <param name="Name">As a reader knows it: “Wales”, “Major ports”.</param>
/// <param name="InSentence">As it stands within a sentence: “the North East”, “major ports”.</param>
internal sealed record ViewPart(string Name, string InSentence, FigureScope Scope, ChartColour? Colour = null)
{
    private static readonly ViewPart[] StageGroups =
    [
        new("Active", "active", new FigureScope(Stages: [Stage.Active]), ChartColour.Navy),
        new("Review due", "review due", new FigureScope(Stages: [Stage.ReviewDue, Stage.Dormant]), ChartColour.Orange),
        new("Launched", "launched", new FigureScope(Stages: [Stage.Launched]), ChartColour.Blue),
        new("Getting started", "getting started", new FigureScope(Stages: [Stage.Registered, Stage.PackIssued]), ChartColour.Sky),
    ];

    public static ViewPart Nation { get; } = new("UK", "the UK", new FigureScope());

    /// <summary>What the view is of as a whole: the UK, its region or its size.</summary>
    public static ViewPart WholeOf(SectorView view) => view switch
    {
        { Region: { } region } => Of(region),
        { Size: { } size } => Of(size),
        _ => Nation,
    };

    public static ViewPart Of(Region region) => new(region.ToString(), SectorOverview.Within(region), new FigureScope(region));

    public static ViewPart Of(PortSize size) => new($"{size.Title}s", $"{size.Title.ToLowerInvariant()}s", new FigureScope(Size: size));

    /// <summary>The parts of a breakdown, in their own order; within the view's region or size where it has one.</summary>
    public static IReadOnlyList<ViewPart> PartsOf(SectorView view, MeasureBreakdown by)
    {
        if (by == MeasureBreakdown.Region)
            return [.. PublicationPlan.Current.Regions.Select(Of)];
        if (by == MeasureBreakdown.Size)
            return [.. PortSize.All.Select(Of)];
        if (by == MeasureBreakdown.Group)
            return [.. CategoryGroup.All.Select(group => new ViewPart(group.Title, group.Title.ToLowerInvariant(), new FigureScope(Group: group)))];
        return by == MeasureBreakdown.Stage ? StagesOf(WholeOf(view)) : [WholeOf(view)];
    }

    /// <summary>The four groups of stages, of the whole given.</summary>
    public static IReadOnlyList<ViewPart> StagesOf(ViewPart whole) => [.. StageGroups.Select(group => group with { Scope = whole.Scope with { Stages = group.Scope.Stages } })];

    /// <summary>Every stage by itself, of the whole given.</summary>
    public static IReadOnlyList<ViewPart> EachStageOf(ViewPart whole) =>
        [.. Stage.All.Select(stage => new ViewPart(stage.Title, stage.Title.ToLowerInvariant(), whole.Scope with { Stages = [stage] }))];
}
