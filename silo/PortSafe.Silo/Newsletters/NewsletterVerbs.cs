using System.CommandLine;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Sending;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Newsletters;

/// <summary>The verbs that take an issue from draft to sent.</summary>
public static class NewsletterVerbs
{
    public static Command All() => new("newsletter", "Draft, review, approve, send and stop newsletters.")
    {
        new IssueVerb("compile", "Draft a quarter's newsletter from its frozen release. A draft that is there already is left as it is.", SamplePeople.Editor, (grain, by, ct) => grain.CompileAsync(by, ct)),
        new IssueVerb("show", "Show the latest text of an issue.", SamplePeople.Editor, (grain, by, ct) => grain.GetAsync(by, ct), showBody: true),
        new RevisionVerb("submit", "Put an issue forward for review by somebody else.", SamplePeople.Editor, (grain, revision, by, ct) => grain.SubmitAsync(revision, by, ct)),
        new ReasonVerb("return", "Send an issue back to draft.", SamplePeople.Approver, (grain, reason, by, ct) => grain.ReturnAsync(reason, by, ct)),
        new RevisionVerb("approve", "Approve an issue that somebody else wrote, and fix its recipients.", SamplePeople.Approver, (grain, revision, by, ct) => grain.ApproveAsync(revision, by, ct)),
        new ScheduleVerb(),
        new SendVerb(),
        new ReasonVerb("pause", "Let nothing further of an issue leave until somebody resumes.", SamplePeople.Editor, (grain, reason, by, ct) => grain.PauseAsync(reason, by, ct)),
        new IssueVerb("resume", "Let a paused issue go on. Its copies leave where PortSafe serves, or with “newsletter send”.", SamplePeople.Editor, (grain, by, ct) => grain.ResumeAsync(by, ct)),
        new ReasonVerb("stop", "End a send for good: whoever has no copy yet gets none.", SamplePeople.Editor, (grain, reason, by, ct) => grain.StopAsync(reason, by, ct)),
        new ReasonVerb("cancel", "Give up an issue of which nothing has left.", SamplePeople.Editor, (grain, reason, by, ct) => grain.CancelAsync(reason, by, ct)),
        new IssueVerb("reopen", "Take a cancelled issue up again, as a draft.", SamplePeople.Editor, (grain, by, ct) => grain.ReopenAsync(by, ct)),
    };
}

/// <summary>Something done with one issue by a person, which ends with the issue as it then stands.</summary>
public abstract class IssueStepVerb : PersonVerb
{
    private readonly Argument<IssueKey> _issue = DomainArguments.Issue();

    protected IssueStepVerb(string name, string description, NewPerson sample) : base(name, description, sample) => Add(_issue);

    protected virtual bool ShowsBody => false;

    protected abstract Task<Result<IssueView>> RunAsync(VerbContext context, IIssueGrain grain, Actor by, CancellationToken ct);

    protected override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct) =>
        (await RunAsync(context, Grain(context), by, ct)).Succeeded(out var issue, out var error)
            ? context.Answer.Done(TextOf(issue), DocumentOf(issue))
            : context.Answer.Refuse(error);

    protected IIssueGrain Grain(VerbContext context) => context.Get<IGrains>().Get<IIssueGrain>(context.Value(_issue)!.ToString());

    private static object DocumentOf(IssueView issue) => new
    {
        Issue = issue.Key.ToString(),
        issue.Quarter,
        issue.State,
        issue.Revision,
        issue.Subject,
        issue.Body,
        issue.SavedAt,
        issue.ScheduledFor,
        issue.SentAt,
        issue.Reason,
    };

    private string TextOf(IssueView issue)
    {
        var summary = $"{issue.Key}: {issue.State}, revision {issue.Revision}: {issue.Subject}";
        return ShowsBody ? $"{summary}{Environment.NewLine}{Environment.NewLine}{issue.Body}" : summary;
    }
}

/// <summary>A step that needs nothing more than the issue.</summary>
public sealed class IssueVerb(
    string name, string description, NewPerson sample, Func<IIssueGrain, Actor, CancellationToken, Task<Result<IssueView>>> step, bool showBody = false)
    : IssueStepVerb(name, description, sample)
{
    protected override bool ShowsBody => showBody;

    protected override Task<Result<IssueView>> RunAsync(VerbContext context, IIssueGrain grain, Actor by, CancellationToken ct) => step(grain, by, ct);
}

/// <summary>A step that is bound to the revision that the person read.</summary>
public sealed class RevisionVerb : IssueStepVerb
{
    private readonly Func<IIssueGrain, int, Actor, CancellationToken, Task<Result<IssueView>>> _step;
    private readonly Option<int?> _revision = new("--revision") { Description = "The revision that you read; otherwise the latest one.", HelpName = "NUMBER" };

    public RevisionVerb(string name, string description, NewPerson sample, Func<IIssueGrain, int, Actor, CancellationToken, Task<Result<IssueView>>> step)
        : base(name, description, sample)
    {
        _step = step;
        Add(_revision);
    }

    protected override async Task<Result<IssueView>> RunAsync(VerbContext context, IIssueGrain grain, Actor by, CancellationToken ct)
    {
        if (context.Value(_revision) is { } revision)
            return await _step(grain, revision, by, ct);
        return (await grain.GetAsync(by, ct)).Succeeded(out var issue, out var error) ? await _step(grain, issue.Revision, by, ct) : error;
    }
}

/// <summary>A step of which people want to know why.</summary>
public sealed class ReasonVerb : IssueStepVerb
{
    private readonly Func<IIssueGrain, string, Actor, CancellationToken, Task<Result<IssueView>>> _step;
    private readonly Option<string> _reason = new("--reason") { Description = "Why, in up to 500 characters.", HelpName = "TEXT", Required = true };

    public ReasonVerb(string name, string description, NewPerson sample, Func<IIssueGrain, string, Actor, CancellationToken, Task<Result<IssueView>>> step)
        : base(name, description, sample)
    {
        _step = step;
        Add(_reason);
    }

    protected override Task<Result<IssueView>> RunAsync(VerbContext context, IIssueGrain grain, Actor by, CancellationToken ct) =>
        _step(grain, context.Value(_reason)!, by, ct);
}

/// <summary>Says when an approved issue leaves, or takes that back.</summary>
public sealed class ScheduleVerb : IssueStepVerb
{
    private readonly Option<DateTimeOffset?> _at = new("--at") { Description = "When, with its offset, such as 2026-10-21T09:30+01:00. Without it, the issue has no time to leave any more.", HelpName = "TIME" };

    public ScheduleVerb() : base("schedule", "Say when an approved issue leaves by itself.", SamplePeople.Editor) => Add(_at);

    protected override Task<Result<IssueView>> RunAsync(VerbContext context, IIssueGrain grain, Actor by, CancellationToken ct) =>
        grain.ScheduleAsync(context.Value(_at), by, ct);
}

/// <summary>Begins to send an approved issue, and sends it to everyone who has no copy yet.</summary>
public sealed class SendVerb : IssueStepVerb
{
    public SendVerb() : base("send", "Send an approved issue to every recipient who has no copy yet.", SamplePeople.Approver)
    {
    }

    protected override Task<Result<IssueView>> RunAsync(VerbContext context, IIssueGrain grain, Actor by, CancellationToken ct) => grain.StartAsync(by, ct);

    protected override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct)
    {
        var grain = Grain(context);
        var found = await grain.GetAsync(by, ct);
        if (found.Value is { State: IssueState.Approved or IssueState.Scheduled })
            found = await RunAsync(context, grain, by, ct);
        if (!found.Succeeded(out var issue, out var error))
            return context.Answer.Refuse(error);
        return (await context.Get<IssueDispatch>().SendAsync(issue.Id, ct)).Succeeded(out var sent, out error)
            ? context.Answer.Done(TextOf(issue, sent), DocumentOf(issue, sent))
            : context.Answer.Refuse(error);
    }

    private static object DocumentOf(IssueView issue, SendReport sent) => new
    {
        Issue = issue.Key.ToString(),
        issue.Approved!.Revision,
        sent.Recipients,
        sent.Accepted,
        sent.NewlyAccepted,
        sent.Deferred,
        sent.Failed,
        sent.Uncertain,
        sent.Excluded,
    };

    private static string TextOf(IssueView issue, SendReport sent)
    {
        var text = $"{issue.Key}, revision {issue.Approved!.Revision}: {sent.NewlyAccepted:N0} copies sent now, {sent.Accepted:N0} of {sent.Recipients:N0} in all.";
        (int Count, string Words)[] rest =
        [
            (sent.Deferred, "to be tried again"), (sent.Failed, "failed"), (sent.Uncertain, "uncertain"), (sent.Excluded, "left out"),
        ];
        return string.Join(' ', rest.Where(part => part.Count > 0).Select(part => $"{part.Count:N0} {part.Words}.").Prepend(text));
    }
}
