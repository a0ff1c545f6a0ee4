using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Analytics;

/// <summary>A region's name as addresses spell it: <c>south-east</c>.</summary>
public static class RegionSlug
{
    public static IReadOnlyList<string> All { get; } = [.. PublicationPlan.Current.Regions.Select(Of)];

    public static string Of(Region region) => region.ToString().Replace(' ', '-').ToLowerInvariant();

    /// <summary>Null for what names no region of the publication plan.</summary>
    public static Region? Find(string slug) => PublicationPlan.Current.Regions.Where(region => Of(region) == slug).Select(region => (Region?)region).FirstOrDefault();
}
