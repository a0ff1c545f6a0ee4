using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Newsletters.Figures;

/// <summary>Which part of a measure: everything null is the nation.</summary>
internal readonly record struct Breakdown(Region? Region = null, CategoryGroup? Group = null, PortSize? Size = null, Stage? Stage = null)
{
    public static Breakdown Of(ReleaseCell cell) => new(cell.Region, cell.Group, cell.Size, cell.Stage);

    /// <summary>The names of the arguments that tell it from the nation, such as <c>region</c>.</summary>
    public IEnumerable<string> Names()
    {
        if (Region is not null)
            yield return "region";
        if (Group is not null)
            yield return "group";
        if (Size is not null)
            yield return "size";
        if (Stage is not null)
            yield return "stage";
    }
}

/// <summary>
/// The public cells of the frozen releases that an issue may quote: its own quarter's, and those of earlier quarters. A cell that
/// is for a port's managers is not among them.
/// </summary>
internal sealed class ReleaseFigures
{
    private readonly HashSet<Quarter> _withdrawn;
    private readonly Dictionary<Quarter, Dictionary<(string Measure, Breakdown Of), ReleaseCell>> _cells;

    /// <param name="release">The issue's own release.</param>
    /// <param name="history">Frozen releases, among which those of later quarters are left out: what an issue says does not change as time goes on.</param>
    /// <param name="withdrawn">Quarters whose release was published and then withdrawn; null for none.</param>
    public ReleaseFigures(FrozenRelease release, IEnumerable<FrozenRelease> history, IEnumerable<Quarter>? withdrawn = null)
    {
        Release = release;
        _withdrawn = [.. withdrawn ?? []];
        History = [.. history.Where(other => other.Quarter < release.Quarter).Append(release).OrderBy(other => other.Quarter)];
        _cells = History.ToDictionary(one => one.Quarter, Cells);
    }

    public FrozenRelease Release { get; }

    /// <summary>The releases that may be quoted, the earliest first; the issue's own is the last.</summary>
    public IReadOnlyList<FrozenRelease> History { get; }

    public Quarter Quarter => Release.Quarter;

    public bool Has(Quarter period) => _cells.ContainsKey(period);

    /// <summary>Whether the quarter could be quoted once, and was withdrawn since: a text that was written then still names it.</summary>
    public bool WasWithdrawn(Quarter period) => period < Quarter && _withdrawn.Contains(period);

    /// <summary>The release of a quarter that may be quoted; null for any other.</summary>
    public FrozenRelease? Of(Quarter period) => History.FirstOrDefault(release => release.Quarter == period);

    /// <summary>The measures of a quarter's release, in alphabetical order.</summary>
    public IReadOnlyList<string> Measures(Quarter period) =>
        [.. CellsOf(period).Keys.Select(key => key.Measure).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Every cell of a measure.</summary>
    public IEnumerable<ReleaseCell> Cells(string measure, Quarter period) => CellsOf(period).Values.Where(cell => cell.Measure == measure);

    public ReleaseCell? Find(string measure, Quarter period, Breakdown of = default) => CellsOf(period).GetValueOrDefault((measure, of));

    private Dictionary<(string Measure, Breakdown Of), ReleaseCell> CellsOf(Quarter period) => _cells.GetValueOrDefault(period) ?? [];

    private static Dictionary<(string Measure, Breakdown Of), ReleaseCell> Cells(FrozenRelease release) => release.Public
        .Where(cell => cell.Locode is null && cell.Period == release.Quarter.ToString())
        .ToDictionary(cell => (cell.Measure, Breakdown.Of(cell)));
}
