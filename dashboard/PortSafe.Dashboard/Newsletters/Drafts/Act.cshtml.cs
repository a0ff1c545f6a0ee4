using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>Asks why, before an issue is sent back, cancelled, paused or stopped.</summary>
public sealed class ActModel(IGrains grains, People people) : IssuePage(grains, people)
{
    private static readonly Dictionary<string, IssueAct> Acts = new(StringComparer.Ordinal)
    {
        ["return"] = new(
            IssueStep.Return, "Send this issue back to draft?", "It can then be changed again. An approval is void, and so is a time at which it was to leave.", "Send it back", "Sent back to draft.", false),
        ["cancel"] = new(
            IssueStep.Cancel, "Cancel this issue?", "Nobody receives it. It can be taken up again later, as a draft.", "Cancel the issue", "Cancelled. Nobody receives it.", true),
        ["pause"] = new(
            IssueStep.Pause, "Pause this send?", "Copies that are leaving at this moment still arrive. Nothing further leaves until somebody resumes.", "Pause", "Paused.", false),
        ["stop"] = new(
            IssueStep.Stop, "Stop this send for good?", "Whoever has no copy yet will get none. It cannot be undone. What has been sent stays in the archive.", "Stop for good", "Stopped. Nobody else receives it.", true),
    };

    [BindProperty(Name = "reason")]
    public string? Reason { get; set; }

    public IssueAct Asked { get; private set; } = null!;

    public string Back => Asked.Step is IssueStep.Pause or IssueStep.Stop ? Links.IssueSend(Key) : Links.IssueReview(Key);

    public async Task<IActionResult> OnGetAsync(string act)
    {
        if (!Knows(act))
            return NotFound();
        if (!(await Grain.GetAsync(Actor, Gone)).Succeeded(out var issue, out var error))
            return Refuse(error);
        if (IssueSteps.WhyNot(issue.State, Asked.Step) is not { } why)
            return Page();
        Done = why.Message;
        return LocalRedirect(Back);
    }

    public async Task<IActionResult> OnPostAsync(string act) => Knows(act)
        ? await DoAsync(async () => (await ActAsync()).Error, Asked.Done, Back, () => Task.FromResult<IActionResult>(Page()))
        : NotFound();

    private bool Knows(string act)
    {
        if (!Acts.TryGetValue(act, out var asked))
            return false;
        Asked = asked;
        return true;
    }

    private Task<Result<IssueView>> ActAsync() => Asked.Step switch
    {
        IssueStep.Return => Grain.ReturnAsync(Reason ?? "", Actor, Gone),
        IssueStep.Cancel => Grain.CancelAsync(Reason ?? "", Actor, Gone),
        IssueStep.Pause => Grain.PauseAsync(Reason ?? "", Actor, Gone),
        _ => Grain.StopAsync(Reason ?? "", Actor, Gone),
    };
}

/// <summary>A step that asks why.</summary>
/// <param name="Means">What follows from it.</param>
/// <param name="Done">What the next page says.</param>
/// <param name="IsFinal">Whether it ends something.</param>
public sealed record IssueAct(IssueStep Step, string Title, string Means, string Button, string Done, bool IsFinal);
