using System.Diagnostics;
using PortSafe.Testing.Processes;

namespace PortSafe.Bench.Schemes;

/// <summary>The real program on a database, asked for pages as a JMSC analyst.</summary>
internal sealed class TimedPages(PortSafeServer server, HttpClient client) : IAsyncDisposable
{
    private const int WarmUp = 5;
    private const int Tries = 41;

    public static async Task<TimedPages> StartAsync(Installation installation)
    {
        var invitation = await installation.AddPersonAsync("bench@people.example", "jmsc-admin");
        var server = await installation.ServeAsync();
        return new TimedPages(server, await server.SignInAsync(invitation));
    }

    /// <summary>The median time from the request to the last byte of the answer, over HTTP on this machine.</summary>
    public async Task<TimeSpan> TimeAsync(string path)
    {
        var times = new List<TimeSpan>();
        for (var index = -WarmUp; index < Tries; index++)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            await answer.Content.ReadAsByteArrayAsync();
            var elapsed = Stopwatch.GetElapsedTime(started);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}.");
            if (index >= 0)
                times.Add(elapsed);
        }
        times.Sort();
        return times[times.Count / 2];
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }
}
