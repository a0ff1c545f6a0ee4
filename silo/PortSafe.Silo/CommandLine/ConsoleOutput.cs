using Spectre.Console;

namespace PortSafe.Silo.CommandLine;

/// <summary>A verb's output on this process's own streams.</summary>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
/// <param name="quiet">Leaves progress out, as when the result is a JSON document.</param>
/// <param name="terminal">Whether a person watches standard error.</param>
public sealed class ConsoleOutput(TextWriter output, TextWriter error, bool quiet, bool terminal, TimeProvider clock) : IVerbOutput, IAsyncDisposable
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private ProgressBar? _bar;
    private long _lastLine = clock.GetTimestamp();

    /// <summary>Whether a person watches standard error.</summary>
    public bool IsWatched => terminal;

    public static ConsoleOutput OfProcess(bool quiet) =>
        new(Console.Out, Console.Error, quiet, !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb", TimeProvider.System);

    public void Line(string text) => Write(output, text);

    public void Note(string text) => Write(error, text);

    public void Progress(VerbProgress progress)
    {
        if (quiet)
            return;
        lock (_lock)
        {
            if (terminal)
                (_bar ??= new ProgressBar(error, progress)).Show(progress);
            else if (clock.GetElapsedTime(_lastLine) >= BetweenLines)
            {
                _lastLine = clock.GetTimestamp();
                error.WriteLine(TextOf(progress));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        EndBar();
        await output.FlushAsync();
        await error.FlushAsync();
    }

    private static string TextOf(VerbProgress progress) =>
        progress.Total > 0 ? $"{progress.What}: {progress.Done:N0} of {progress.Total:N0}" : $"{progress.What}: {progress.Done:N0}";

    private void Write(TextWriter writer, string text)
    {
        lock (_lock)
        {
            EndBar();
            writer.WriteLine(text);
        }
    }

    private void EndBar()
    {
        _bar?.Dispose();
        _bar = null;
    }

    /// <summary>A bar that lives until the next line is written.</summary>
    private sealed class ProgressBar : IDisposable
    {
        private readonly ManualResetEventSlim _ended = new();
        private readonly Task _drawing;
        private VerbProgress _latest;

        public ProgressBar(TextWriter error, VerbProgress first)
        {
            _latest = first;
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
            _drawing = Task.Factory.StartNew(() => Draw(console), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        public void Show(VerbProgress progress)
        {
            lock (_drawing)
                _latest = progress;
        }

        public void Dispose()
        {
            _ended.Set();
            _drawing.GetAwaiter().GetResult();
            _ended.Dispose();
        }

        private void Draw(IAnsiConsole console) => console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(TextOf(_latest)));
                while (!_ended.Wait(TimeSpan.FromMilliseconds(100)))
                    Update(task);
            });

        private void Update(ProgressTask task)
        {
            VerbProgress latest;
            lock (_drawing)
                latest = _latest;
            task.Description = Markup.Escape(TextOf(latest));
            task.IsIndeterminate = latest.Total == 0;
            task.MaxValue = Math.Max(latest.Total, 1);
            task.Value = latest.Total == 0 ? 0 : Math.Min(latest.Done, latest.Total);
        }
    }
}
