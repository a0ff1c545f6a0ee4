using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Auditor.Releases;

/// <summary>What a reader can work out of one count of each of some ports that nothing tells apart.</summary>
/// <param name="Port">One of them.</param>
/// <param name="Ports">How many they are.</param>
/// <param name="Max">Null when there is none.</param>
internal sealed record CountRange(Locode Port, int Ports, Quarter First, Quarter Last, int Vintage, long Min, long? Max);

/// <summary>A range with a table for each of its ends, which the checkers accepted.</summary>
internal sealed record Proof(CountRange Range, long[] Min, long[] Max);

/// <summary>
/// The protected counts of one region’s ports, as somebody knows them who sees what is public and the figures of some ports. Ports of the
/// region that were in the register in the same quarters, and of which the same is known, can change places in every table that fits:
/// one of them is asked about for all.
/// </summary>
internal sealed class RegionAttack
{
    private readonly SectorTable _sector;
    private readonly PublicationChecker _checker;
    private readonly ILookup<Locode, PublishedFigure> _known;
    private readonly CountTable _table;
    private readonly Reduction _reduction;
    private readonly IReadOnlyList<Component> _components;
    private readonly CellAttack[] _any;
    private readonly List<Wanted> _wanted = [];

    /// <param name="ports">Of the region.</param>
    /// <param name="known">The figures of these ports that the reader sees.</param>
    /// <param name="checker">Knows what everyone was shown.</param>
    public RegionAttack(SectorTable table, IEnumerable<Locode> ports, ILookup<Locode, PublishedFigure> known, PublicationChecker checker)
    {
        (_sector, _checker, _known) = (table, checker, known);
        var asked = ports.GroupBy(port => Profile(table, port, known)).SelectMany(alike => Asked(table, [.. alike], known)).ToList();
        _table = table.ToCounts();
        _reduction = new Reduction(_table, asked.Select(item => item.Count.Cell));
        _components = Component.Split(_reduction.Table);
        _any = [.. _components.Select(component => new CellAttack(component.Table, null))];
        foreach (var (port, number, count) in asked)
        {
            var cell = _reduction.PlaceOf(count.Cell);
            var (place, component) = _components.Index().First(item => Array.BinarySearch(item.Item.Cells, cell) >= 0);
            _wanted.Add(new Wanted(port, number, count, place, new CellAttack(component.Table, Array.BinarySearch(component.Cells, cell))));
        }
        Questions = [.. _any.Concat(_wanted.Select(item => item.Attack)).SelectMany(attack => attack.Questions)];
    }

    /// <summary>All that has to be answered.</summary>
    public IReadOnlyList<RangeQuestion> Questions { get; }

    /// <summary>The ranges, each end shown by a whole table that the checkers accepted; null when no table fits.</summary>
    /// <param name="answers">To <see cref="Questions"/>, in order.</param>
    /// <exception cref="UnprovenException">A table does not fit what was published, or does not show what is claimed.</exception>
    public IReadOnlyList<Proof>? Take(ReadOnlySpan<RangeAnswer> answers)
    {
        foreach (var answer in answers)
        {
            if (!answer.IsFeasible)
                return null;
        }
        var values = new long[_reduction.Table.Lower.Length];
        for (var place = 0; place < _any.Length; place++)
            _components[place].Place(_any[place].Table(Next(ref answers, _any[place]), 0), values);

        var proofs = new List<Proof>();
        foreach (var wanted in _wanted)
        {
            var own = Next(ref answers, wanted.Attack);
            proofs.Add(Prove(wanted, wanted.Attack.Range(own), own, values));
        }
        return _checker.Fault(_known.SelectMany(figures => figures), [.. proofs.SelectMany(Claims)]) is { } fault ? throw new UnprovenException(fault) : proofs;
    }

    private IEnumerable<ClaimedCounts> Claims(Proof proof)
    {
        var range = proof.Range;
        var least = new PublishedFigure(range.First, range.Last, range.Vintage, null, null, range.Port, range.Min, range.Min);
        yield return new(least, _sector.CountsOf(proof.Min));
        yield return new(least with { Lower = range.Max ?? range.Min + AuditVerdicts.LeastWidth, Upper = range.Max }, _sector.CountsOf(proof.Max));
    }

    private Proof Prove(Wanted wanted, RangeFound range, RangeAnswer[] answers, long[] values)
    {
        var (count, cell) = (wanted.Count, wanted.Count.Cell);
        var (min, max) = (Witness(wanted, answers, values, range.MinTable), Witness(wanted, answers, values, range.MaxTable));
        return WitnessChecker.FaultOfRange(_table, min, max, cell, range.Min, range.Max) is not { } fault
            ? new Proof(new CountRange(wanted.Port, wanted.Ports, count.First, count.Last, count.Vintage, range.Min, range.Max), min, max)
            : throw new UnprovenException(fault);
    }

    private long[] Witness(Wanted wanted, RangeAnswer[] answers, long[] values, int? number)
    {
        var whole = (long[])values.Clone();
        var table = number ?? throw new UnprovenException("The solver showed no table for a greatest value.");
        _components[wanted.Component].Place(wanted.Attack.Table(answers, table), whole);
        return _reduction.Expand(whole);
    }

    private static RangeAnswer[] Next(ref ReadOnlySpan<RangeAnswer> answers, CellAttack attack)
    {
        var own = answers[..attack.Questions.Count].ToArray();
        answers = answers[own.Length..];
        return own;
    }

    private static IEnumerable<(Locode Port, int Ports, ProtectedCount Count)> Asked(SectorTable table, Locode[] alike, ILookup<Locode, PublishedFigure> known) =>
        table.Protect(alike[0], (first, last) => known[alike[0]].Any(figure => figure.First >= first && figure.Last <= last))
            .Select(count => (alike[0], alike.Length, count));

    private static string Profile(SectorTable table, Locode port, ILookup<Locode, PublishedFigure> known) =>
        string.Join(';', table.Quarters.Select(quarter => table.Holds(quarter, port) ? '1' : '0')) + string.Join(';', known[port].Select(figure => figure with { Port = null }));

    /// <summary>A count that is asked about.</summary>
    private sealed record Wanted(Locode Port, int Ports, ProtectedCount Count, int Component, CellAttack Attack);
}
