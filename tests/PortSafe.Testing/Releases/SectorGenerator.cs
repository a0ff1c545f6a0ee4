using PortSafe.Auditor.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;

namespace PortSafe.Testing.Releases;

/// <summary>Makes sectors of one kind, the same for the same seed.</summary>
public sealed class SectorGenerator
{
    private static readonly double[] GroupShares = [0.3, 0.35, 0.25, 0.1];

    private readonly Func<Draw, double> _rate;

    private SectorGenerator(string name, Func<Draw, double> rate) => (Name, _rate) = (name, rate);

    public string Name { get; }

    /// <summary>Of late reports to reports.</summary>
    public double LateShare { get; private init; }

    /// <summary>Draws counts just under, at and just over a band’s edge.</summary>
    public bool NearThreshold { get; private init; }

    /// <summary>Ports join and leave.</summary>
    public bool Moves { get; private init; }

    /// <summary>Few reports anywhere.</summary>
    public static SectorGenerator Sparse { get; } = new("sparse", draw => draw.IsMajor ? 0.8 : 0.15);

    /// <summary>Many reports at every port.</summary>
    public static SectorGenerator Dense { get; } = new("dense", draw => draw.IsMajor ? 14 : 5);

    /// <summary>One port of each region has nearly all the reports.</summary>
    public static SectorGenerator OneBigPort { get; } = new("one big port", draw => draw.Place == 0 ? 40 : 0.2);

    /// <summary>Counts at the edges of the display rule.</summary>
    public static SectorGenerator Adversarial { get; } = new("near-threshold", draw => draw.IsMajor ? 9 : 2.4) { NearThreshold = true };

    /// <summary>Ever more ports and reports.</summary>
    public static SectorGenerator Growing { get; } = new("growing", draw => (draw.IsMajor ? 3 : 0.5) * (1 + draw.Time)) { Moves = true };

    /// <summary>Late reports, and an annual revision.</summary>
    public static SectorGenerator Corrected { get; } = new("corrected", draw => draw.IsMajor ? 6 : 1) { LateShare = 0.04 };

    /// <summary>Region totals near ten.</summary>
    public static SectorGenerator Thin { get; } = new("thin", draw => draw.IsMajor ? 2.4 : 0.7);

    /// <summary>Every port near ten.</summary>
    public static SectorGenerator Level { get; } = new("level", _ => 9.5);

    public static IReadOnlyList<SectorGenerator> All { get; } = [Sparse, Dense, OneBigPort, Adversarial, Growing, Corrected, Thin, Level];

    /// <param name="regions">1 to 11.</param>
    /// <param name="portsInRegion">5 to 30.</param>
    /// <param name="quarters">How many, from the first quarter of 2021 on.</param>
    public Sector Make(int seed, int regions, int portsInRegion, int quarters)
    {
        var random = new Random(seed);
        var all = Quarter.Range(new Quarter(2021, 1), new Quarter(2021, 1).Add(quarters - 1)).ToList();
        var ports = new List<SectorPort>();
        var counts = new Dictionary<(Locode, Quarter, CategoryGroup), long>();
        var late = new Dictionary<(Locode, Quarter, CategoryGroup), long>();
        for (var region = 0; region < regions; region++)
        {
            for (var place = 0; place < portsInRegion; place++)
                Add(region, place);
        }
        return new Sector(ports, all, counts, late);

        void Add(int region, int place)
        {
            var size = place % 2 == 0 ? PortSize.Major : PortSize.Minor;
            var from = Moves && place >= 5 ? all[random.Next(quarters)] : all[0];
            var to = Moves && place >= 5 && random.Next(4) == 0 ? from.Add(random.Next(quarters)) : (Quarter?)null;
            var port = new SectorPort(new AuditedPort(Code(region, place), PublicationPlan.Current.Regions[region], from, to), size);
            ports.Add(port);
            foreach (var (time, quarter) in all.Index().Where(item => port.Register.Holds(item.Item)))
            {
                var rate = _rate(new Draw(size == PortSize.Major, place, (double)time / quarters));
                var total = NearThreshold ? Edge(random, rate) : Poisson(random, rate);
                for (; total > 0; total--)
                    Increase(random.NextDouble() < LateShare ? late : counts, (port.Port, quarter, Group(random)));
            }
        }
    }

    private static void Increase(Dictionary<(Locode, Quarter, CategoryGroup), long> counts, (Locode, Quarter, CategoryGroup) key) =>
        counts[key] = counts.GetValueOrDefault(key) + 1;

    private static CategoryGroup Group(Random random)
    {
        var drawn = random.NextDouble();
        var number = 0;
        while (number < GroupShares.Length - 1 && (drawn -= GroupShares[number]) > 0)
            number++;
        return CategoryGroup.All[number];
    }

    private static long Edge(Random random, double rate) =>
        random.Next(3) == 0 ? 0 : (long)Math.Max(0, (Math.Round(rate * random.Next(1, 3) / 5) * 5) + random.Next(-1, 2));

    private static long Poisson(Random random, double rate)
    {
        var (limit, product, count) = (Math.Exp(-rate), random.NextDouble(), 0L);
        for (; product > limit; count++)
            product *= random.NextDouble();
        return count;
    }

    private static Locode Code(int region, int place) => Locode.Parse($"ZZ{(char)('A' + region)}{(char)('A' + (place / 26))}{(char)('A' + (place % 26))}");

    private sealed record Draw(bool IsMajor, int Place, double Time);
}
