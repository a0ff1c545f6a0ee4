using System.CommandLine;
using System.CommandLine.Invocation;
using PortSafe.Silo.Accounts;
using PortSafe.Silo.Audit;
using PortSafe.Silo.Hosting;
using PortSafe.Silo.Imports;
using PortSafe.Silo.Newsletters;
using PortSafe.Silo.Ports;
using PortSafe.Silo.Releases;
using PortSafe.Silo.Subscribers;

namespace PortSafe.Silo.CommandLine;

/// <summary>The whole command line: its verbs, its help, and what becomes of a line that cannot be read.</summary>
public sealed class PortSafeCommandLine
{
    private readonly RootCommand _root = new("PortSafe Platform: ports and counts in; a quarter's release, charts and newsletter out.");
    private readonly GlobalOptions _globals = new();

    public PortSafeCommandLine()
    {
        _root.Add(_globals.Data);
        _root.Add(_globals.As);
        _root.Add(_globals.Json);
        _root.Add(new ServeCommand(_globals));
        _root.Add(new MigrateVerb());
        _root.Add(ImportVerbs.All());
        _root.Add(ReleaseVerbs.All());
        _root.Add(new AuditCommand(_globals));
        _root.Add(NewsletterVerbs.All());
        _root.Add(new RebuildVerb());
        _root.Add(AuditVerbs.All());
        _root.Add(UserVerbs.All());
        _root.Add(KeyVerbs.All());
        _root.Add(SubscriberVerbs.All());
    }

    /// <returns>The process's exit code, one of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        try
        {
            return await InvokeAsync(arguments);
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"Something went wrong that this program does not know how to explain. Please report it with these details:{Environment.NewLine}{exception}");
            return ExitCode.Unusable;
        }
    }

    /// <summary>The verb that a command line names, with its input; null when it names none or cannot be read.</summary>
    public (Verb Verb, ParseResult Input)? Find(IReadOnlyList<string> arguments)
    {
        var input = _root.Parse(arguments);
        return input is { Errors.Count: 0, Action: null, CommandResult.Command: Verb verb } ? (verb, input) : null;
    }

    private async Task<int> InvokeAsync(IReadOnlyList<string> arguments)
    {
        var input = _root.Parse(arguments);
        if (input.Errors.Count > 0 && input.Action is not CommandLineAction { ClearsParseErrors: true })
            return await ComplainAsync(input);
        if (input is { Action: null, CommandResult.Command: Verb verb })
        {
            using var signals = new StopSignals();
            return await new VerbRunner(_globals).RunAsync(verb, input, arguments, signals.Token);
        }
        return await input.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private async Task<int> ComplainAsync(ParseResult input)
    {
        await using var output = ConsoleOutput.OfProcess(quiet: true);
        var message = $"{UnknownVerb(input) ?? input.Errors[0].Message} See “{PathOf(input.CommandResult)} --help”.";
        return new VerbAnswer(input.GetValue(_globals.Json), output).Fail("usage", message);
    }

    /// <summary>What there is instead; null when something else is wrong.</summary>
    private static string? UnknownVerb(ParseResult input)
    {
        var choices = input.CommandResult.Command.Subcommands;
        if (choices.Count == 0)
            return null;
        var names = string.Join(", ", choices.Select(command => command.Name));
        return input.UnmatchedTokens is [var word, ..] ? $"“{word}” is not a command. There are {names}." : $"Say which command: {names}.";
    }

    private static string PathOf(System.CommandLine.Parsing.SymbolResult? result) => result switch
    {
        System.CommandLine.Parsing.CommandResult { Parent: not null } command => $"{PathOf(command.Parent)} {command.Command.Name}",
        _ => "portsafe",
    };
}
