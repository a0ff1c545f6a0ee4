using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;

namespace PortSafe.Data.Analytics;

/// <summary>A port as far as its counts are filtered and broken down by it. Neither ever changes.</summary>
public sealed record CubePort(Locode Locode, Region Region, PortSize Size);

/// <summary>To what a cube is true.</summary>
/// <param name="Version">The version of the ledger of statements.</param>
/// <param name="Ports">How many ports the register holds, closed ones included; none is ever removed.</param>
public sealed record CubeState(long Version, long Ports);

/// <summary>
/// The exact report counts of every month, port and category, summed over the sources' statements in force, as dense arrays. It never
/// changes; months that a later cube leaves as they are, it shares. At most <see cref="MaxCells"/> cells of four bytes.
/// </summary>
public sealed class ReportCube
{
    /// <summary>128 million cells, half a GiB: 100,000 ports over seven years.</summary>
    public const long MaxCells = 128L << 20;

    private readonly Dictionary<int, CubeMonth> _months;
    private readonly IReadOnlyList<SourceSpan> _sources;

    internal ReportCube(CubeState state, IReadOnlyList<CubePort> ports, Dictionary<int, CubeMonth> months, IReadOnlyList<SourceSpan> sources) =>
        (State, Ports, _months, _sources) = (state, ports, months, sources);

    public CubeState State { get; }

    /// <summary>In no order, but a later cube has the same ports first, in the same order.</summary>
    public IReadOnlyList<CubePort> Ports { get; }

    /// <summary>How many categories a port has in a month: those of <see cref="ReportCategory.All"/>, in their order.</summary>
    public static int Categories => CountsJson.Categories;

    /// <summary>Every region of the publication plan with every size.</summary>
    public static IReadOnlyList<(Region Region, PortSize Size)> Classes { get; } =
        [.. PublicationPlan.Current.Regions.SelectMany(region => PortSize.All.Select(size => (region, size)))];

    internal IReadOnlyDictionary<int, CubeMonth> Months => _months;

    internal static ReportCube Empty { get; } = new(new CubeState(-1, 0), [], [], []);

    /// <summary>
    /// Counts by port, then category, as <see cref="Ports"/> and <see cref="ReportCategory.All"/> have them. Ports past its end had none,
    /// and it is empty for a month of which nothing is stated.
    /// </summary>
    public ReadOnlySpan<int> ByPort(Month month) => _months.TryGetValue(ReportedCounts.MonthIndex(month), out var found) ? found.ByPort : [];

    /// <summary>Counts by class, then category, as <see cref="Classes"/> and <see cref="ReportCategory.All"/> have them; empty for a month of which nothing is stated.</summary>
    public ReadOnlySpan<long> ByClass(Month month) => _months.TryGetValue(ReportedCounts.MonthIndex(month), out var found) ? found.ByClass : [];

    /// <summary>
    /// What is not known of a month: the sources that should have spoken of it and have not, or that there is no source at all. A source
    /// is expected to speak of every month from its first on.
    /// </summary>
    public IEnumerable<MissingStatement> MissingOf(Month month)
    {
        var isExpected = false;
        foreach (var source in _sources.Where(source => source.First <= month))
        {
            isExpected = true;
            if (!source.Spoken.Contains(month))
                yield return new MissingStatement(month, source.Name);
        }
        if (!isExpected)
            yield return new MissingStatement(month, null);
    }
}

/// <summary>One month's counts.</summary>
/// <param name="Statements">The statements in force that are summed, in order.</param>
/// <param name="ByPort">By port, then category.</param>
/// <param name="ByClass">By class, then category.</param>
internal sealed record CubeMonth(IReadOnlyList<long> Statements, int[] ByPort, long[] ByClass);

/// <summary>A source, and the months that it has spoken of.</summary>
internal sealed record SourceSpan(string Name, Month First, IReadOnlySet<Month> Spoken);
