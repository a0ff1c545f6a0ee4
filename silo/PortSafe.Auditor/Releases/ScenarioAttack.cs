using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Auditor.Releases;

/// <summary>One scenario over everything that was published.</summary>
internal sealed class ScenarioAttack(
    AuditScenario scenario, Publication publication, IReadOnlyList<AuditedAccount> accounts, ILookup<Locode, PublishedFigure> known, RangeSearch search, WitnessBook? book)
{
    private readonly IReadOnlyList<PublishedFigure> _public = [.. publication.Figures.Where(figure => figure.Port is null)];
    private readonly HashSet<string> _readers = new(StringComparer.Ordinal);
    private readonly List<AuditFinding> _failures = [];
    private AuditFinding? _tightest;
    private long _cells;
    private long _failing;

    public async Task<ScenarioAudit> AuditAsync(Func<Quarter, bool>? touching, CancellationToken ct)
    {
        foreach (var quarters in Stretches().Where(stretch => touching is null || stretch.Any(touching)))
        {
            if (publication.Figures.Any(figure => quarters.Contains(figure.First) && IsOfNobody(figure)))
                throw new ContradictionException(quarters[0], quarters[^1]);
            await AttackAsync(quarters, SectorReader.Of(scenario, publication, accounts, quarters), await LatenessAsync(quarters, ct), ct);
        }
        return new ScenarioAudit(scenario, _readers.Count, _cells, _failing, _tightest, _failures);
    }

    private async Task AttackAsync(
        IReadOnlyList<Quarter> quarters, IReadOnlyList<SectorReader> readers, IReadOnlyDictionary<Quarter, Lateness> late, CancellationToken ct)
    {
        var table = new SectorTable(publication, quarters, late, _public.Where(figure => quarters.Contains(figure.First)));
        var onlyAdded = late.Where(pair => pair.Value != Lateness.Unrelated).Select(pair => pair.Key).ToHashSet();
        var found = await new StretchAttack(publication, known, table, onlyAdded, search, book).AttackAsync(readers, ct);
        foreach (var (reader, ranges) in readers.Zip(found))
            Count(reader, ranges ?? []);

        var contradicted = readers.Zip(found).Where(pair => pair.Second is null).Select(pair => pair.First).ToList();
        if (contradicted.Count == 0)
            return;
        if (late.Values.All(lateness => lateness == Lateness.Unrelated))
            throw new ContradictionException(quarters[0], quarters[^1]);
        await AttackAsync(quarters, contradicted, late.ToDictionary(pair => pair.Key, pair => (Lateness)Math.Min((int)pair.Value + 1, (int)Lateness.Unrelated)), ct);
    }

    private void Count(SectorReader reader, IReadOnlyList<CountRange> ranges)
    {
        _readers.Add(reader.Name);
        foreach (var range in ranges.Where(range => Quarter.Range(range.First, range.Last).All(reader.IsPromised)))
        {
            var verdict = VerdictOf(range);
            var finding = new AuditFinding(scenario, reader.Name, range.Port, range.First, range.Last, range.Vintage, range.Min, range.Max, verdict);
            _cells += range.Ports;
            if (finding.Width is { } width && !(width >= _tightest?.Width))
                _tightest = finding;
            if (verdict == AuditVerdict.Pass)
                continue;
            _failing += range.Ports;
            if (_failures.Count < ScenarioAudit.MaxFailures)
                _failures.Add(finding);
        }
    }

    /// <summary>Whether there are reports in it, and no port in the register that could have had them.</summary>
    private bool IsOfNobody(PublishedFigure figure) => figure.Lower > 0 && !publication.Ports.Any(port =>
        (figure.Port is null || port.Port == figure.Port) && (figure.Region is null || port.Region == figure.Region)
        && Quarter.Range(figure.First, figure.Last).Any(port.Holds));

    /// <summary>Whoever knows true counts is only kept from knowing that another port has any.</summary>
    private AuditVerdict VerdictOf(CountRange range) => scenario == AuditScenario.Insider && range.Min == 0 ? AuditVerdict.Pass : AuditVerdicts.Of(range.Min, range.Max, null);

    /// <summary>Quarters that a figure or a whole year joins; every quarter that any figure is about is in one.</summary>
    private IEnumerable<IReadOnlyList<Quarter>> Stretches()
    {
        var all = publication.Figures.SelectMany(figure => Quarter.Range(figure.First, figure.Last)).Distinct().Order().ToList();
        var years = all.Where(quarter => quarter.Number == 1 && all.Contains(quarter.Add(3))).Select(first => (First: first, Last: first.Add(3)));
        var periods = publication.Figures.Select(figure => (figure.First, figure.Last)).Concat(years).Distinct().ToList();
        var stretch = new List<Quarter>();
        foreach (var quarter in all)
        {
            if (stretch.Count > 0 && !periods.Any(period => period.First < quarter && period.Last >= quarter))
            {
                yield return stretch;
                stretch = [];
            }
            stretch.Add(quarter);
        }
        if (stretch.Count > 0)
            yield return stretch;
    }

    /// <summary>For each quarter of two vintages the most that a reader can take for granted without contradicting what is public about that quarter.</summary>
    private async Task<IReadOnlyDictionary<Quarter, Lateness>> LatenessAsync(IReadOnlyList<Quarter> quarters, CancellationToken ct)
    {
        var late = new Dictionary<Quarter, Lateness>();
        foreach (var quarter in quarters.Where(quarter => publication.Figures.Any(figure => figure.Vintage == 1 && figure.First <= quarter && figure.Last >= quarter)))
        {
            late[quarter] = scenario == AuditScenario.Insider ? Lateness.One : Lateness.Some;
            while (late[quarter] != Lateness.Unrelated && !await FitsAsync(quarter, late[quarter], ct))
                late[quarter]++;
        }
        return late;
    }

    private async Task<bool> FitsAsync(Quarter quarter, Lateness lateness, CancellationToken ct)
    {
        var figures = _public.Where(figure => figure.First == quarter && figure.Last == quarter);
        var table = new SectorTable(publication, [quarter], new Dictionary<Quarter, Lateness> { [quarter] = lateness }, figures);
        return (await search.FindAsync(new CellAttack(table.ToCounts(), null).Questions, ct)).All(answer => answer.IsFeasible);
    }
}
