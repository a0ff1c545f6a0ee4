using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Auditor.Releases;

/// <summary>
/// Attacks the counts of some quarters that figures or a year join, for many readers at once. What a reader knows of other regions rarely
/// tells anything about a region's ports, so a range is first sought for somebody who sees nothing of these, and for somebody who sees
/// every figure there; the reader stands between the two, and is asked for only where they differ.
/// </summary>
internal sealed class StretchAttack
{
    private const int AtOnce = 64;

    private readonly Publication _publication;
    private readonly ILookup<Locode, PublishedFigure> _known;
    private readonly SectorTable _table;
    private readonly RangeSearch _search;
    private readonly WitnessBook? _book;
    private readonly ILookup<Region, AuditedPort> _regions;
    private readonly Dictionary<Locode, Region> _regionOf;
    private readonly Dictionary<string, IReadOnlyList<CountRange>?> _found = new(StringComparer.Ordinal);

    /// <param name="known">What those know of a port who are shown its figures.</param>
    /// <param name="book">Where witnesses are kept; null for nowhere.</param>
    public StretchAttack(Publication publication, ILookup<Locode, PublishedFigure> known, SectorTable table, RangeSearch search, WitnessBook? book)
    {
        (_publication, _table, _search, _book) = (publication, table, search, book);
        _known = known;
        _regions = publication.Ports.Where(port => table.Quarters.Any(port.Holds)).ToLookup(port => port.Region);
        _regionOf = publication.Ports.ToDictionary(port => port.Port, port => port.Region);
    }

    /// <summary>What each reader can work out; null for one to whom the figures are a contradiction.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<CountRange>?>> AttackAsync(IReadOnlyList<SectorReader> readers, CancellationToken ct)
    {
        var asked = readers.Select(reader => reader.Ports.Where(port => _known[port].Any()).Distinct().Order().ToArray()).ToList();
        await FindAsync(asked.SelectMany(ports => _regions.SelectMany(region => Bounding(ports, region.Key).Select(known => (known, region.Key)))), ct);
        await FindAsync(asked.SelectMany(ports => _regions.Where(region => Settled(ports, region.Key) is null).Select(region => (ports, region.Key))), ct);
        return [.. asked.Select(ports => _regions.Select(region => Settled(ports, region.Key) ?? _found[Key(ports, region.Key)]).ToList() is var regions && regions.Contains(null)
            ? null
            : (IReadOnlyList<CountRange>)[.. regions.SelectMany(ranges => ranges!)])];
    }

    /// <summary>The reader who sees nothing of other regions, and the one who sees all there; the reader alone where these are the same.</summary>
    private Locode[][] Bounding(Locode[] ports, Region region)
    {
        var home = ports.Where(port => _regionOf[port] == region).ToArray();
        return home.Length == ports.Length
            ? [ports]
            : [home, [.. _regions.Where(other => other.Key != region).SelectMany(other => other).Select(port => port.Port).Where(port => _known[port].Any()).Concat(home).Order()]];
    }

    private IReadOnlyList<CountRange>? Settled(Locode[] ports, Region region)
    {
        var bounding = Array.ConvertAll(Bounding(ports, region), known => _found[Key(known, region)]);
        return Array.TrueForAll(bounding, ranges => ranges is not null) && bounding[0]!.SequenceEqual(bounding[^1]!) ? bounding[^1] : null;
    }

    private async Task FindAsync(IEnumerable<(Locode[] Known, Region Region)> wanted, CancellationToken ct)
    {
        foreach (var some in wanted.DistinctBy(item => Key(item.Known, item.Region)).Where(item => !_found.ContainsKey(Key(item.Known, item.Region))).Chunk(AtOnce))
        {
            var attacks = some.AsParallel().AsOrdered().Select(item => Attack(item.Known, item.Region)).ToList();
            var answers = await _search.FindAsync([.. attacks.SelectMany(attack => attack.Questions)], ct);
            var taken = attacks.Select((attack, index) => (attack, answers.Skip(attacks.Take(index).Sum(before => before.Questions.Count)).Take(attack.Questions.Count).ToArray()))
                .ToList().AsParallel().AsOrdered().Select(pair => pair.attack.Take(pair.Item2)).ToList();
            foreach (var ((known, region), proofs) in some.Zip(taken))
            {
                _found.Add(Key(known, region), proofs?.Select(proof => proof.Range).ToList());
                foreach (var proof in proofs ?? [])
                    _book?.Add(_table, known, proof);
            }
        }
    }

    private RegionAttack Attack(Locode[] known, Region region)
    {
        var figures = known.SelectMany(port => _known[port]).Where(figure => _table.Quarters.Contains(figure.First)).ToLookup(figure => figure.Port!.Value);
        return new RegionAttack(_table.With(figures.SelectMany(figure => figure)), _regions[region], figures);
    }

    private static string Key(Locode[] known, Region region) => $"{region}: {string.Join(' ', known)}";
}
