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

    private readonly ILookup<Locode, PublishedFigure> _known;
    private readonly SectorTable _table;
    private readonly RangeSearch _search;
    private readonly WitnessBook? _book;
    private readonly PublicationChecker _checker;
    private readonly ILookup<Region, Locode> _regions;
    private readonly Dictionary<(string Sight, Region Region), IReadOnlyList<CountRange>?> _found = [];

    /// <param name="known">What those know of a port who are shown its figures.</param>
    /// <param name="onlyAdded">Quarters of two vintages between which readers know that no report was taken back.</param>
    /// <param name="book">Where witnesses are kept; null for nowhere.</param>
    public StretchAttack(
        Publication publication, ILookup<Locode, PublishedFigure> known, SectorTable table, IReadOnlySet<Quarter> onlyAdded, RangeSearch search, WitnessBook? book)
    {
        var shown = publication.Figures.Where(figure => figure.Port is null && table.Quarters.Contains(figure.First));
        _checker = new PublicationChecker(new ReaderView(publication.Ports, [.. shown], onlyAdded), table.NamedCounts);
        (_table, _search, _book) = (table, search, book);
        _known = known.SelectMany(figures => figures).Where(figure => table.Quarters.Contains(figure.First)).ToLookup(figure => figure.Port!.Value);
        _regions = publication.Ports.Where(port => table.Quarters.Any(port.Holds)).DistinctBy(port => port.Port).ToLookup(port => port.Region, port => port.Port);
    }

    /// <summary>What each reader can work out; null for one to whom the figures are a contradiction.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<CountRange>?>> AttackAsync(IReadOnlyList<SectorReader> readers, CancellationToken ct)
    {
        var asked = readers.Select(reader => Asked(See(reader.Ports, reader.Hidden))).ToList();
        await FindAsync(asked.SelectMany(regions => regions.SelectMany(asking => asking.Bounding.Select(sight => (sight, asking.Region)))), ct);
        await FindAsync(asked.SelectMany(regions => regions.Where(asking => Settled(asking) is null).Select(asking => (asking.Sight, asking.Region))), ct);
        return [.. asked.Select(regions => regions.ConvertAll(asking => Settled(asking) ?? _found[(asking.Sight.Key, asking.Region)]))
            .Select(found => found.Contains(null) ? null : (IReadOnlyList<CountRange>)[.. found.SelectMany(ranges => ranges!)])];
    }

    /// <summary>What of these ports' figures is seen, without ports and quarters that make no difference.</summary>
    private Sight See(IEnumerable<Locode> ports, IReadOnlyList<Quarter> hidden)
    {
        var own = ports.Distinct().Where(port => _known[port].Any()).Order().ToList();
        return new Sight(
            [.. own.Where(port => _known[port].Any(figure => !hidden.Contains(figure.Last)))],
            [.. hidden.Distinct().Where(quarter => own.Exists(port => _known[port].Any(figure => figure.Last == quarter))).Order()]);
    }

    /// <summary>For each region also who sees nothing of the others, and who sees all there; the reader alone where these are the same.</summary>
    private List<Asking> Asked(Sight sight) => [.. _regions.Select(region =>
    {
        var home = sight.Ports.Where(region.Contains).ToList();
        return new Asking(sight, region.Key, home.Count == sight.Ports.Length
            ? [sight]
            : [See(home, sight.Hidden), See(_regions.Where(other => other.Key != region.Key).SelectMany(ports => ports).Concat(sight.Ports), sight.Hidden)]);
    })];

    private IReadOnlyList<CountRange>? Settled(Asking asking)
    {
        var bounding = Array.ConvertAll(asking.Bounding, sight => _found[(sight.Key, asking.Region)]);
        return Array.TrueForAll(bounding, ranges => ranges is not null) && bounding[0]!.SequenceEqual(bounding[^1]!) ? bounding[^1] : null;
    }

    private async Task FindAsync(IEnumerable<(Sight Sight, Region Region)> wanted, CancellationToken ct)
    {
        var open = wanted.DistinctBy(item => (item.Sight.Key, item.Region)).Where(item => !_found.ContainsKey((item.Sight.Key, item.Region)));
        foreach (var some in open.Chunk(AtOnce))
        {
            var attacks = some.AsParallel().AsOrdered().Select(item => Attack(item.Sight, item.Region)).ToList();
            var answers = new Queue<RangeAnswer>(await _search.FindAsync([.. attacks.SelectMany(attack => attack.Questions)], ct));
            var answered = attacks.ConvertAll(attack => (Attack: attack, Answers: attack.Questions.Select(_ => answers.Dequeue()).ToArray()));
            var taken = answered.AsParallel().AsOrdered().Select(pair => pair.Attack.Take(pair.Answers)).ToList();
            foreach (var ((sight, region), proofs) in some.Zip(taken))
            {
                _found.Add((sight.Key, region), proofs?.Select(proof => proof.Range).ToList());
                foreach (var proof in proofs ?? [])
                    _book?.Add(_table, sight.Key, proof);
            }
        }
    }

    private RegionAttack Attack(Sight sight, Region region)
    {
        var figures = sight.Ports.SelectMany(port => _known[port]).Where(figure => !sight.Hidden.Contains(figure.Last)).ToList();
        return new RegionAttack(_table.With(figures), _regions[region], figures.ToLookup(figure => figure.Port!.Value), _checker);
    }

    /// <summary>Ports whose figures somebody sees, but for those of the releases of some quarters.</summary>
    private sealed class Sight(Locode[] ports, Quarter[] hidden)
    {
        public Locode[] Ports => ports;

        public Quarter[] Hidden => hidden;

        /// <summary>The same for whoever sees the same.</summary>
        public string Key { get; } = string.Join(' ', ports) + (hidden.Length == 0 ? "" : $" without {string.Join(' ', hidden)}");
    }

    /// <param name="Bounding">Who sees no more than the reader, and who sees no less.</param>
    private sealed record Asking(Sight Sight, Region Region, Sight[] Bounding);
}
