using System.Net;
using System.Net.Sockets;

namespace PortSafe.Testing.Processes;

/// <summary>A server written in Node, such as a mail server, that a test talks to. Ends when disposed.</summary>
public sealed class NodeServer : IAsyncDisposable
{
    private readonly RunningProcess _process;

    private NodeServer(RunningProcess process, string ready) => (_process, Ready) = (process, ready);

    /// <summary>The line by which it said that it is ready.</summary>
    public string Ready { get; }

    public string Output => _process.Output;

    /// <param name="script">A file of <c>tests/</c>, such as <c>node_modules/maildev/bin/maildev</c>.</param>
    /// <param name="ready">Part of the line that it prints once it accepts connections.</param>
    public static async Task<NodeServer> StartAsync(
        string script, IEnumerable<string> arguments, string ready, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var file = Repository.PathTo("tests", script);
        if (!File.Exists(file))
            throw new InvalidOperationException($"tests/{script} is not there. Run “npm ci” in tests/, or scripts/test, which does.");
        var process = RunningProcess.Start("node", [file, .. arguments], environment, Repository.PathTo("tests"));
        try
        {
            return new NodeServer(process, await process.LineAsync(line => line.Contains(ready, StringComparison.Ordinal)));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}

public static class Loopback
{
    /// <summary>A TCP port on 127.0.0.1 that nothing listens on at the moment, for servers that cannot choose one themselves.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
