using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;

namespace PortSafe.Auditor.Releases;

/// <summary>The reports of a quarter, of one port or else of one group.</summary>
/// <param name="Vintage">0 as they were first published, 1 as they were revised.</param>
internal readonly record struct NamedCount(int Vintage, Quarter Quarter, Locode? Port, CategoryGroup? Group);

/// <summary>What a reader was shown, straight from the publication.</summary>
/// <param name="Figures">Those of the quarters in question that the reader sees.</param>
/// <param name="OnlyAdded">Quarters of two vintages, between which reports came in and none was taken back.</param>
internal sealed record ReaderView(IReadOnlyList<AuditedPort> Ports, IReadOnlyList<PublishedFigure> Figures, IReadOnlySet<Quarter> OnlyAdded);

/// <summary>Counts that are claimed to fit all that a reader was shown.</summary>
/// <param name="Claim">What they are to show besides, as if it had been published.</param>
/// <param name="Counts">In the order of their names.</param>
internal sealed record ClaimedCounts(PublishedFigure Claim, long[] Counts);

/// <summary>
/// Checks counts against what was published itself, and not against what was made of it for a solver: what got lost on that way is found
/// here. It shares nothing with that way.
/// </summary>
internal sealed class PublicationChecker
{
    private readonly ReaderView _view;
    private readonly Dictionary<NamedCount, int> _places;
    private readonly List<(PublishedFigure Figure, int[] Parts)> _figures;
    private readonly List<(int[] Ports, int[] Groups)> _quarters;
    private readonly List<(int First, int Revised)> _added;
    private readonly bool _isInRegister;

    /// <param name="view">What every reader was shown.</param>
    /// <param name="names">Of the counts that are to be checked.</param>
    public PublicationChecker(ReaderView view, IReadOnlyList<NamedCount> names)
    {
        _view = view;
        _places = names.Index().ToDictionary(name => name.Item, name => name.Index);
        _figures = [.. view.Figures.Select(figure => (figure, PartsOf(figure)))];
        _quarters = [.. names.Index().GroupBy(name => (name.Item.Vintage, name.Item.Quarter)).Select(quarter => quarter.ToLookup(name => name.Item.Port is null, name => name.Index))
            .Select(parts => (parts[false].ToArray(), parts[true].ToArray()))];
        _added = [.. names.Where(name => name.Vintage == 1 && view.OnlyAdded.Contains(name.Quarter)).Select(name => (_places[name with { Vintage = 0 }], _places[name]))];
        _isInRegister = names.All(name => name.Port is not { } port || view.Ports.Any(row => row.Port == port && row.Holds(name.Quarter)));
    }

    /// <summary>What is wrong with any of the claims, in one sentence; null when all fit.</summary>
    /// <param name="more">What the reader was shown besides.</param>
    public string? Fault(IEnumerable<PublishedFigure> more, IReadOnlyList<ClaimedCounts> claims)
    {
        (PublishedFigure Figure, int[] Parts)[] figures = [.. _figures, .. more.Select(figure => (figure, PartsOf(figure)))];
        if (!_isInRegister)
            return "A port has a count of a quarter in which it was not in the register.";
        foreach (var (claim, counts) in claims)
        {
            if (counts.Length != _places.Count || Array.Exists(counts, count => count is < 0 or > AuditTableLimits.MaxCount))
                return "A count is missing, negative or beyond all bounds.";
            var wrong = Array.Find(figures, item => !Lies(item.Figure, Sum(item.Parts, counts))).Figure ?? (Lies(claim, Sum(PartsOf(claim), counts)) ? null : claim);
            if (wrong is not null)
                return $"The counts do not make a figure published for {wrong.First} to {wrong.Last}.";
            if (_quarters.Exists(quarter => Sum(quarter.Ports, counts) != Sum(quarter.Groups, counts)))
                return "The groups of a quarter do not make as many as its ports.";
            if (_added.Exists(pair => counts[pair.Revised] < counts[pair.First]))
                return "A report was taken back where readers know that none was.";
        }
        return null;
    }

    /// <summary>The places of the counts that a figure is about; one that is not there is zero.</summary>
    private int[] PartsOf(PublishedFigure figure) => [.. Quarter.Range(figure.First, figure.Last).SelectMany(quarter => PartsOf(figure, quarter))];

    private IEnumerable<int> PartsOf(PublishedFigure figure, Quarter quarter)
    {
        IEnumerable<NamedCount> names = figure.Group is not null || figure.Port is not null
            ? [new NamedCount(figure.Vintage, quarter, figure.Port, figure.Group)]
            : _view.Ports.Where(row => row.Holds(quarter) && (figure.Region is null || row.Region == figure.Region)).Select(row => new NamedCount(figure.Vintage, quarter, row.Port, null)).Distinct();
        foreach (var name in names)
        {
            if (_places.TryGetValue(name, out var place))
                yield return place;
        }
    }

    private static bool Lies(PublishedFigure figure, long sum) => sum >= figure.Lower && !(sum > figure.Upper);

    private static long Sum(int[] parts, long[] counts)
    {
        var sum = 0L;
        foreach (var part in parts)
            sum += counts[part];
        return sum;
    }
}
