using PortSafe.Testing.Releases;

namespace PortSafe.Bench.DisclosureSample;

/// <summary>Prints what the display rule leaves to see of the sample sector; fails below the goal.</summary>
internal static class DisclosureSampleBench
{
    private const double Goal = 0.9;

    public static async Task<int> RunAsync()
    {
        var measured = SampleDisclosure.Measure();
        foreach (var cells in measured)
            await Console.Out.WriteLineAsync(cells.ToString());
        var reached = measured.Single(cells => cells.Name == "nation x quarter x group").Share >= Goal;
        await Console.Out.WriteLineAsync(reached ? $"Goal reached: at least {Goal:P0} of nation x quarter x group cells are bands." : $"Goal missed: fewer than {Goal:P0} of nation x quarter x group cells are bands.");
        return reached ? 0 : 1;
    }
}
