using System.CommandLine;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Newsletters;

/// <summary>The verbs of a quarter's newsletter.</summary>
public static class NewsletterVerbs
{
    public static Command All() => new("newsletter", "Draft, read and send a quarter's newsletter.")
    {
        new NewsletterVerb(
            "compile",
            "Draft the newsletter from the quarter's frozen release. A draft that is there already is left as it is.",
            (grain, by, ct) => grain.CompileAsync(by, ct)),
        new NewsletterVerb("show", "Show the latest text of the newsletter.", (grain, by, ct) => grain.GetAsync(by, ct), showBody: true),
        new SendNewsletterVerb(),
    };
}

/// <summary>One step of an issue, and the issue as it then stands.</summary>
public sealed class NewsletterVerb : PersonVerb
{
    private readonly Argument<Quarter> _quarter = DomainArguments.Quarter();
    private readonly Func<IIssueGrain, Actor, CancellationToken, Task<Result<IssueView>>> _step;
    private readonly bool _showBody;

    public NewsletterVerb(
        string name, string description, Func<IIssueGrain, Actor, CancellationToken, Task<Result<IssueView>>> step, bool showBody = false)
        : base(name, description, SamplePeople.Editor)
    {
        (_step, _showBody) = (step, showBody);
        Add(_quarter);
    }

    protected override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct)
    {
        var grain = context.Get<IGrains>().Get<IIssueGrain>(context.Value(_quarter).ToString());
        return (await _step(grain, by, ct)).Succeeded(out var issue, out var error)
            ? context.Answer.Done(TextOf(issue), DocumentOf(issue))
            : context.Answer.Refuse(error);
    }

    private static object DocumentOf(IssueView issue) => new
    {
        issue.Quarter,
        issue.State,
        issue.Revision,
        issue.Subject,
        issue.Body,
        issue.SavedAt,
        issue.SentAt,
    };

    private string TextOf(IssueView issue)
    {
        var summary = $"{issue.Quarter}: {issue.State}, revision {issue.Revision}: {issue.Subject}";
        return _showBody ? $"{summary}{Environment.NewLine}{Environment.NewLine}{issue.Body}" : summary;
    }
}

/// <summary>Approves a revision and sends it to everyone who has no copy yet.</summary>
public sealed class SendNewsletterVerb : PersonVerb
{
    private readonly Argument<Quarter> _quarter = DomainArguments.Quarter();
    private readonly Option<int?> _revision = new("--revision") { Description = "The revision that you read; otherwise the latest one.", HelpName = "NUMBER" };

    public SendNewsletterVerb()
        : base("send", "Approve the newsletter, and send it to every subscriber who has no copy yet.", SamplePeople.Approver)
    {
        Add(_quarter);
        Add(_revision);
    }

    protected override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct)
    {
        var quarter = context.Value(_quarter);
        var grain = context.Get<IGrains>().Get<IIssueGrain>(quarter.ToString());
        var revision = context.Value(_revision);
        if (revision is null)
        {
            if (!(await grain.GetAsync(by, ct)).Succeeded(out var issue, out var unreadable))
                return context.Answer.Refuse(unreadable);
            revision = issue.Revision;
        }
        return (await grain.SendAsync(revision.Value, by, ct)).Succeeded(out var sent, out var error)
            ? context.Answer.Done(TextOf(quarter, revision.Value, sent), DocumentOf(quarter, revision.Value, sent))
            : context.Answer.Refuse(error);
    }

    private static object DocumentOf(Quarter quarter, int revision, SendReport sent) => new
    {
        Quarter = quarter,
        Revision = revision,
        sent.Recipients,
        sent.Accepted,
        sent.NewlyAccepted,
        sent.Deferred,
        sent.Failed,
        sent.Uncertain,
        sent.Excluded,
    };

    private static string TextOf(Quarter quarter, int revision, SendReport sent)
    {
        var text = $"{quarter}, revision {revision}: {sent.NewlyAccepted:N0} copies sent now, {sent.Accepted:N0} of {sent.Recipients:N0} in all.";
        (int Count, string Words)[] rest =
        [
            (sent.Deferred, "to be tried again"), (sent.Failed, "failed"), (sent.Uncertain, "uncertain"), (sent.Excluded, "left out"),
        ];
        return string.Join(' ', rest.Where(part => part.Count > 0).Select(part => $"{part.Count:N0} {part.Words}.").Prepend(text));
    }
}
