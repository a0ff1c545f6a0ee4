using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Releases;

/// <summary>A cell of a release as a row of the table.</summary>
/// <param name="Of">What the figure is of: a region, a port, the whole country.</param>
/// <param name="IsForPort">Whether only the port's own managers and JMSC may read it.</param>
/// <param name="Why">Why there is no figure; null where there is one.</param>
public sealed record CellLine(string Measure, string Of, string Stage, string Period, bool IsForPort, string Display, string? Why)
{
    /// <summary>The breakdowns by which the table can be filtered.</summary>
    public static IReadOnlyList<(string Code, string Title)> Breakdowns { get; } =
        [("nation", "The whole country"), ("region", "By region"), ("size", "By size of port"), ("group", "By kind of report"), ("port", "By port")];

    /// <summary>Which of <see cref="Breakdowns"/> a cell belongs to.</summary>
    public static string BreakdownOf(ReleaseCell cell) => cell switch
    {
        { Locode: not null } => "port",
        { Region: not null } => "region",
        { Size: not null } => "size",
        { Group: not null } => "group",
        _ => "nation",
    };

    public static CellLine From(ReleaseCell cell, IReadOnlyDictionary<Locode, string> names) => new(
        Grains.Analytics.Measure.Find(cell.Measure)?.Title ?? cell.Measure,
        Subject(cell, names),
        cell.Stage?.Title ?? "",
        cell.Period,
        cell.Audience == ReleaseAudience.Port,
        cell.IsWithheld() ? cell.WithheldText() : cell.Display,
        cell.WhyWithheld());

    private static string Subject(ReleaseCell cell, IReadOnlyDictionary<Locode, string> names) => cell switch
    {
        { Locode: { } port } => names.TryGetValue(port, out var name) ? $"{name} ({port})" : port.ToString(),
        { Region: { } region } => region.ToString(),
        { Size: { } size } => $"{size.Title}s",
        { Group: { } group } => group.Title,
        _ => "United Kingdom",
    };
}
