using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Hosting;

/// <summary>Has a verb run by the process that serves the installation, and shows what it says as if it ran here.</summary>
public sealed class VerbClient(ServerAddress server)
{
    private const string Gone = "The server ended before this was finished. Start it again, or run this again without it.";

    /// <returns>The verb's exit code.</returns>
    public async Task<int> RunAsync(VerbCall call, IVerbOutput output, CancellationToken ct)
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync };
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://portsafe{VerbEndpoint.Path}") { Content = JsonContent.Create(call) };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            response.EnsureSuccessStatusCode();
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
            while (await reader.ReadLineAsync(ct) is { } line)
            {
                if (Show(JsonSerializer.Deserialize<VerbEvent>(line, JsonSerializerOptions.Web)!, output) is { } code)
                    return code;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or HttpIOException)
        {
            return new VerbAnswer(call.Json, output).Fail("server-gone", Gone);
        }
        return new VerbAnswer(call.Json, output).Fail("server-gone", Gone);
    }

    private static int? Show(VerbEvent said, IVerbOutput output)
    {
        if (said.Line is { } line)
            output.Line(line);
        if (said.Note is { } note)
            output.Note(note);
        if (said.Progress is { } progress)
            output.Progress(progress);
        return said.Code;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(server.Socket), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
