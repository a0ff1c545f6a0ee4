using System.Security.Cryptography;
using System.Text;

namespace PortSafe.Grains.Charts;

/// <summary>Names a chart by what is in it and by the program that draws it, so that a picture of it can be kept by that name.</summary>
public static class ChartVersion
{
    private static readonly string Program = typeof(ChartVersion).Module.ModuleVersionId.ToString("N");

    /// <summary>32 hexadecimal digits. Charts that read alike have the same; it tells nothing that the chart does not show.</summary>
    /// <exception cref="ArgumentException">The chart breaks one of its bounds.</exception>
    public static string Of(Chart chart) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Program}\n{chart.ToJson()}")).AsSpan(0, 16));
}
