using System.Globalization;
using PortSafe.Auditor.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Testing.Releases;

namespace PortSafe.Auditor.Tests.Releases;

/// <summary>Something that anybody is shown: a name, and what is shown under it.</summary>
internal sealed record Shown(string Name, string Text);

/// <summary>A publication plan with one leak built in.</summary>
/// <param name="Figures">What the auditor can be told of it: intervals of figures, by the rule that the attacker knows.</param>
/// <param name="More">What is shown besides, that is no such figure.</param>
/// <param name="Accounts">Null for an account each port.</param>
/// <param name="ToPublic">Whether it is the public that is shown more, and not whoever sees all that is shown to anybody.</param>
internal sealed record PlanMutant(
    string Name,
    Func<Sector, IEnumerable<PublishedFigure>> Figures,
    Func<Sector, IEnumerable<Shown>>? More = null,
    Func<Sector, IReadOnlyList<AuditedAccount>>? Accounts = null,
    bool ToPublic = false)
{
    /// <summary>Whether anything that is shown differs between two sectors.</summary>
    public bool TellsApart(Sector one, Sector other) =>
        !Figures(one).SequenceEqual(Figures(other)) || (More is not null && !More(one).SequenceEqual(More(other)));

    public override string ToString() => Name;

    /// <summary>The plan as it is.</summary>
    public static IEnumerable<PublishedFigure> Plan(Sector sector) => sector.Quarters.SelectMany(quarter => SectorReleases.Quarterly(sector, quarter))
        .Concat(sector.Quarters.Where(quarter => quarter.Number == 4).SelectMany(quarter => SectorReleases.Revised(sector, quarter.Year)));

    public static IReadOnlyList<PlanMutant> All { get; } = [.. Rules(), .. Margins(), .. Cadences(), .. Corrections(), .. Derived(), .. DataDriven(), .. Access()];

    private static string Group(PublishedFigure figure) => figure.Port is not null ? "ports" : figure.Region is not null ? "regions" : figure.Group is not null ? "groups" : "nation";

    /// <summary>Another rule of display for all figures, or for one kind of them.</summary>
    private static IEnumerable<PlanMutant> Rules() =>
        from rule in DisplayRule.Leaks
        from kind in new[] { "all figures", "ports", "regions", "groups", "nation" }
        select new PlanMutant($"{rule.Name}, {kind}", sector => Plan(sector).Select(figure => kind == "all figures" || Group(figure) == kind ? rule.Apply(figure, CountOf(sector, figure)) : figure));

    /// <summary>A table more, by the rule of the plan.</summary>
    private static IEnumerable<PlanMutant> Margins()
    {
        var quarter = new[] { (0, 0) };
        var halves = new[] { (0, 1), (2, 3) };
        var year = new[] { (0, 3) };
        foreach (var (name, periods) in new[] { ("quarter", quarter), ("half-year", halves), ("year", year), ("first three quarters", [(0, 2)]) })
        {
            if (name != "quarter")
            {
                yield return new($"margin: region × {name}", sector => Plan(sector).Concat(Extra(sector, periods, regions: true)));
                yield return new($"margin: nation × {name}", sector => Plan(sector).Concat(Extra(sector, periods)));
                yield return new($"margin: group × {name}", sector => Plan(sector).Concat(Extra(sector, periods, groups: true)));
            }
            yield return Table($"margin: region × group × {name}", periods, port => $"{port.Register.Region}", byGroup: true);
            yield return Table($"margin: port × group × {name}", periods, port => $"{port.Port}", byGroup: true);
            yield return Table($"margin: size × {name}", periods, port => port.Size.Code, byGroup: false);
            yield return Table($"margin: size × group × {name}", periods, port => port.Size.Code, byGroup: true);
            yield return Table($"margin: region × size × {name}", periods, port => $"{port.Register.Region} {port.Size.Code}", byGroup: false);
            yield return Table($"margin: pairs of ports × {name}", periods, port => $"{port.Register.Region} {port.Port.ToString()[4] / 2}", byGroup: false);
        }
        foreach (var (name, key) in new (string, Func<SectorPort, string>)[] { ("nation", _ => ""), ("region", port => $"{port.Register.Region}"), ("port", port => $"{port.Port}"), ("size", port => port.Size.Code) })
            yield return new($"margin: {name} × month", Plan, sector => Months(sector, key));
    }

    /// <summary>A second cadence of the ports’ own figures.</summary>
    private static IEnumerable<PlanMutant> Cadences() =>
        from which in new (string Name, Func<SectorPort, bool> Holds)[] { ("majors", port => port.Size == PortSize.Major), ("minors", port => port.Size == PortSize.Minor), ("one port", port => port.Port.ToString().EndsWith("AB", StringComparison.Ordinal)), ("all ports", _ => true) }
        from cadence in new (string Name, (int, int)[] Periods)[] { ("quarters", [(0, 0)]), ("half-years", [(0, 1), (2, 3)]), ("years", [(0, 3)]), ("first three quarters", [(0, 2)]) }
        where !(which.Name == "majors" && cadence.Name == "quarters") && !(which.Name is "minors" or "one port" && cadence.Name == "years")
        select new PlanMutant($"second cadence: {cadence.Name} of {which.Name}", sector => Plan(sector).Concat(
            from period in PeriodsOf(sector, cadence.Periods) from port in sector.Ports.Where(which.Holds) select SectorReleases.Figure(sector, period.First, period.Last, 0, null, null, port)));

    /// <summary>Figures published again with what came late.</summary>
    private static IEnumerable<PlanMutant> Corrections()
    {
        foreach (var kind in new[] { "ports", "regions", "nation", "groups" })
        {
            if (kind is "ports" or "regions")
                yield return new($"revision publishes {kind}", sector => Plan(sector).Concat(Plan(sector).Where(figure => figure.Vintage == 0 && Group(figure) == kind).Select(figure => Again(sector, figure with { Vintage = 1 }))));
            if (kind is "ports" or "regions")
                yield return new($"correction in place of {kind}", sector => Plan(sector).Select(figure => figure.Vintage == 0 && Group(figure) == kind ? Again(sector, figure with { Vintage = 1 }) with { Vintage = 0 } : figure));
            yield return new($"revision says how many came late, {kind}", Plan, sector => Plan(sector).Where(figure => figure.Vintage == 0 && Group(figure) == kind).Select(figure => new Shown($"late {figure with { Lower = 0, Upper = 0 }}", $"{CountOf(sector, figure with { Vintage = 1 }) - CountOf(sector, figure)}")));
            yield return new($"revision marks what changed, {kind}", Plan, sector => Plan(sector).Where(figure => figure.Vintage == 0 && Group(figure) == kind).Select(figure => new Shown($"changed {figure with { Lower = 0, Upper = 0 }}", $"{CountOf(sector, figure with { Vintage = 1 }) != CountOf(sector, figure)}")));
        }
    }

    /// <summary>Something computed from true counts instead of from what is shown.</summary>
    private static IEnumerable<PlanMutant> Derived()
    {
        foreach (var kind in new[] { "ports", "regions", "groups", "nation" })
        {
            yield return Say($"arrow from the true change, {kind}", kind, (now, before) => $"{Math.Sign(now - before)}");
            yield return Say($"percentage from true counts, {kind}", kind, (now, before) => before == 0 ? "new" : $"{100 * (now - before) / before}");
            yield return Say($"axis from the true maximum, {kind}", kind, (now, before) => $"{Math.Max(now, before)}");
            yield return Say($"average of two quarters, {kind}", kind, (now, before) => $"{(now + before) / 2}");
            yield return Ordered($"rows sorted by true value, {kind}", kind, counts => counts);
            yield return Ordered($"the greatest is named, {kind}", kind, counts => counts.Take(1));
            yield return Ordered($"the least is named, {kind}", kind, counts => counts.TakeLast(1));
        }
        yield return Count("how many ports had reports, by region", port => $"{port.Register.Region}", count => count > 0);
        yield return Count("how many ports had reports, nation", _ => "", count => count > 0);
        yield return Count("how many ports had ten or more", _ => "", count => count >= 10);
        yield return Count("how many ports had one report", _ => "", count => count == 1);
        yield return Count("which ports had reports", port => $"{port.Port}", count => count > 0);
    }

    /// <summary>What the data decide to hide, or to show as it is.</summary>
    private static IEnumerable<PlanMutant> DataDriven()
    {
        foreach (var limit in new[] { 1, 2, 3, 5, 8 })
        {
            foreach (var kind in new[] { "ports", "regions", "groups" })
            {
                yield return Hidden($"cells below {limit} are left out one by one, {kind}", kind, count => count < limit);
                yield return Hidden($"zeros and cells of {limit} or more are shown, {kind}", kind, count => count > 0 && count < limit + 1);
            }
        }
    }

    /// <summary>Figures in the wrong hands.</summary>
    private static IEnumerable<PlanMutant> Access()
    {
        foreach (var (name, which) in new (string, Func<SectorPort, bool>)[] { ("all ports", _ => true), ("majors", port => port.Size == PortSize.Major), ("minors", port => port.Size == PortSize.Minor), ("one major", port => port.Port.ToString() == "ZZAAA"), ("one minor", port => port.Port.ToString() == "ZZBAB") })
            yield return new($"figures are public, {name}", sector => Plan(sector).Where(figure => figure.Port is null || which(sector.Ports.Single(port => port.Port == figure.Port))), ToPublic: true);
        foreach (var region in new[] { 0, 1 })
        {
            yield return new($"an account may hold all ports of a region but one, region {region}", Plan, null, sector => [new("group", [.. sector.Ports.GroupBy(port => port.Register.Region).ElementAt(region).Select(port => port.Port).Skip(1)])]);
        }
    }

    private static long CountOf(Sector sector, PublishedFigure figure) => sector.Sum(
        figure.First, figure.Last, figure.Vintage, port => (figure.Region is null || port.Register.Region == figure.Region) && (figure.Port is null || port.Port == figure.Port), figure.Group);

    private static PublishedFigure Again(Sector sector, PublishedFigure figure)
    {
        var shown = ReleasedFigure.Of(CountOf(sector, figure));
        return figure with { Lower = shown.Lower, Upper = shown.Upper };
    }

    private static IEnumerable<(Quarter First, Quarter Last)> PeriodsOf(Sector sector, (int First, int Last)[] offsets) =>
        from quarter in sector.Quarters
        from offset in offsets
        where offset == (0, 0) || quarter.Number == 1
        let period = (First: quarter.Add(offset.First), Last: quarter.Add(offset.Last))
        where period.Last <= sector.Quarters[^1]
        select period;

    private static IEnumerable<CategoryGroup?> Categories(bool each) => CategoryGroup.All.Take(each ? CategoryGroup.All.Count : 0).DefaultIfEmpty(null);

    private static IEnumerable<PublishedFigure> Extra(Sector sector, (int, int)[] offsets, bool regions = false, bool groups = false) =>
        from period in PeriodsOf(sector, offsets)
        from region in regions ? sector.Ports.Select(port => (Region?)port.Register.Region).Distinct() : [null]
        from category in Categories(groups)
        select SectorReleases.Figure(sector, period.First, period.Last, 0, region, category, null);

    private static PlanMutant Table(string name, (int, int)[] offsets, Func<SectorPort, string> key, bool byGroup) => new(name, Plan, sector =>
        from period in PeriodsOf(sector, offsets)
        from ports in sector.Ports.GroupBy(key)
        from category in Categories(byGroup)
        select new Shown($"{period} {ports.Key} {category}", ReleasedFigure.Of(sector.Sum(period.First, period.Last, 0, port => key(port) == ports.Key, category)).Display));

    /// <summary>Reports fall to a quarter’s months by their number.</summary>
    private static IEnumerable<Shown> Months(Sector sector, Func<SectorPort, string> key) =>
        from quarter in sector.Quarters
        from month in new[] { 0, 1, 2 }
        from ports in sector.Ports.GroupBy(key)
        let count = ports.Sum(port => (sector.Sum(quarter, quarter, 0, other => other == port) + month) / 3)
        select new Shown($"{quarter} month {month} {ports.Key}", ReleasedFigure.Of(count).Display);

    private static IEnumerable<PublishedFigure> First(Sector sector, string kind) => Plan(sector).Where(figure => figure.Vintage == 0 && figure.First == figure.Last && Group(figure) == kind);

    private static PlanMutant Say(string name, string kind, Func<long, long, string> say) => new(name, Plan, sector =>
        from figure in First(sector, kind)
        where figure.First > sector.Quarters[0]
        let before = figure with { First = figure.First.Previous, Last = figure.First.Previous }
        select new Shown($"{name} {figure with { Lower = 0, Upper = 0 }}", say(CountOf(sector, figure), CountOf(sector, before))));

    private static PlanMutant Ordered(string name, string kind, Func<IEnumerable<PublishedFigure>, IEnumerable<PublishedFigure>> which) => new(name, Plan, sector => kind == "nation"
        ? [new Shown(name, string.Join(' ', which(First(sector, kind).OrderByDescending(figure => CountOf(sector, figure))).Select(figure => figure.First)))]
        : First(sector, kind).GroupBy(figure => figure.First).Select(figures => new Shown($"{name} {figures.Key}", string.Join(' ', which(figures.OrderByDescending(figure => CountOf(sector, figure))).Select(figure => $"{figure.Port}{figure.Region}{figure.Group}")))));

    private static PlanMutant Count(string name, Func<SectorPort, string> key, Func<long, bool> which) => new(name, Plan, sector =>
        from quarter in sector.Quarters
        from ports in sector.Ports.GroupBy(key)
        select new Shown($"{name} {quarter} {ports.Key}", ports.Count(port => which(sector.Sum(quarter, quarter, 0, other => other == port))).ToString(CultureInfo.InvariantCulture)));

    /// <summary>What is hidden is known to be hidden: the attacker learns that the count is one of those, at most nine.</summary>
    private static PlanMutant Hidden(string name, string kind, Func<long, bool> hides) => new(name, sector => Plan(sector).Select(figure =>
    {
        if (Group(figure) != kind)
            return figure;
        var count = CountOf(sector, figure);
        var (least, most) = (Enumerable.Range(0, 10).First(value => hides(value)), Enumerable.Range(0, 10).Last(value => hides(value)));
        return hides(count) ? figure with { Lower = least, Upper = most } : figure with { Lower = count, Upper = count };
    }));
}
