using System.Globalization;
using System.Text;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;

namespace PortSafe.Grains.Newsletters.Checks;

/// <summary>
/// The names beside which a typed figure could tell of a report: those of ports, and of what reports are about. Names that are also
/// everyday words, and those of regions, count where reports are spoken of.
/// </summary>
internal sealed class FigureNames
{
    private const int LongestName = 8;
    private const int ShortName = 4;
    private const string PortOf = "port of ";

    private static readonly string[] Kinds =
    [
        .. CategoryGroup.All.Where(group => group != CategoryGroup.Security).Select(group => group.Title),
        .. ReportCategory.All.Select(category => category.Code),
        "insider", "insiders", "organized crime", "drugs", "drug smuggling", "firearms", "weapons", "smuggling", "smugglers", "cargo theft", "fraud", "corruption", "reconnaissance", "trespass",
        "trespassers", "cyber attack", "cyber attacks",
    ];

    private static readonly string[] Everyday = [.. PublicationPlan.Current.Regions.Select(region => region.ToString()), "security", "theft", "thefts", "damage", "crime", "cyber"];

    private static readonly HashSet<string> Reporting = new(StringComparer.OrdinalIgnoreCase) { "report", "reports", "reported", "tip", "tips", "allegation", "allegations", "concern", "concerns" };

    private readonly Dictionary<string, (string Name, bool IsEveryday)> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="ports">The names of the register.</param>
    public FigureNames(IEnumerable<string> ports)
    {
        foreach (var name in Everyday)
            Add(name, isEveryday: true);
        foreach (var name in Kinds)
            Add(name, isEveryday: false);
        foreach (var name in ports)
        {
            Add(name, isEveryday: false);
            if (name.StartsWith(PortOf, StringComparison.OrdinalIgnoreCase))
                Add(name[PortOf.Length..], isEveryday: false);
        }
    }

    /// <summary>The first name in a text, as it is written there; null when there is none.</summary>
    public string? In(string text)
    {
        var words = Words(text);
        var speaksOfReports = words.Exists(Reporting.Contains);
        for (var first = 0; first < words.Count; first++)
        {
            for (var count = Math.Min(LongestName, words.Count - first); count > 0; count--)
            {
                var said = string.Join(' ', words.Skip(first).Take(count));
                if (_names.TryGetValue(said, out var known) && (speaksOfReports || !known.IsEveryday) && IsWrittenAsName(said, known.Name))
                    return said;
            }
        }
        return null;
    }

    private void Add(string name, bool isEveryday)
    {
        var words = Words(name);
        if (words.Count is > 0 and <= LongestName)
            _names[string.Join(' ', words)] = (string.Join(' ', words), isEveryday);
    }

    /// <summary>“Par” is a port, and “par” is not.</summary>
    private static bool IsWrittenAsName(string said, string name) => name.Length > ShortName || said == name || said == name.ToUpperInvariant();

    /// <summary>Words as one would compare them: compatible forms folded, signs that nobody sees left out, hyphens as spaces.</summary>
    private static List<string> Words(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in Folded(text).EnumerateRunes())
        {
            if (rune.Value is '’' or '\'' or 'ʼ')
                continue;
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
                folded.Append(rune);
            else if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format)
                folded.Append(' ');
        }
        return [.. folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static string Folded(string text) => new string([.. text.Select(character => char.IsSurrogate(character) ? ' ' : character)]).Normalize(NormalizationForm.FormKC);
}
