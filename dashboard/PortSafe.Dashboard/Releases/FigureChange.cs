using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Releases;

/// <summary>A report figure beside the one that was published before it.</summary>
/// <param name="Direction">1, 0 or -1 as its band rose, stayed or fell; null where one of the two has no figure.</param>
public sealed record FigureChange(ReleaseCell? Before, ReleaseCell? Now, int? Direction)
{
    public ReleaseCell Cell => (Now ?? Before)!;

    public bool IsNew => Before is null;

    public bool IsGone => Now is null;

    public static string Text(ReleaseCell? cell) => cell is null ? "–" : cell.IsWithheld() ? cell.WithheldText() : cell.Display;

    /// <summary>
    /// Pairs the report figures of a release with those of an earlier one. Figures of a quarter are paired with those of another; a revised
    /// figure with the one that it revises.
    /// </summary>
    /// <param name="isRevision">Whether both are of the same periods.</param>
    public static IReadOnlyList<FigureChange> Pair(IEnumerable<ReleaseCell> before, IEnumerable<ReleaseCell> now, bool isRevision)
    {
        var earlier = Reports(before, isRevision).ToDictionary(cell => KeyOf(cell, isRevision));
        var later = Reports(now, isRevision).ToDictionary(cell => KeyOf(cell, isRevision));
        return
        [
            .. later.Select(pair => Of(earlier.GetValueOrDefault(pair.Key), pair.Value)),
            .. isRevision ? [] : earlier.Where(pair => !later.ContainsKey(pair.Key) && !pair.Key.IsYear).Select(pair => Of(pair.Value, null)),
        ];
    }

    private static FigureChange Of(ReleaseCell? before, ReleaseCell? now) =>
        new(before, now, before?.Reports is { } then && now?.Reports is { } after ? after.Lower.CompareTo(then.Lower) : null);

    private static IEnumerable<ReleaseCell> Reports(IEnumerable<ReleaseCell> cells, bool isRevision) =>
        cells.Where(cell => cell.Measure == Measure.Reports.Id && (!isRevision || cell is { Region: null, Locode: null }));

    private static (Region? Region, CategoryGroup? Group, Locode? Port, bool IsYear, string Period) KeyOf(ReleaseCell cell, bool isRevision) =>
        (cell.Region, cell.Group, cell.Locode, cell.Period.Length == 4, isRevision ? cell.Period : "");
}
