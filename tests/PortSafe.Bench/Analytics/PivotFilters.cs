using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;

namespace PortSafe.Bench.Analytics;

/// <summary>One request: ten years or a part of them, of a region, size or group or of all.</summary>
internal sealed record PivotFilter(Quarter From, Quarter To, string? Region, string? Size, string? Group)
{
    /// <summary>As a query that both servers understand.</summary>
    public string Query => string.Join('&', new[] { ("from", From.ToString()), ("to", To.ToString()), ("region", Region), ("size", Size), ("group", Group) }
        .Where(item => !string.IsNullOrEmpty(item.Item2)).Select(item => $"{item.Item1}={Uri.EscapeDataString(item.Item2!)}"));
}

/// <summary>The same sequence of filters for everybody, no two alike one after the other.</summary>
internal static class PivotFilters
{
    private const int Seed = 7;

    /// <param name="last">The last quarter that there are reports of, ten years in all.</param>
    public static IReadOnlyList<PivotFilter> Make(int count, Quarter last)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => One(random, last))];
    }

    private static PivotFilter One(Random random, Quarter last)
    {
        var to = last.Add(-random.Next(0, 8));
        return new PivotFilter(
            to.Add(-random.Next(20, 32)),
            to,
            random.Next(2) == 0 ? null : PublicationPlan.Current.Regions[random.Next(PublicationPlan.Current.Regions.Count)].ToString(),
            random.Next(3) == 0 ? PortSize.All[random.Next(2)].Code : null,
            random.Next(3) == 0 ? CategoryGroup.All[random.Next(3)].Code : null);
    }
}
