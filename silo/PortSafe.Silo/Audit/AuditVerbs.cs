using System.CommandLine;
using PortSafe.Data.Audit;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Audit;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Audit;

/// <summary>The verbs that verify, list and export the audit log.</summary>
public static class AuditVerbs
{
    public static Command All() => new("audit-log", "Verify, list and export the log of who did what.") { new VerifyAuditVerb(), new ListAuditVerb(), new ExportAuditVerb() };
}

/// <summary>Follows every chain. It tells nothing of what is logged, so it acts for nobody and can run by itself.</summary>
public sealed class VerifyAuditVerb : Verb
{
    private readonly Option<ChainHead[]> _expect = new("--expect")
    {
        Description = "The end of a chain as an earlier run printed it; it must still be in the chain. Give it once for each.",
        HelpName = "NODE:SEQUENCE:HASH",
        CustomParser = result =>
        {
            foreach (var token in result.Tokens.Where(token => !ChainHead.TryParse(token.Value, null, out _)))
                result.AddError($"“{token.Value}” is not the end of a chain. Copy it as it was printed: node:sequence:hash.");
            return [.. result.Tokens.Select(token => ChainHead.TryParse(token.Value, null, out var head) ? head : null).OfType<ChainHead>()];
        },
    };

    public VerifyAuditVerb()
        : base("verify", "Follow the audit log from its first row and name the first bad row of each chain. Keep the ends that it prints off this machine.") => Add(_expect);

    public override async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        var found = await context.Get<AuditChains>().VerifyAsync(context.Value(_expect) ?? [], new Reading(context.Output), ct);
        var document = new
        {
            found.IsWhole,
            found.Rows,
            Chains = found.Chains.Select(chain => new { chain.Node, chain.Rows, Head = chain.Head?.ToString(), chain.FirstBad }),
        };
        var text = string.Join(Environment.NewLine, found.Chains.Select(Describe));
        return found.IsWhole
            ? context.Answer.Done(found.Rows == 0 ? "The audit log is empty." : $"The audit log is whole: {found.Rows:N0} rows.{Environment.NewLine}{text}", document)
            : context.Answer.Refuse($"The audit log was tampered with.{Environment.NewLine}{text}", document);
    }

    private static string Describe(ChainVerdict chain) => chain.FirstBad is { } bad
        ? $"{chain.Node}: {chain.Rows:N0} rows, the first bad one is {bad.Sequence}. {bad.Message}"
        : $"{chain.Node}: {chain.Rows:N0} rows, all follow. It ends with {chain.Head}";

    private sealed class Reading(IVerbOutput output) : IProgress<long>
    {
        public void Report(long value) => output.Progress(new VerbProgress("Rows verified", value));
    }
}

/// <summary>What narrows the log on the command line.</summary>
internal sealed class AuditFilterOptions
{
    private readonly Option<string?> _who = new("--who") { Description = "A name, an email address, or an id such as job:compile-release.", HelpName = "WHO" };
    private readonly Option<string?> _action = new("--action") { Description = "What was done, such as release-approved.", HelpName = "ACTION" };
    private readonly Option<string?> _subject = new("--subject") { Description = "To what, such as release:2026Q3.", HelpName = "SUBJECT" };
    private readonly Option<string?> _outcome = new("--outcome") { Description = "How it ended: done or refused.", HelpName = "OUTCOME" };
    private readonly Option<string?> _node = new("--node") { Description = "Which node wrote it.", HelpName = "NODE" };
    private readonly Option<DateOnly?> _from = new("--from") { Description = "The first day, such as 2026-10-09.", HelpName = "DATE" };
    private readonly Option<DateOnly?> _to = new("--to") { Description = "The last day, such as 2026-10-09.", HelpName = "DATE" };

    public void AddTo(Command command)
    {
        _outcome.AcceptOnlyFromAmong(AuditOutcome.Done, AuditOutcome.Refused);
        foreach (var option in new Option[] { _who, _action, _subject, _outcome, _node, _from, _to })
            command.Add(option);
    }

    public AuditFilter Of(VerbContext context) => new()
    {
        Who = context.Value(_who),
        Action = context.Value(_action),
        Subject = context.Value(_subject),
        Outcome = context.Value(_outcome),
        Node = context.Value(_node),
        From = context.Value(_from),
        To = context.Value(_to),
    };
}

/// <summary>Shows the newest rows that match.</summary>
public sealed class ListAuditVerb : PersonVerb
{
    private const int Default = 50;

    private readonly AuditFilterOptions _filter = new();
    private readonly Option<int> _take = new("--take") { Description = $"How many rows, 1 to {AuditTrail.MaxPageSize}.", HelpName = "ROWS", DefaultValueFactory = _ => Default };

    public ListAuditVerb() : base("list", "Show the newest rows of the audit log.", SamplePeople.Administrator)
    {
        _filter.AddTo(this);
        Add(_take);
    }

    protected override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct)
    {
        if (!(await context.Get<AuditTrail>().SearchAsync(_filter.Of(context), null, context.Value(_take), by, ct)).Succeeded(out var page, out var error))
            return context.Answer.Refuse(error);
        var text = page.Entries.Count == 0 ? "No row matches." : string.Join(Environment.NewLine, page.Entries.Select(Describe));
        return context.Answer.Done(text, page.Entries.Select(entry => new { entry.Row, entry.Who, entry.What, entry.From }));
    }

    private static string Describe(AuditEntry entry) =>
        $"{entry.Row.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z  {entry.Who}  {entry.What}  {entry.Row.Subject}  {entry.Row.Detail}  {entry.From?.Address}{(entry.IsRefused ? "  refused" : "")}";
}

/// <summary>Writes the rows that match to standard output, as a file.</summary>
public sealed class ExportAuditVerb : PersonVerb
{
    private const string Csv = "csv";
    private const string JsonLines = "jsonl";

    private readonly AuditFilterOptions _filter = new();
    private readonly Option<string> _format = new("--format") { Description = "csv for spreadsheets, or jsonl: exact, a JSON object a line.", HelpName = "FORMAT", DefaultValueFactory = _ => Csv };

    public ExportAuditVerb()
        : base("export", $"Write the rows that match to standard output, at most {AuditTrail.MaxExportRows:N0}. That you did is logged.", SamplePeople.Administrator)
    {
        _filter.AddTo(this);
        _format.AcceptOnlyFromAmong(Csv, JsonLines);
        Add(_format);
    }

    protected override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct)
    {
        var format = context.Value(_format) == JsonLines ? AuditFileFormat.JsonLines : AuditFileFormat.Csv;
        if (!(await context.Get<AuditTrail>().ExportAsync(_filter.Of(context), format, by, ct)).Succeeded(out var lines, out var error))
            return context.Answer.Refuse(error);
        await foreach (var line in lines.WithCancellation(ct))
            context.Output.Line(line);
        return ExitCode.Done;
    }
}
