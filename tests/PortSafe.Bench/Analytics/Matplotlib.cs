using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PortSafe.Grains.Charts;
using PortSafe.Testing;

namespace PortSafe.Bench.Analytics;

/// <summary>matplotlib in a process that stays warm.</summary>
internal sealed class Matplotlib : IAsyncDisposable
{
    private readonly Process _process;

    private Matplotlib(Process process, string version) => (_process, Version) = (process, version);

    public string Version { get; }

    /// <param name="file">Where the charts are left for it.</param>
    public static async Task<Matplotlib> StartAsync(string file, IReadOnlyList<Chart> charts)
    {
        var python = Environment.GetEnvironmentVariable("PORTSAFE_BENCH_PYTHON") ?? throw new InvalidOperationException("PORTSAFE_BENCH_PYTHON is not set. Run this by scripts/bench analytics.");
        await File.WriteAllTextAsync(file, $"[{string.Join(',', charts.Select(chart => chart.ToJson()))}]");
        var process = Process.Start(new ProcessStartInfo(python, [Repository.PathTo("tests", "bench", "analytics", "pictures.py"), file])
        { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        return new Matplotlib(process, (await ReadAsync(process)).Split(' ')[1]);
    }

    /// <param name="to">Where to keep the picture; null to forget it.</param>
    /// <returns>The milliseconds that the drawing took, as it says itself.</returns>
    public async Task<double> DrawAsync(int chart, string kind, int width, int height, string? to)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { chart, kind, width, height, to }));
        await _process.StandardInput.FlushAsync();
        return double.Parse(await ReadAsync(_process), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<string> ReadAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("matplotlib ended. What it complained of stands above.");
}
