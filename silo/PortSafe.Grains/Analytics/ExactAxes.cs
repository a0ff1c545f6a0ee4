using PortSafe.Data.Analytics;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;

namespace PortSafe.Grains.Analytics;

/// <summary>
/// The rows of a pivot as sums of offsets: a count of a place (a port, or a class of ports) and a category belongs to the row
/// <c>places[place] + categories[category]</c>, and to none where either is negative.
/// </summary>
internal sealed class ExactAxes
{
    private const int None = -1;

    /// <summary>Made once: every pivot has the same.</summary>
    private static readonly Dictionary<ExactDimension, ExactLabel[]> Labels = new()
    {
        [ExactDimension.Nation] = [new ExactLabel(ExactDimension.Nation.Code, ExactDimension.Nation.Title)],
        [ExactDimension.Region] = [.. PublicationPlan.Current.Regions.Select(region => new ExactLabel(region.ToString(), region.ToString()))],
        [ExactDimension.Size] = [.. PortSize.All.Select(size => new ExactLabel(size.Code, size.Title))],
        [ExactDimension.Group] = [.. CategoryGroup.All.Select(group => new ExactLabel(group.Code, group.Title))],
        [ExactDimension.Category] = [.. ReportCategory.All.Select(category => new ExactLabel(category.Code, category.Title()))],
    };

    private readonly IReadOnlyList<ExactDimension> _dimensions;
    private readonly IReadOnlyList<CubePort> _ports;
    private readonly int[] _sizes;

    private ExactAxes(ExactQuery query, ReportCube cube)
    {
        _dimensions = query.Split is { } split ? [query.By, split] : [query.By];
        IsByPort = _dimensions.Contains(ExactDimension.Port) || query.Port is not null;
        // Only those that the filter leaves have a row, so that a filter makes a table that is too large small enough.
        _ports = IsByPort ? [.. cube.Ports.Where(port => Holds(query, port))] : [];
        _sizes = [.. _dimensions.Select(SizeOf)];
        Rows = _sizes.Aggregate(1L, (product, size) => product * size);
        Categories = [.. ReportCategory.All.Select((category, index) => Holds(query, category) ? Offset(dimension => IndexOf(dimension, category, index)) : None)];
        Places = IsByPort
            ? OfPorts(query, cube.Ports)
            : [.. ReportCube.Classes.Select(item => Holds(query, item.Region, item.Size) ? Offset(dimension => IndexOf(dimension, item.Region, item.Size, 0)) : None)];
    }

    /// <summary>Whether places are the cube's ports; else they are its classes.</summary>
    public bool IsByPort { get; }

    public int[] Places { get; }

    public int[] Categories { get; }

    /// <summary>How many rows there can be.</summary>
    public long Rows { get; }

    public static ExactAxes Of(ExactQuery query, ReportCube cube) => new(query, cube);

    /// <summary>The rows that the filter leaves and that a place and a category can fall into, in order.</summary>
    public IReadOnlyList<int> PossibleRows()
    {
        var isPossible = new bool[Rows];
        var categories = Categories.Where(offset => offset >= 0).Distinct().ToList();
        foreach (var place in Places.Where(offset => offset >= 0).Distinct())
        {
            foreach (var category in categories)
                isPossible[place + category] = true;
        }
        return [.. Enumerable.Range(0, isPossible.Length).Where(row => isPossible[row])];
    }

    /// <param name="names">The ports' names; only asked for rows of ports.</param>
    public IReadOnlyList<ExactLabel> LabelsOf(int row, IReadOnlyDictionary<Locode, string> names) => _dimensions is [var only]
        ? [Label(only, row, names)]
        : [Label(_dimensions[0], row / _sizes[1], names), Label(_dimensions[1], row % _sizes[1], names)];

    /// <summary>Where each row stands among all: ports by their names, everything else as it always is.</summary>
    public IReadOnlyList<int> InOrder(IReadOnlyList<int> rows, IReadOnlyDictionary<Locode, string> names) =>
        _dimensions.Contains(ExactDimension.Port) ? [.. rows.OrderBy(row => Key(row, 0, names), StringComparer.OrdinalIgnoreCase).ThenBy(row => Key(row, 1, names), StringComparer.OrdinalIgnoreCase)] : rows;

    private string Key(int row, int level, IReadOnlyDictionary<Locode, string> names)
    {
        if (level >= _dimensions.Count)
            return "";
        var value = _dimensions.Count == 1 ? row : level == 0 ? row / _sizes[1] : row % _sizes[1];
        return _dimensions[level] == ExactDimension.Port ? $"{NameOf(_ports[value].Locode, names)} {_ports[value].Locode}" : value.ToString("D3", System.Globalization.CultureInfo.InvariantCulture);
    }

    private int[] OfPorts(ExactQuery query, IReadOnlyList<CubePort> all)
    {
        var (places, next) = (new int[all.Count], 0);
        for (var place = 0; place < places.Length; place++)
        {
            var port = all[place];
            var index = next;
            places[place] = Holds(query, port) ? Offset(dimension => IndexOf(dimension, port.Region, port.Size, index)) : None;
            next += places[place] == None ? 0 : 1;
        }
        return places;
    }

    private int Offset(Func<ExactDimension, int> index)
    {
        var (offset, stride) = (0, 1);
        for (var level = _dimensions.Count - 1; level >= 0; level--)
        {
            offset += index(_dimensions[level]) * stride;
            stride *= _sizes[level];
        }
        return offset;
    }

    private int SizeOf(ExactDimension dimension) => dimension == ExactDimension.Port ? _ports.Count : Labels[dimension].Length;

    private static int IndexOf(ExactDimension dimension, Region region, PortSize size, int port)
    {
        if (dimension == ExactDimension.Port)
            return port;
        if (dimension == ExactDimension.Region)
            return At(PublicationPlan.Current.Regions, region);
        return dimension == ExactDimension.Size ? At(PortSize.All, size) : 0;
    }

    private static int IndexOf(ExactDimension dimension, ReportCategory category, int index)
    {
        if (dimension == ExactDimension.Group)
            return At(CategoryGroup.All, category.Group);
        return dimension == ExactDimension.Category ? index : 0;
    }

    private ExactLabel Label(ExactDimension dimension, int value, IReadOnlyDictionary<Locode, string> names) => dimension == ExactDimension.Port
        ? new ExactLabel(_ports[value].Locode.ToString(), NameOf(_ports[value].Locode, names))
        : Labels[dimension][value];

    private static string NameOf(Locode port, IReadOnlyDictionary<Locode, string> names) => names.GetValueOrDefault(port) ?? port.ToString();

    private static bool Holds(ExactQuery query, ReportCategory category) =>
        (query.Group is null || query.Group == category.Group) && (query.Category is null || query.Category == category);

    private static bool Holds(ExactQuery query, CubePort port) => Holds(query, port.Region, port.Size) && (query.Port is null || query.Port == port.Locode);

    private static bool Holds(ExactQuery query, Region region, PortSize size) => (query.Region is null || query.Region == region) && (query.Size is null || query.Size == size);

    private static int At<T>(IReadOnlyList<T> all, T one)
    {
        for (var index = 0; index < all.Count; index++)
        {
            if (EqualityComparer<T>.Default.Equals(all[index], one))
                return index;
        }
        throw new ArgumentException("Not one of them.", nameof(one));
    }
}
