using PortSafe.Domain.Ports;

namespace PortSafe.Domain.Releases;

/// <summary>
/// What is published to whom, fixed before any count is seen. A change of regions, rule or tables is a new version.
/// </summary>
public sealed record PublicationPlan
{
    /// <summary>Below this many reports a figure reads “fewer than 10”, zero included.</summary>
    public const int Threshold = 10;

    /// <summary>The width of a published band, in reports.</summary>
    public const int BandWidth = 5;

    /// <summary>The fewest ports that a region may hold, so that its total hides its members.</summary>
    public const int MinPortsInRegion = 5;

    /// <summary>The fewest ports of a region that an account must leave unseen; with fewer left it sees public figures alone.</summary>
    public const int MinPortsLeft = 2;

    private PublicationPlan(int version, params ReadOnlySpan<string> regions)
    {
        Version = version;
        Regions = [.. regions.ToArray().Select(name => new Region(name)).Order()];
    }

    public static PublicationPlan Current { get; } = new(
        1,
        "East",
        "North East",
        "North West",
        "Northern Ireland",
        "Scotland Central and South",
        "Scotland North and Islands",
        "South East",
        "South West",
        "Thames and Medway",
        "Wales",
        "Yorkshire and The Humber");

    public int Version { get; }

    /// <summary>The regions, in alphabetical order.</summary>
    public IReadOnlyList<Region> Regions { get; }

    /// <summary>How often a port's own figure is published to its managers: one cadence for good, fixed by its size.</summary>
    public static Cadence CadenceOf(PortSize size) => size == PortSize.Major ? Cadence.Quarter : Cadence.Year;

    /// <summary>
    /// Whether an account may be shown the figures of its own ports: in every region that it has a port in, at least
    /// <see cref="MinPortsLeft"/> others must be left, or a total less its own would single one out.
    /// </summary>
    /// <param name="ports">The account's ports.</param>
    /// <param name="register">The region of each port that was in the register in the period.</param>
    public static bool ShowsOwnFigures(IReadOnlyCollection<Locode> ports, IReadOnlyDictionary<Locode, Region> register)
    {
        var touched = ports.Where(register.ContainsKey).Select(port => register[port]).ToHashSet();
        return register.Where(port => touched.Contains(port.Value) && !ports.Contains(port.Key)).CountBy(port => port.Value).Count(left => left.Value >= MinPortsLeft) == touched.Count;
    }
}

/// <summary>How often a port's own report figure appears.</summary>
public enum Cadence
{
    Quarter,

    /// <summary>Once a calendar year, with the release of its fourth quarter.</summary>
    Year,
}

/// <summary>Who may read a cell of a release.</summary>
public enum ReleaseAudience
{
    /// <summary>Everyone.</summary>
    Public,

    /// <summary>The managers of the one port that the cell is about, and JMSC.</summary>
    Port,
}
