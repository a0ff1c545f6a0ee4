using PortSafe.Testing.Databases;

namespace PortSafe.Bench.SignInTiming;

/// <summary>Asks the real program about addresses that somebody has and that nobody has, and tests whether it answers them alike.</summary>
internal static class SignInTimingBench
{
    private const int Tries = 200;
    private const int WarmUp = 20;
    private const double Suspicious = 0.01;

    /// <summary>Between requests, so that what the server does after one answer does not fall on the next.</summary>
    private static readonly TimeSpan Lull = TimeSpan.FromMilliseconds(25);

    /// <param name="options">The databases to try, such as <c>sqlite</c>; both when none is given.</param>
    public static async Task<int> RunAsync(string[] options)
    {
        var databases = options.Length == 0 ? Enum.GetValues<DatabaseKind>() : [.. options.Select(name => Enum.Parse<DatabaseKind>(name, ignoreCase: true))];
        Console.WriteLine($"{Tries} tries each after {WarmUp} to warm up, in random order; two-sided Mann–Whitney U test, suspicious below p = {Suspicious}");
        var areAlike = true;
        foreach (var kind in databases)
        {
            await using var site = await TimedSite.StartAsync(kind);
            areAlike &= await CompareAsync(site, $"{kind}, /sign-in", "/sign-in", [new("known", TimedSite.Open), new("known and locked", TimedSite.Locked), new("unknown", TimedSite.Unknown)]);
            areAlike &= await CompareAsync(site, $"{kind}, /recover", "/recover", [new("known", TimedSite.Open), new("unknown", TimedSite.Unknown)]);
        }
        Console.WriteLine(areAlike ? "Indistinguishable." : "They can be told apart.");
        return areAlike ? 0 : 1;
    }

    private static async Task<bool> CompareAsync(TimedSite site, string title, string path, IReadOnlyList<Sample> samples)
    {
        await MeasureAsync(site, await site.OpenFormAsync(path), samples);
        Console.WriteLine(title);
        foreach (var sample in samples)
            Console.WriteLine($"  {sample.Name,-17} median {sample.Quantile(0.5):F3} ms, quartiles {sample.Quantile(0.25):F3} and {sample.Quantile(0.75):F3} ms");
        var areAlike = true;
        for (var first = 0; first < samples.Count; first++)
        {
            for (var second = first + 1; second < samples.Count; second++)
                areAlike &= Report(samples[first], samples[second]);
        }
        var shapes = samples.SelectMany(sample => sample.Answers).Select(answer => answer.Shape).Distinct(StringComparer.Ordinal).ToList();
        Console.WriteLine(shapes is [var shape] ? $"  one answer to all: {shape.ReplaceLineEndings("; ")}" : $"  {shapes.Count} different answers:\n{string.Join("\n\n", shapes)}");
        return areAlike && shapes.Count == 1;
    }

    private static bool Report(Sample first, Sample second)
    {
        var test = MannWhitney.Of(first.Times, second.Times);
        Console.WriteLine($"  {first.Name} / {second.Name}: U = {test.U:F1}, p = {test.P:F4}{(test.P < Suspicious ? " (suspicious)" : "")}");
        return test.P >= Suspicious;
    }

    /// <summary>Block by block, so that nobody is locked out or sent a second link within one, and whatever else the machine does falls on all samples.</summary>
    private static async Task MeasureAsync(TimedSite site, TimedForm form, IReadOnlyList<Sample> samples)
    {
#pragma warning disable CA5394 // The order has to be the same in every run, and is no secret.
        var random = new Random(20261122);
        var block = samples.Min(sample => sample.Emails.Count);
        for (var start = -WarmUp; start < Tries; start += block)
        {
            await site.ResetAsync();
            var visits = samples.SelectMany(sample => Enumerable.Range(start, block).Select(number => (sample, number))).ToArray();
            random.Shuffle(visits);
            foreach (var (sample, number) in visits)
            {
                await Task.Delay(Lull);
                var answer = await form.SendAsync(sample.Emails[(number + WarmUp) % sample.Emails.Count]);
                if (number >= 0)
                    sample.Answers.Add(answer);
            }
        }
#pragma warning restore CA5394
    }

    /// <summary>The answers about one kind of address.</summary>
    private sealed record Sample(string Name, IReadOnlyList<string> Emails)
    {
        public List<TimedAnswer> Answers { get; } = [];

        public IReadOnlyCollection<double> Times => [.. Answers.Select(answer => answer.Milliseconds)];

        public double Quantile(double part) => Times.Order().ElementAt((int)(part * (Times.Count - 1)));
    }
}
