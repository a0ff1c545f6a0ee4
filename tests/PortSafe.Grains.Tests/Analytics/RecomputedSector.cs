using System.Diagnostics;
using System.Text.Json;
using PortSafe.Domain;
using PortSafe.Testing;

namespace PortSafe.Grains.Tests.Analytics;

/// <summary>What <c>sample-sector.mjs</c>, which shares no code with the platform, makes of the sample files.</summary>
internal sealed record RecomputedSector(
    RecomputedSector.Part Nation,
    IReadOnlyDictionary<string, RecomputedSector.Part> Regions,
    IReadOnlyDictionary<string, RecomputedSector.Part> Sizes,
    IReadOnlyDictionary<string, int> Groups,
    IReadOnlyDictionary<string, RecomputedSector.Port> Ports)
{
    /// <param name="Median">Null among fewer than five scores.</param>
    /// <param name="Reached">Briefed ÷ headcount, unrounded; null without a headcount.</param>
    /// <param name="Responses">Answers to surveys in four quarters.</param>
    /// <param name="Surveyed">Of those, the shares that know the line, believe in anonymity and are confident, unrounded.</param>
    /// <param name="Reports">The exact count of the quarter.</param>
    public sealed record Part(
        IReadOnlyDictionary<string, int> Stages, double? Median, double? Reached, double Adoption, int Responses, IReadOnlyList<double> Surveyed, int Act, int Reports);

    public sealed record Port(string Stage, double? Score);

    public static async Task<RecomputedSector> RunAsync(Quarter quarter)
    {
        var script = Repository.PathTo("tests", "PortSafe.Grains.Tests", "Analytics", "sample-sector.mjs");
        var start = new ProcessStartInfo("node", [script, Repository.PathTo("scripts", "sample-data"), quarter.ToString()]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return JsonSerializer.Deserialize<RecomputedSector>(output, JsonSerializerOptions.Web)!;
    }
}
