using System.Text.Json;
using System.Text.RegularExpressions;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Newsletters.Figures;

namespace PortSafe.Grains.Newsletters;

/// <summary>Where a sentence of a draft comes from.</summary>
/// <param name="Sentence">As it stands in the Markdown, a figure as its token.</param>
/// <param name="Source">The cells of releases or the ports' events that it is made from, or that it is the same in every draft.</param>
public sealed record DraftSource(string Sentence, string Source)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    internal static string ToJson(IReadOnlyList<DraftSource> sources) => JsonSerializer.Serialize(sources, Web);

    internal static IReadOnlyList<DraftSource> FromJson(string json) => JsonSerializer.Deserialize<IReadOnlyList<DraftSource>>(json, Web)!;
}

/// <summary>Keeps, while a draft is written, where each of its sentences comes from.</summary>
internal sealed partial class DraftSources(ReleaseFigures figures)
{
    /// <summary>What is the same in every draft.</summary>
    public const string Fixed = "The same in every draft";

    private readonly List<DraftSource> _all = [];

    public IReadOnlyList<DraftSource> All => _all;

    /// <summary>Takes down a sentence, and gives it back.</summary>
    public string Say(string sentence, string source)
    {
        _all.Add(new DraftSource(sentence, source));
        return sentence;
    }

    /// <summary>Takes down a table or chart by the release it is from, and gives it back.</summary>
    public string Show(string token) => Say(token, $"{(token.StartsWith("{{chart", StringComparison.Ordinal) ? "Chart" : "Table")} {NameIn().Match(token).Groups["name"].Value} of the release of {figures.Quarter}");

    /// <summary>The cells of a measure that a comparison looks at: of the quarter, the one before and that of a year ago, where they are published.</summary>
    public string Cells(Measure measure, params IReadOnlyList<Region> regions)
    {
        Quarter[] periods = [figures.Quarter, figures.Quarter.Previous, figures.Quarter.SameQuarterLastYear];
        List<Breakdown> parts = regions.Count == 0 ? [default] : regions.Select(region => new Breakdown(Region: region)).ToList();
        var cells = periods.Where(period => parts.Exists(part => figures.Find(measure.Id, period, part) is not null)).Select(period => $"{measure.Id}{(regions.Count > 0 ? " by region" : "")} of {period}");
        return $"Released cells: {string.Join(", ", cells)}";
    }

    /// <param name="type">The stable name of events, such as <c>approved</c>.</param>
    /// <param name="what">Which of them, in a few words.</param>
    public string Events(string type, string what) => $"Events “{type}” from {figures.Quarter.Start:d MMMM yyyy} to {figures.Quarter.End:d MMMM yyyy}: {what}";

    [GeneratedRegex(@":(?<name>[a-z-]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameIn();
}
