using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Editing;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>What is written and not saved, and who else writes.</summary>
public sealed partial class DraftModel
{
    /// <summary>Text of the reader's that is not saved, to go on with or discard; null when there is none, or when they went on with it.</summary>
    public WorkingCopy? Working { get; private set; }

    /// <summary>Set when somebody else saved a revision that the reader had not seen.</summary>
    public IssueConflict? Conflict { get; private set; }

    /// <summary>What the reader should know of others who write here.</summary>
    public IReadOnlyList<string> Notices { get; private set; } = [];

    /// <summary>Of the text that was kept, against the latest revision.</summary>
    public TextDifference WorkingDifference => IssueDifference.Of((Issue!.Subject, Issue.Body), (Working!.Text.Subject, Working.Text.Body));

    /// <summary>Keeps the text that a page has, or hears of a page that has nothing new, and says who else is here.</summary>
    public async Task<IActionResult> OnPostKeepAsync()
    {
        if (!MayWrite)
            return Refuse(Authority.Refusal);
        var at = clock.GetUtcNow();
        var error = Body is null
            ? await workings.SeeAsync(Key, Revision, Actor, Gone)
            : (await workings.KeepAsync(Key, new WorkingText(Revision, TypedSubject, Text), Actor, Gone)).Error;
        if (error is not null)
            return new JsonResult(new { problem = error.Message }) { StatusCode = error.Kind == ErrorKind.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest };
        if (!(await Grain.GetAsync(Actor, Gone)).Succeeded(out var issue, out error))
            return Refuse(error);
        var others = await workings.OthersAsync(Key, Actor, Gone);
        await NameAsync([issue.SavedBy, .. others.Select(other => other.By)]);
        return new JsonResult(new { kept = Body is null ? null : TimeOf(at), notices = NoticesOf(issue, others) });
    }

    public async Task<IActionResult> OnPostDiscardAsync() => MayWrite ? await LeaveAsync("Discarded. This is the text as it is saved.") : Refuse(Authority.Refusal);

    private async Task<IActionResult> OfferAsync(WorkingCopy working)
    {
        if (await ReadAsync(isTyped: false) is { } refusal)
            return refusal;
        Working = MayEdit ? working : null;
        return Page();
    }

    /// <summary>Refuses to save over what somebody else saved meanwhile, and shows both texts. The reader's own is kept before anything else.</summary>
    private async Task<IActionResult> ShowConflictAsync()
    {
        await workings.KeepAsync(Key, new WorkingText(Revision, TypedSubject, Text), Actor, Gone);
        if (await ReadAsync(isTyped: true) is { } refusal)
            return refusal;
        var latest = Issue!;
        Conflict = new IssueConflict(latest, Revision, IssueDifference.Of((latest.Subject, latest.Body), (TypedSubject, Text)));
        ModelState.AddModelError("body", $"{NameAtStart(latest.SavedBy)} saved revision {latest.Revision} while you were writing. Nothing was overwritten: compare both texts below.");
        // From here on the reader knows of it, and saves in its place.
        Revision = latest.Revision;
        Notices = [];
        Figures = (await offer.ListAsync(Key, Gone)).Value ?? [];
        return Page();
    }

    private IEnumerable<string> NoticesOf(IssueView issue, IReadOnlyList<OtherWriter> others)
    {
        if (issue.Revision > Revision)
            yield return $"{NameAtStart(issue.SavedBy)} saved revision {issue.Revision} at {TimeOf(issue.SavedAt)}, and your text began from revision {Revision}. When you save, you see both texts.";
        foreach (var other in others)
            yield return $"{NameAtStart(other.By)} is writing here too, last heard of {Ago(other.SeenAt)}. {(other.HasText ? "They have text that is not saved. " : "")}Whoever saves second sees both texts.";
    }

    private string Ago(DateTimeOffset at) => (int)(clock.GetUtcNow() - at).TotalSeconds switch
    {
        <= 1 => "a moment ago",
        < 60 and var seconds => $"{seconds} seconds ago",
        _ => "over a minute ago",
    };
}

/// <summary>A text that was not saved because somebody else had saved a newer revision.</summary>
/// <param name="Latest">What they saved.</param>
/// <param name="BasedOn">The revision that the text began from.</param>
/// <param name="Difference">What saving the text would make of theirs.</param>
public sealed record IssueConflict(IssueView Latest, int BasedOn, TextDifference Difference);
