using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PortSafe.Domain.Newsletters;

/// <summary>
/// What an issue is known by: its quarter, written <c>2026Q3</c>; or for what is outside the quarters its topic, year and number in
/// that year, written <c>alerts-2026-1</c>.
/// </summary>
public sealed record IssueKey : IParsable<IssueKey>
{
    /// <summary>The most issues of one topic in one year.</summary>
    public const int MaxNumber = 999;

    private IssueKey(Topic topic, Quarter? quarter, int year, int number) => (Topic, Quarter, Year, Number) = (topic, quarter, year, number);

    public Topic Topic { get; }

    /// <summary>Null for an issue outside the quarters.</summary>
    public Quarter? Quarter { get; }

    public int Year { get; }

    /// <summary>The number in its year, from 1; of a quarterly issue the quarter's.</summary>
    public int Number { get; }

    /// <summary>“Newsletter for July to September 2026” or “Urgent alert 1 of 2026”.</summary>
    public string Title => Quarter is { } quarter
        ? $"Newsletter for {quarter.Title}"
        : string.Create(CultureInfo.InvariantCulture, $"{Topic.One} {Number} of {Year}");

    public static IssueKey Of(Quarter quarter) => new(Topic.Quarterly, quarter, quarter.Year, quarter.Number);

    /// <param name="topic">Not <see cref="Topic.Quarterly"/>, whose issues are known by their quarters.</param>
    /// <param name="year">1900 to 2199.</param>
    /// <param name="number">1 to <see cref="MaxNumber"/>.</param>
    /// <exception cref="ArgumentException">One of them is outside its bounds.</exception>
    public static IssueKey Of(Topic topic, int year, int number)
    {
        if (topic == Topic.Quarterly)
            throw new ArgumentException("A quarterly issue is known by its quarter.", nameof(topic));
        ArgumentOutOfRangeException.ThrowIfLessThan(year, Domain.Quarter.MinYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, Domain.Quarter.MaxYear);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, MaxNumber);
        return new IssueKey(topic, null, year, number);
    }

    public override string ToString() => Quarter?.ToString() ?? string.Create(CultureInfo.InvariantCulture, $"{Topic}-{Year}-{Number}");

    public static IssueKey Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<IssueKey>(s, "an issue such as 2026Q3 or alerts-2026-1");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out IssueKey result)
    {
        result = null;
        if (Domain.Quarter.TryParse(s, provider, out var quarter))
            result = Of(quarter);
        else if (s?.Split('-') is [var code, { Length: 4 } yearText, { Length: <= 3 } numberText]
            && Topic.TryParse(code, provider, out var topic) && topic != Topic.Quarterly
            && int.TryParse(yearText, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= Domain.Quarter.MinYear and <= Domain.Quarter.MaxYear
            && int.TryParse(numberText, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MaxNumber && numberText[0] != '0')
            result = Of(topic, year, number);
        return result is not null;
    }
}
