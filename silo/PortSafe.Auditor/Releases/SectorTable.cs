using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;

namespace PortSafe.Auditor.Releases;

/// <summary>A count that nobody should be able to pin down.</summary>
/// <param name="Cell">Its index in the table.</param>
internal readonly record struct ProtectedCount(int Cell, Quarter First, Quarter Last, int Vintage);

/// <summary>
/// The counts of some quarters as a reader knows them. Of each quarter there is a count for every port in the register and one for every
/// group, and both make the nation's. Port by group counts need not be there: a table of them with given ports’ and groups’ counts exists
/// whenever both add up to the same, so they bound nothing. A quarter of two vintages has for each of these also what came late, and the
/// revised count is the two together; where the figures contradict that, it is a count of its own.
/// </summary>
internal sealed class SectorTable
{
    private readonly IReadOnlyList<Quarter> _quarters;
    private readonly ILookup<Region, AuditedPort> _regions;
    private readonly Dictionary<Count, int[]> _parts;
    private readonly Dictionary<Count, int> _totals;
    private readonly List<long> _lower;
    private readonly List<long?> _upper;
    private readonly List<int[]> _sums;
    private readonly List<(int Cell, string Name)> _names;
    private readonly (NamedCount Name, int[] Cells)[] _named;

    /// <param name="quarters">In order.</param>
    /// <param name="late">For each quarter of two vintages.</param>
    /// <param name="figures">Those that every reader sees.</param>
    public SectorTable(
        Publication publication, IReadOnlyList<Quarter> quarters, IReadOnlyDictionary<Quarter, Lateness> late, IEnumerable<PublishedFigure> figures)
    {
        (_quarters, _regions) = (quarters, publication.Ports.ToLookup(port => port.Region));
        (_parts, _totals, _names, _lower, _upper, _sums) = ([], [], [], [], [], []);
        foreach (var quarter in quarters)
        {
            var ports = publication.Ports.Where(port => port.Holds(quarter)).DistinctBy(port => port.Port).ToList();
            AddQuarter(quarter, ports, late.TryGetValue(quarter, out var lateness) ? lateness : null);
        }
        _named = [.. _parts.Select(part => (new NamedCount(part.Key.Vintage, part.Key.First, part.Key.Port, part.Key.Group), part.Value))];
        NamedCounts = Array.ConvertAll(_named, item => item.Name);
        Publish(figures);
    }

    private SectorTable(SectorTable other)
    {
        (_quarters, _regions, _parts, _names) = (other._quarters, other._regions, other._parts, other._names);
        (_named, NamedCounts) = (other._named, other.NamedCounts);
        (_totals, _lower, _upper, _sums) = (other._totals, [.. other._lower], [.. other._upper], [.. other._sums]);
    }

    public IReadOnlyList<Quarter> Quarters => _quarters;

    /// <summary>The counts that all others are sums of, by their cells.</summary>
    public IReadOnlyList<(int Cell, string Name)> Names => _names;

    /// <summary>The counts of ports and groups, of each vintage.</summary>
    public IReadOnlyList<NamedCount> NamedCounts { get; }

    /// <summary>The values of <see cref="NamedCounts"/> where the cells have these.</summary>
    public long[] CountsOf(long[] values) => Array.ConvertAll(_named, item => item.Cells is [var cell] ? values[cell] : item.Cells.Sum(part => values[part]));

    /// <summary>Whether the port was in the register in that quarter.</summary>
    public bool Holds(Quarter quarter, Locode port) => _parts.ContainsKey(new Count(quarter, quarter, 0, Port: port));

    public CountTable ToCounts() => new([.. _lower], [.. _upper], [.. _sums]);

    /// <summary>The same counts for a reader who sees more.</summary>
    public SectorTable With(IEnumerable<PublishedFigure> figures)
    {
        var more = new SectorTable(this);
        more.Publish(figures);
        return more;
    }

    /// <summary>Adds what is protected of a port: every quarter that it was in the register, and every year of four quarters that are here, of each vintage.</summary>
    /// <param name="isShown">Whether the reader is shown that period, or a part of it.</param>
    public IReadOnlyList<ProtectedCount> Protect(Locode port, Func<Quarter, Quarter, bool> isShown)
    {
        var found = new List<ProtectedCount>();
        foreach (var (first, last) in Periods().Where(period => !isShown(period.First, period.Last)))
        {
            for (var vintage = 0; vintage <= 1; vintage++)
            {
                var count = new Count(first, last, vintage, Port: port);
                var parts = PartsOf(count);
                if (parts.Length > 0 && (vintage == 0 || Within(count).All(quarter => _totals.ContainsKey(new Count(quarter, quarter, 1)))))
                    found.Add(new ProtectedCount(SumOf(parts), first, last, vintage));
            }
        }
        return found;
    }

    private IEnumerable<(Quarter First, Quarter Last)> Periods() => _quarters.Select(quarter => (quarter, quarter))
        .Concat(_quarters.Where(quarter => quarter.Number == 1 && _quarters.Contains(quarter.Add(3))).Select(first => (first, first.Add(3))));

    private void AddQuarter(Quarter quarter, IReadOnlyList<AuditedPort> ports, Lateness? late)
    {
        var first = Total(new Count(quarter, quarter, 0));
        AddPorts(first, quarter, 0, ports);
        AddGroups(first, quarter, 0, "first");
        if (late is null)
            return;
        var second = Total(new Count(quarter, quarter, 1));
        if (late == Lateness.Unrelated)
        {
            AddPorts(second, quarter, 1, ports);
            AddGroups(second, quarter, 1, "revised");
            return;
        }
        var between = late == Lateness.One ? Cell(1, 1) : Cell(0, null);
        Sum(between, ports.Select(port => Named(new Count(quarter, quarter, 1, Port: port.Port), "late")));
        AddGroups(between, quarter, 1, "late");
        var groups = CategoryGroup.All.Select(group => new Count(quarter, quarter, 1, Group: group)).ToList();
        foreach (var member in ports.Select(port => new Count(quarter, quarter, 1, Port: port.Port)).Concat(groups))
            _parts[member] = [.. _parts[member with { Vintage = 0 }], .. _parts[member]];
        Sum(second, groups.Select(count => _totals[count] = SumOf(_parts[count])));
    }

    /// <summary>The regions make the total, and the ports the regions.</summary>
    private void AddPorts(int total, Quarter quarter, int vintage, IReadOnlyList<AuditedPort> ports) =>
        Sum(total, ports.GroupBy(port => port.Region).Select(region =>
        {
            var cell = Total(new Count(quarter, quarter, vintage, Region: region.Key));
            Sum(cell, region.Select(port => Named(new Count(quarter, quarter, vintage, Port: port.Port), vintage == 0 ? "first" : "revised")));
            return cell;
        }));

    private void AddGroups(int total, Quarter quarter, int vintage, string kind) =>
        Sum(total, CategoryGroup.All.Select(group => Named(new Count(quarter, quarter, vintage, Group: group), kind)));

    private int Total(Count count) => _totals[count] = Cell(0, null);

    /// <summary>A total of nothing is nothing.</summary>
    private void Sum(int total, IEnumerable<int> parts)
    {
        int[] all = [.. parts];
        if (all.Length > 0)
            _sums.Add([total, .. all]);
        else
            Bound(total, 0, 0);
    }

    private void Publish(IEnumerable<PublishedFigure> figures)
    {
        foreach (var figure in figures)
        {
            var count = new Count(figure.First, figure.Last, figure.Vintage, figure.Region, figure.Group, figure.Port);
            Bound(_totals.TryGetValue(count, out var cell) ? cell : SumOf(PartsOf(count)), figure.Lower, figure.Upper);
        }
    }

    private int SumOf(int[] parts)
    {
        if (parts.Length == 1)
            return parts[0];
        var cell = Cell(0, null);
        Sum(cell, parts);
        return cell;
    }

    private int[] PartsOf(Count count) => [.. Within(count).SelectMany(quarter => PartsOf(count, quarter))];

    private IEnumerable<int> PartsOf(Count count, Quarter quarter)
    {
        var single = count with { First = quarter, Last = quarter };
        if (count.First != count.Last && _totals.TryGetValue(single, out var total))
            return [total];
        return count.Region is not { } region
            ? _parts.GetValueOrDefault(single, [])
            : _regions[region].Where(port => port.Holds(quarter)).DistinctBy(port => port.Port)
                .SelectMany(port => _parts.GetValueOrDefault(single with { Region = null, Port = port.Port }, []));
    }

    private IEnumerable<Quarter> Within(Count count) => _quarters.Where(quarter => quarter >= count.First && quarter <= count.Last);

    private int Named(Count member, string kind)
    {
        var cell = Cell(0, null);
        _parts[member] = [cell];
        _names.Add((cell, $"{member.First} {member.Port?.ToString() ?? member.Group!.Code} {kind}"));
        return cell;
    }

    private int Cell(long lower, long? upper)
    {
        _lower.Add(lower);
        _upper.Add(upper);
        return _lower.Count - 1;
    }

    private void Bound(int cell, long lower, long? upper)
    {
        _lower[cell] = Math.Max(_lower[cell], lower);
        _upper[cell] = upper < _upper[cell] || _upper[cell] is null ? upper : _upper[cell];
    }

    /// <summary>The reports of a period, of the nation unless one region, group or port is named.</summary>
    private readonly record struct Count(Quarter First, Quarter Last, int Vintage, Region? Region = null, CategoryGroup? Group = null, Locode? Port = null);
}
