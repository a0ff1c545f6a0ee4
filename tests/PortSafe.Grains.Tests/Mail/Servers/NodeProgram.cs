using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using PortSafe.Testing;

namespace PortSafe.Grains.Tests.Mail.Servers;

/// <summary>A Node program of this folder. What it prints is read as lines of JSON; it ends when this is disposed or this process dies.</summary>
public sealed class NodeProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly Channel<JsonElement> _lines = Channel.CreateUnbounded<JsonElement>();
    private readonly Task _reading;
    private bool _disposed;

    private NodeProgram(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <summary>Starts a server and waits for the port that it says first.</summary>
    public static async Task<(NodeProgram Program, int Port)> StartServerAsync(string script, params string[] arguments)
    {
        var program = Start(script, arguments);
        var first = await program.NextAsync();
        return (program, first.GetProperty("port").GetInt32());
    }

    /// <summary>Writes a line and gives the next line that is printed; one question at a time.</summary>
    public async Task<JsonElement> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        return await NextAsync();
    }

    public async Task<JsonElement> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _lines.Reader.ReadAsync(patience.Token);
    }

    /// <summary>What was printed and not yet read.</summary>
    public IReadOnlyList<JsonElement> Printed()
    {
        var lines = new List<JsonElement>();
        while (_lines.Reader.TryRead(out var line))
            lines.Add(line);
        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync(new CancellationTokenSource(Patience).Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
        await _reading;
        _process.Dispose();
    }

    public static NodeProgram Start(string script, params string[] arguments)
    {
        var folder = Repository.PathTo("tests", "PortSafe.Grains.Tests", "Mail", "Servers");
        if (!Directory.Exists(Repository.PathTo("tests", "node_modules")))
            throw new InvalidOperationException("The mail servers of the tests are not installed. Run npm ci in tests/.");
        var start = new ProcessStartInfo("node", [Path.Combine(folder, script), .. arguments]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        return new NodeProgram(Process.Start(start)!);
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            _lines.Writer.TryWrite(JsonDocument.Parse(line).RootElement);
        _lines.Writer.Complete();
    }
}
