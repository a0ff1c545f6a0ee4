using PortSafe.Auditor.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;
using PortSafe.Testing.Releases;
using Xunit.Abstractions;

namespace PortSafe.Auditor.Tests.Releases;

/// <summary>
/// Leaks built into the plan are caught: by the auditor, or by the rule of twins, by which two sectors whose cells all display alike under
/// the plan must be shown alike.
/// </summary>
public sealed class PlanMutantTests(NodeSolver solver, ITestOutputHelper output) : IClassFixture<NodeSolver>
{
    private static readonly IReadOnlyList<Sector> Sectors =
        [.. SectorGenerator.All.Select((generator, number) => generator.Make(40 + number, regions: 2, portsInRegion: 5, quarters: 4)),
            .. Enumerable.Range(0, 6).Select(number => SectorGenerator.All[number % 2 * 6].Make(80 + number, regions: 2, portsInRegion: 5, quarters: 4)),
            SectorGenerator.Sparse.Make(90, regions: 1, portsInRegion: 5, quarters: 4), SectorGenerator.Sparse.Make(91, regions: 1, portsInRegion: 5, quarters: 4),
            SectorGenerator.Thin.Make(92, regions: 1, portsInRegion: 5, quarters: 4), SectorGenerator.Thin.Make(93, regions: 1, portsInRegion: 5, quarters: 4),
            SectorGenerator.OneBigPort.Make(94, regions: 1, portsInRegion: 5, quarters: 4), SectorGenerator.OneBigPort.Make(95, regions: 1, portsInRegion: 5, quarters: 4)];

    /// <summary>Those on which leaks show soonest; audits of all six would take minutes.</summary>
    private static readonly IReadOnlyList<Sector> Audited = [Sectors[3], Sectors[2]];

    [Fact]
    public async Task At_least_199_of_200_leaks_are_caught()
    {
        var twins = Sectors.SelectMany((sector, number) => TwinsOf(sector, new Random(number), _ => true)).ToList();
        var publicTwins = Sectors.SelectMany((sector, number) => TwinsOf(sector, new Random(number), figure => figure.Port is null)).ToList();
        var (byAuditor, byTwins, missed) = (0, 0, new List<string>());
        foreach (var mutant in PlanMutant.All)
        {
            if ((mutant.ToPublic ? publicTwins : twins).Exists(pair => mutant.TellsApart(pair.One, pair.Other)))
                byTwins++;
            else if (await IsCaughtByAuditorAsync(mutant))
                byAuditor++;
            else
                missed.Add(mutant.Name);
        }

        output.WriteLine($"{PlanMutant.All.Count} leaks, {byTwins} caught by twins, {byAuditor} more by the auditor; not caught: {(missed.Count == 0 ? "none" : string.Join("; ", missed))}");
        Assert.InRange(PlanMutant.All.Select(mutant => mutant.Name).Distinct(StringComparer.Ordinal).Count(), 200, int.MaxValue);
        Assert.True(missed.Count * 200 <= PlanMutant.All.Count, string.Join("; ", missed));
    }

    [Fact]
    public async Task The_plan_itself_is_no_leak()
    {
        var plan = new PlanMutant("the plan", PlanMutant.Plan);

        Assert.All(Sectors.SelectMany((sector, number) => TwinsOf(sector, new Random(number), _ => true)), pair => Assert.False(plan.TellsApart(pair.One, pair.Other)));
        Assert.False(await IsCaughtByAuditorAsync(plan));
    }

    /// <summary>Sectors that differ from one by a report more, or by one that is elsewhere, and of which the plan shows the same.</summary>
    private static IEnumerable<(Sector One, Sector Other)> TwinsOf(Sector sector, Random random, Func<PublishedFigure, bool> isSeen)
    {
        var shown = PlanMutant.Plan(sector).Where(isSeen).ToList();
        return Enumerable.Range(0, 250).Select(_ => (sector, Changed(sector, random))).Where(pair => PlanMutant.Plan(pair.Item2).Where(isSeen).SequenceEqual(shown)).ToList();
    }

    private static Sector Changed(Sector sector, Random random)
    {
        var (counts, late) = (sector.Counts.ToDictionary(), sector.Late.ToDictionary());
        var port = sector.Ports[random.Next(sector.Ports.Count)];
        var quarters = sector.Quarters.Where(port.Register.Holds).ToList();
        var to = (port.Port, quarters[random.Next(quarters.Count)], CategoryGroup.All[random.Next(4)]);
        var changed = random.Next(5) == 0 ? late : counts;
        changed[to] = changed.GetValueOrDefault(to) + 1;
        if (random.Next(2) == 0 && counts.Keys.Where(key => counts[key] > 0 && key != to).ToList() is { Count: > 0 } others)
            counts[others[random.Next(others.Count)]]--;
        return new Sector(sector.Ports, sector.Quarters, counts, late);
    }

    private async Task<bool> IsCaughtByAuditorAsync(PlanMutant mutant)
    {
        foreach (var sector in Audited)
        {
            try
            {
                var publication = sector.Nothing with { Figures = [.. mutant.Figures(sector)] };
                if (!(await new ReleaseAuditor(solver).AuditAsync(publication, mutant.Accounts?.Invoke(sector) ?? sector.Accounts, null, default)).Passes)
                    return true;
            }
            catch (ContradictionException)
            {
                // A correction in place can contradict what stands; whoever publishes that is stopped as well.
                return true;
            }
        }
        return false;
    }
}
