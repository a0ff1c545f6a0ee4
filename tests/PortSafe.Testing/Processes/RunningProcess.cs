using System.Diagnostics;
using System.Text;

namespace PortSafe.Testing.Processes;

/// <summary>A child process whose output can be read and waited for. Killed, if it still runs, when disposed.</summary>
public sealed class RunningProcess : IAsyncDisposable
{
    /// <summary>How long to wait when the caller does not say: long enough for a busy machine, short enough to fail a hung test.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Task _reading;
    private TaskCompletionSource _more = NewSignal();

    private RunningProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, _output), ReadAsync(process.StandardError, _errors));
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Standard output so far.</summary>
    public string Output => Text(_output);

    /// <summary>Standard error so far.</summary>
    public string Errors => Text(_errors);

    /// <param name="file">The program: a path, or a name found on PATH.</param>
    /// <param name="environment">Set, or where null unset, on top of this process's own.</param>
    public static RunningProcess Start(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        return new RunningProcess(Process.Start(start)!);
    }

    /// <summary>The first line, of either stream and from the start, that is wanted.</summary>
    /// <exception cref="InvalidOperationException">The process ended without it.</exception>
    /// <exception cref="TimeoutException">It did not come in time.</exception>
    public async Task<string> LineAsync(Func<string, bool> wanted, TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Patience);
        for (var next = 0; ;)
        {
            Task more;
            lock (_lock)
            {
                for (; next < _lines.Count; next++)
                {
                    if (wanted(_lines[next]))
                        return _lines[next];
                }
                more = _more.Task;
            }
            if (_reading.IsCompleted)
                throw new InvalidOperationException($"{Description} ended without the line waited for.{Report()}");
            await WaitAsync(Task.WhenAny(more, _reading), limit.Token, "did not print the line waited for");
        }
    }

    /// <summary>Waits until it ends by itself, and gives its exit code; 137 after <see cref="Kill"/>.</summary>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public async Task<int> ExitAsync(TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Patience);
        await WaitAsync(_process.WaitForExitAsync(limit.Token), limit.Token, "did not end");
        return _process.ExitCode;
    }

    /// <summary>Waits for the end and for all of the output; gives the exit code.</summary>
    public async Task<int> EndOfOutputAsync(TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Patience);
        await WaitAsync(_reading, limit.Token, "kept its output open");
        return await ExitAsync(patience);
    }

    /// <summary>Ends it at once, by SIGKILL to this process alone.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill();
    }

    /// <summary>Asks it to end, as Ctrl-C does.</summary>
    public void Interrupt() => Signal("-INT");

    /// <summary>Asks it to end, as a service manager does.</summary>
    public void Terminate() => Signal("-TERM");

    public async ValueTask DisposeAsync()
    {
        Kill();
        await ExitAsync();
        _process.Dispose();
    }

    private string Description => $"“{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)}”";

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, Id.ToString()]);
        kill.WaitForExit();
    }

    private async Task WaitAsync(Task task, CancellationToken limit, string complaint)
    {
        try
        {
            await task.WaitAsync(limit);
        }
        catch (OperationCanceledException cancelled) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException($"{Description} {complaint} in time.{Report()}", cancelled);
        }
    }

    private string Report() => $"{Environment.NewLine}Output: {Output}{Environment.NewLine}Errors: {Errors}";

    private async Task ReadAsync(StreamReader reader, StringBuilder text)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            TaskCompletionSource waiting;
            lock (_lock)
            {
                text.AppendLine(line);
                _lines.Add(line);
                (waiting, _more) = (_more, NewSignal());
            }
            waiting.SetResult();
        }
    }

    private string Text(StringBuilder text)
    {
        lock (_lock)
            return text.ToString();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
