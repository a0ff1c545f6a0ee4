using System.Diagnostics;
using System.Text.Json;
using PortSafe.Bench.Ingest;
using PortSafe.Testing;
using PortSafe.Testing.Processes;

namespace PortSafe.Bench.Newsletters;

/// <summary>Compiles and sends one issue beside nodemailer and postfix, in turn, so that whatever else the machine does falls on all.</summary>
internal static class NewsletterBench
{
    private const int Compilations = 200;
    private const double CompileGoal = 4;
    private const double NodemailerGoal = 6;
    private const int MemoryGoal = 300;
    private static readonly int[] Connections = [1, 5, 20];

    private static string Peer => Repository.PathTo("tests", "bench", "newsletter", "nodemailer.mjs");

    /// <param name="options">Copies (10,000 when not given), then rounds (3); <c>--ledger FOLDER</c> for one place of the ledger alone.</param>
    public static async Task<int> RunAsync(string[] options)
    {
        var ledger = Array.IndexOf(options, "--ledger") is >= 0 and var at ? options[at + 1] : null;
        var numbers = options.Where((option, index) => index != Array.IndexOf(options, "--ledger") + 1 || ledger is null).Where(option => int.TryParse(option, out _)).Select(int.Parse).ToArray();
        var (copies, rounds) = (numbers.ElementAtOrDefault(0) is > 0 and var many ? many : 10_000, numbers.ElementAtOrDefault(1) is > 0 and var turns ? turns : 3);
        var places = ledger is not null ? [ledger] : new[] { Path.GetTempPath(), "/dev/shm" }.Where(Directory.Exists).ToArray();
        var isReached = await CompileAsync();
        foreach (var place in places)
        {
            var reached = await SendAsync(place, copies, rounds);
            isReached &= reached || (place != places[^1]);
        }
        return isReached ? 0 : 1;
    }

    private static async Task<bool> CompileAsync()
    {
        var (own, peer) = (await ReadAsync(Self, "newsletter-compile", Compilations.ToString()), await ReadAsync("node", Peer, "compile", Compilations.ToString()));
        var ratio = peer.Milliseconds / own.Milliseconds;
        Console.WriteLine($"Compile: PortSafe {own.Milliseconds:F2} ms, markdown-it, juice and nodemailer {peer.Milliseconds:F2} ms (medians of {Compilations}): {ratio:F1} times as fast (goal: {CompileGoal:F0})");
        return ratio >= CompileGoal;
    }

    private static async Task<bool> SendAsync(string place, int copies, int rounds)
    {
        Console.WriteLine($"{copies:N0} copies, {rounds} rounds, ledger in {place}, where a durable write takes {WriteTime(place).TotalMicroseconds:F0} µs");
        var isReached = true;
        foreach (var connections in Connections)
        {
            var (own, nodemailer, postfix, memory) = (new List<double>(), new List<double>(), new List<double>(), 0);
            for (var round = 0; round < rounds; round++)
            {
                var sent = await OwnAsync(place, connections, copies);
                own.Add(copies / sent.Milliseconds * 1000);
                memory = Math.Max(memory, sent.Mebibytes);
                var peer = await WithSinkAsync(port => ReadAsync("node", Peer, "send", $"{port}", $"{connections}", $"{copies}", "3000"));
                nodemailer.Add(copies / peer.Milliseconds * 1000);
                postfix.Add(copies / await PostfixAsync(connections, copies, peer.Octets));
            }
            isReached &= Report(connections, Median(own), Median(nodemailer), Median(postfix), memory);
        }
        return isReached;
    }

    private static bool Report(int connections, double own, double nodemailer, double postfix, int memory)
    {
        var goal = connections == 1 ? "" : $" (goal: {NodemailerGoal:F0})";
        Console.WriteLine(
            $"{connections,2} connections: PortSafe {own,6:F0} a second, nodemailer {nodemailer,6:F0}, smtp-source {postfix,6:F0}: "
            + $"{own / postfix:F2} times postfix (goal: 1), {own / nodemailer:F1} times nodemailer{goal}, {memory} MiB (goal: {MemoryGoal})");
        return own >= postfix && (connections == 1 || own >= NodemailerGoal * nodemailer) && memory < MemoryGoal;
    }

    private static async Task<Answer> OwnAsync(string place, int connections, int copies)
    {
        var folder = Path.Combine(place, $"portsafe-bench-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        try
        {
            return await WithSinkAsync(port => ReadAsync(Self, "newsletter-send", $"{port}", $"{connections}", $"{copies}", folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> PostfixAsync(int connections, int copies, int octets)
    {
        var time = TimeSpan.Zero;
        await WithSinkAsync(async port =>
        {
            var clock = Stopwatch.StartNew();
            await using var source = Postfix("smtp-source", "-d", "-s", $"{connections}", "-m", $"{copies}", "-l", $"{octets}", "-f", "news@jmsc.example", "-t", "reader@port.example", $"inet:127.0.0.1:{port}");
            if (await source.EndOfOutputAsync(TimeSpan.FromMinutes(10)) != 0)
                throw new InvalidOperationException($"smtp-source failed. {source.Errors}");
            time = clock.Elapsed;
            return new Answer(0, 0, 0);
        });
        return time.TotalSeconds;
    }

    private static async Task<Answer> WithSinkAsync(Func<int, Task<Answer>> work)
    {
        var port = Loopback.FreePort();
        await using var sink = Postfix("smtp-sink", "-u", Environment.UserName, $"127.0.0.1:{port}", "200");
        await Until.TrueAsync(() => Task.FromResult(IsListening(port)), "smtp-sink to listen");
        return await work(port);
    }

    private static bool IsListening(int port)
    {
        using var client = new System.Net.Sockets.TcpClient();
        try
        {
            client.Connect("127.0.0.1", port);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private static RunningProcess Postfix(string program, params string[] arguments)
    {
        var folder = Environment.GetEnvironmentVariable("PORTSAFE_BENCH_POSTFIX") ?? throw new InvalidOperationException("PORTSAFE_BENCH_POSTFIX is not set. Run this by scripts/bench newsletter.");
        return RunningProcess.Start(Path.Combine(folder, "usr", "sbin", program), arguments, new Dictionary<string, string?> { ["LD_LIBRARY_PATH"] = Path.Combine(folder, "usr", "lib", "postfix") });
    }

    private static string Self => typeof(NewsletterBench).Assembly.Location;

    private static async Task<Answer> ReadAsync(string program, params string[] arguments)
    {
        var output = program == Self ? await BenchProcess.ReadAsync("dotnet", [Self, .. arguments]) : await BenchProcess.ReadAsync(program, arguments);
        return JsonSerializer.Deserialize<Answer>(output, JsonSerializerOptions.Web)!;
    }

    /// <summary>How long four KiB take to be durable; the median of a hundred.</summary>
    private static TimeSpan WriteTime(string folder)
    {
        var path = Path.Combine(folder, $"portsafe-bench-{Guid.NewGuid():N}");
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.DeleteOnClose);
        var times = new List<TimeSpan>();
        for (var write = 0; write < 100; write++)
        {
            var start = Stopwatch.GetTimestamp();
            file.Write(new byte[4096]);
            file.Flush(flushToDisk: true);
            times.Add(Stopwatch.GetElapsedTime(start));
        }
        return times.Order().ElementAt(50);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed record Answer(double Milliseconds, int Mebibytes, int Octets);
}
