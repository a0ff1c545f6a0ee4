using System.Globalization;
using PortSafe.Domain;

namespace PortSafe.Grains.Analytics;

/// <summary>One quarter or one year of a view.</summary>
/// <param name="Last">The quarter; of a year, its fourth.</param>
public readonly record struct ViewStep(Quarter Last, bool IsYear)
{
    /// <summary><c>2026Q3</c> or <c>2026</c>.</summary>
    public string Key => IsYear ? Last.Year.ToString(CultureInfo.InvariantCulture) : Last.ToString();

    /// <summary>“July to September 2026” or “2026”.</summary>
    public string Title => IsYear ? Key : Last.Title;

    /// <summary>The quarters in it, in order.</summary>
    public IEnumerable<Quarter> Quarters => IsYear ? Quarter.Range(Last.Add(-3), Last) : [Last];

    public ViewStep Back(int steps) => this with { Last = Last.Add(IsYear ? -4 * steps : -steps) };

    /// <summary>The same quarter of the year before, or the year before.</summary>
    public ViewStep LastYear => this with { Last = Last.SameQuarterLastYear };
}
