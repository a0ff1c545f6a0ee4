using PortSafe.Silo.CommandLine;
using PortSafe.Testing;

namespace PortSafe.Silo.Tests.CommandLine;

public sealed class ConsoleOutputTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private readonly TestClock _clock = new();

    [Fact]
    public async Task Away_from_a_terminal_progress_is_a_line_now_and_then()
    {
        await using var console = new ConsoleOutput(_output, _errors, quiet: false, terminal: false, _clock);
        for (var second = 1; second <= 5; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            console.Progress(new VerbProgress("Rows", second * 1000, 5000));
        }
        Assert.Equal(["Rows: 2,000 of 5,000", "Rows: 4,000 of 5,000"], Lines(_errors));
        Assert.Empty(Lines(_output));
    }

    [Fact]
    public async Task A_quiet_output_has_results_and_notes_alone()
    {
        await using var console = new ConsoleOutput(_output, _errors, quiet: true, terminal: false, _clock);
        _clock.Advance(TimeSpan.FromMinutes(1));
        console.Progress(new VerbProgress("Rows", 1));
        console.Line("{}");
        console.Note("Acting for somebody.");
        Assert.Equal(["{}"], Lines(_output));
        Assert.Equal(["Acting for somebody."], Lines(_errors));
    }

    [Fact]
    public async Task At_a_terminal_a_bar_gives_way_to_the_result()
    {
        await using (var console = new ConsoleOutput(_output, _errors, quiet: false, terminal: true, _clock))
        {
            console.Progress(new VerbProgress("Rows [red]", 1, 2));
            console.Progress(new VerbProgress("Rows [red]", 2, 2));
            console.Line("Done.");
        }
        Assert.Equal(["Done."], Lines(_output));
    }

    private static string[] Lines(StringWriter writer) => writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
