using PortSafe.Grains.Analytics;

namespace PortSafe.Api.Analytics;

/// <summary>What a measure may be asked for, as the address has it. See <see cref="SectorViewText"/>.</summary>
internal sealed record ViewParameters(string? By, string? Period, string? Compare, string? Chart, string? Sort, string? Region, string? Size)
{
    public SectorViewText Of(string measure) => new(measure, By, Period, Compare, Chart, Sort, Region, Size);
}
