using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Auditor.Releases;

/// <summary>What a reader can work out of one count of each of some ports that nothing tells apart.</summary>
/// <param name="Port">One of them.</param>
/// <param name="Ports">How many they are.</param>
/// <param name="Max">Null when there is none.</param>
internal sealed record CountRange(Locode Port, int Ports, ProtectedCount Count, long Min, long? Max);

/// <summary>
/// The protected counts of one region’s ports, as somebody knows them who sees what is public and the figures of some ports. Ports of the
/// region that were in the register in the same quarters, and of which the same is known, can change places in every table that fits:
/// one of them is asked about for all.
/// </summary>
internal sealed class RegionAttack
{
    private readonly CountTable _table;
    private readonly Reduction _reduction;
    private readonly IReadOnlyList<Component> _components;
    private readonly CellAttack[] _any;
    private readonly List<(AuditedPort Port, int Ports, ProtectedCount Count, int Component, CellAttack Attack)> _wanted = [];

    /// <param name="ports">Of the region.</param>
    /// <param name="known">The figures of these ports that the reader sees.</param>
    public RegionAttack(SectorTable table, IEnumerable<AuditedPort> ports, ILookup<Locode, PublishedFigure> known)
    {
        _table = table.Counts;
        var asked = ports.GroupBy(port => Profile(table, port, known)).SelectMany(alike => table.ProtectedOf(alike.First().Port)
            .Where(count => !known[alike.First().Port].Any(figure => figure.First >= count.First && figure.Last <= count.Last))
            .Select(count => (Port: alike.First(), Ports: alike.Count(), Count: count))).ToList();
        _reduction = new Reduction(_table, asked.Select(item => item.Count.Cell));
        _components = Component.Split(_reduction.Table);
        _any = [.. _components.Select(component => new CellAttack(component.Table, null))];
        foreach (var (port, number, count) in asked)
        {
            var cell = _reduction.PlaceOf(count.Cell);
            var (place, component) = _components.Index().First(item => Array.BinarySearch(item.Item.Cells, cell) >= 0);
            _wanted.Add((port, number, count, place, new CellAttack(component.Table, Array.BinarySearch(component.Cells, cell))));
        }
    }

    /// <summary>All that has to be answered.</summary>
    public IEnumerable<RangeQuestion> Questions => _any.Concat(_wanted.Select(item => item.Attack)).SelectMany(attack => attack.Questions);

    /// <summary>The ranges, each end shown by a whole table that the checker accepted; null when no table fits.</summary>
    /// <param name="next">The answers to <see cref="Questions"/>, in order.</param>
    /// <param name="keep">Takes each range with its two tables.</param>
    /// <exception cref="UnprovenException">A table does not fit what was published, or does not show what is claimed.</exception>
    public IReadOnlyList<CountRange>? Take(Func<int, IReadOnlyList<RangeAnswer>> next, Action<CountRange, long[], long[]> keep)
    {
        var any = Array.ConvertAll(_any, attack => next(attack.Questions.Count));
        var found = _wanted.ConvertAll(item => next(item.Attack.Questions.Count));
        if (any.Concat(found).Any(answers => answers.Any(answer => !answer.IsFeasible)))
            return null;
        var values = new long[_reduction.Table.Lower.Length];
        for (var place = 0; place < _any.Length; place++)
            _components[place].Place(_any[place].Table(any[place], 0), values);

        var ranges = new List<CountRange>();
        foreach (var ((port, ports, count, component, attack), answers) in _wanted.Zip(found))
        {
            var range = attack.Range(answers);
            var kept = new CountRange(port.Port, ports, count, range.Min, range.Max);
            keep(kept, Witness(range.MinTable, range.Min), Witness(range.MaxTable ?? throw new UnprovenException("The solver showed no table for a greatest value."), range.Max));
            ranges.Add(kept);

            long[] Witness(int number, long? claimed)
            {
                var whole = (long[])values.Clone();
                _components[component].Place(attack.Table(answers, number), whole);
                var witness = _reduction.Expand(whole);
                return WitnessChecker.Fault(_table, witness, count.Cell, claimed ?? witness[count.Cell]) is { } fault ? throw new UnprovenException(fault) : witness;
            }
        }
        return ranges;
    }

    private static string Profile(SectorTable table, AuditedPort port, ILookup<Locode, PublishedFigure> known) =>
        string.Join(';', table.Quarters.Select(quarter => port.Holds(quarter) ? '1' : '0')) + string.Join(';', known[port.Port].Select(figure => figure with { Port = null }));
}
