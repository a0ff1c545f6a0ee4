using System.CommandLine;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Imports;
using PortSafe.Grains.Subscribers.Bounces;
using PortSafe.Grains.Subscribers.Importing;
using PortSafe.Silo.CommandLine;
using PortSafe.Silo.Imports;

namespace PortSafe.Silo.Subscribers;

/// <summary>Adds people who agreed elsewhere, from a file: says first what it would change.</summary>
public sealed class ImportSubscribersVerb : PersonVerb
{
    private readonly Argument<string> _file = new("FILE") { Description = $"A CSV file in UTF-8: {string.Join(',', SubscriberImport.Columns)}." };
    private readonly Option<bool> _yes = new("--yes") { Description = "Add them. Without this, nothing is changed." };

    public ImportSubscribersVerb() : base("import", "Say what a file of subscribers would change, or with --yes take it in: the whole of it, or nothing.", SamplePeople.Administrator)
    {
        Add(_file);
        Add(_yes);
    }

    protected override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct)
    {
        var path = context.FullPath(context.Value(_file));
        if (!File.Exists(path))
            return context.Answer.Fail("file-missing", $"There is no file {path}. Check its name and folder.");
        var outcome = await TakeAsync(context, path, null, by, ct);
        if (context.Value(_yes) && outcome is SubscriberImportOutcome.Previewed { Preview: var seen })
            outcome = await TakeAsync(context, path, seen.Digest, by, ct);
        return outcome switch
        {
            SubscriberImportOutcome.Imported { Preview: var done } => context.Answer.Done($"Added {Counts(done)}.", Document(done, isImported: true)),
            SubscriberImportOutcome.Previewed { Preview: var preview } => context.Answer.Done($"Would add {Counts(preview)}. Nothing has changed yet: run this again with --yes.", Document(preview, isImported: false)),
            SubscriberImportOutcome.Refused refused => ImportAnswers.Of(context.Answer, new ImportOutcome.Refused(refused.Errors, refused.MayBeMore)),
            SubscriberImportOutcome.Forbidden forbidden => context.Answer.Refuse(forbidden.Error),
            _ => throw new InvalidOperationException($"An import ended as {outcome.GetType().Name}, which has no words."),
        };
    }

    private static async Task<SubscriberImportOutcome> TakeAsync(VerbContext context, string path, string? seen, Actor by, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return await context.Get<SubscriberImport>().TakeAsync(file, ImportLimits.Web, seen, by, ct);
    }

    private static string Counts(SubscriberPreview preview) =>
        $"{preview.New:N0}; {preview.Known:N0} subscribed already, {preview.Left:N0} unsubscribed, {preview.Suppressed:N0} suppressed";

    private static object Document(SubscriberPreview preview, bool isImported) => new { IsImported = isImported, preview.New, preview.Known, preview.Left, preview.Suppressed };
}

/// <summary>Takes in bounces and complaints from a mailbox.</summary>
public sealed class BouncesVerb : PersonVerb
{
    private readonly Argument<string> _file = new("FILE") { Description = "A mailbox (mbox), or one message (eml)." };

    public BouncesVerb() : base("bounces", "Take in newsletters that came back, and complaints. The same file again changes nothing.", SamplePeople.Administrator) => Add(_file);

    protected override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct)
    {
        var path = context.FullPath(context.Value(_file));
        if (!File.Exists(path))
            return context.Answer.Fail("file-missing", $"There is no file {path}. Check its name and folder.");
        await using var file = File.OpenRead(path);
        return (await context.Get<BounceFiles>().TakeAsync(file, BounceFiles.MaxFile, by, ct)).Succeeded(out var outcome, out var error)
            ? context.Answer.Done(BounceWords.Of(outcome), outcome)
            : context.Answer.Refuse(error);
    }
}
