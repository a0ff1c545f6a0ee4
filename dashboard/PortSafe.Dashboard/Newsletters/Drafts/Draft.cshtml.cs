using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Accounts;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Editing;
using PortSafe.Grains.Newsletters.Sending;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>An issue while it is written: its Markdown, what it will look like, and what the checklist says.</summary>
public sealed partial class DraftModel(
    IGrains grains, IssueReader reader, IssueWorkings workings, FigureOffer offer, IssueTestCopy tests, DraftOrigins origins, People people, TimeProvider clock) : IssuePage(grains, people)
{
    /// <summary>The value of <c>text</c> in the address that goes on with what was kept and not saved.</summary>
    public const string Kept = "kept";

    private IReadOnlyDictionary<string, IssueReason> _reasons = new Dictionary<string, IssueReason>();

    [BindProperty(Name = "subject")]
    public string? Subject { get; set; }

    [BindProperty(Name = "body")]
    public string? Body { get; set; }

    /// <summary>Null while nothing has been drafted.</summary>
    public IssueView? Issue { get; private set; }

    /// <summary>Of the text that is shown; null when none is.</summary>
    public IssueReading? Reading { get; private set; }

    /// <summary>Whether what is shown has not been saved.</summary>
    public bool IsUnsaved { get; private set; }

    /// <summary>What has just been done, where the page is shown again without being left.</summary>
    public string? Said { get; private set; }

    public IReadOnlyList<OfferedFigure> Figures { get; private set; } = [];

    /// <summary>Where the drafted sentences that still stand come from.</summary>
    public IReadOnlyList<DraftSource> Sources { get; private set; } = [];

    /// <summary>Whether the reader can change the text now.</summary>
    public bool MayEdit => MayWrite && Issue?.State == IssueState.Draft;

    public ChecklistView Checklist => new(Reading!.Findings, MayEdit, "editor", _reasonProblem, _reasons, NameAtStart);

    /// <summary>The text as plain text, as mail programs without HTML show it; null when it cannot be shown.</summary>
    public string? PlainText => Reading?.Issue?.Email().BodyText;

    public string? Web => Reading?.Issue?.Web((chart, period, isNarrow) => Links.Picture(chart, period, isNarrow));

    /// <summary>Browsers send line ends as CR LF; the text is kept with LF.</summary>
    private string Text => (Body ?? "").ReplaceLineEndings("\n");

    private string TypedSubject => Subject?.Trim() ?? "";

    /// <param name="text"><see cref="Kept"/> to go on with what was kept and not saved.</param>
    public async Task<IActionResult> OnGetAsync(string? text)
    {
        if (await workings.FindAsync(Key, Actor, Gone) is not { } working || !MayWrite)
            return await ShowAsync();
        if (text != Kept)
            return await OfferAsync(working);
        (Subject, Body, Revision) = (working.Text.Subject, working.Text.Body, working.Text.BasedOn);
        return await ShowTypedAsync();
    }

    public Task<IActionResult> OnPostCompileAsync() =>
        DoAsync(async () => (await Grain.CompileAsync(Actor, Gone)).Error, "Drafted from the release. Read it, and change what you like.", null, ShowAsync);

    public async Task<IActionResult> OnPostSaveAsync()
    {
        if (!MayWrite)
            return Refuse(Authority.Refusal);
        var known = (await Grain.GetAsync(Actor, Gone)).Value;
        if (known is not null && (known.Revision, known.Subject, known.Body) == (Revision, TypedSubject, Text))
            return await LeaveAsync($"Nothing has changed since revision {Revision}, so there was nothing to save.");
        var saved = await Grain.SaveAsync(TypedSubject, Text, Revision, Actor, Gone);
        if (saved.Error is { Code: "issue-changed" })
            return await ShowConflictAsync();
        return saved.Value is { } issue
            ? await LeaveAsync($"Saved as revision {issue.Revision}.")
            : await DoAsync(() => Task.FromResult(saved.Error), "", null, ShowTypedAsync);
    }

    public async Task<IActionResult> OnPostPreviewAsync() => MayWrite ? await ShowTypedAsync() : Refuse(Authority.Refusal);

    /// <summary>A time today as such, and any other with its day.</summary>
    public string TimeOf(DateTimeOffset at) => UkDate.Of(at) == clock.Today() ? UkDate.TimeOf(at).ToString("HH:mm") : AccountWords.Moment(at);

    /// <summary>Forgets the text that was kept, which is saved now, and comes back to the page.</summary>
    private async Task<IActionResult> LeaveAsync(string done)
    {
        await workings.DropAsync(Key, Actor, Gone);
        Done = done;
        return LocalRedirect(Request.Path);
    }

    private Task<IActionResult> ShowAsync() => ShowAsync(isTyped: false);

    /// <summary>Shows the page with the text that the reader typed.</summary>
    private Task<IActionResult> ShowTypedAsync() => ShowAsync(isTyped: true);

    private async Task<IActionResult> ShowAsync(bool isTyped)
    {
        if (await ReadAsync(isTyped) is { } refusal)
            return refusal;
        Sources = (await origins.InAsync(Key, Text, Actor, Gone)).Value ?? [];
        if (MayEdit)
            Figures = (await offer.ListAsync(Key, Gone)).Value ?? [];
        return Page();
    }

    /// <summary>Reads the issue and the text that is to be shown.</summary>
    /// <returns>The answer to give instead of the page; null to show it.</returns>
    private async Task<IActionResult?> ReadAsync(bool isTyped)
    {
        var result = await Grain.GetReviewAsync(Actor, Gone);
        if (result.Error is { } error && (error.Kind != ErrorKind.NotFound || Key.Quarter is null))
            return Refuse(error);
        if (result.Value is not { Issue: var issue } review)
            return isTyped ? NotFound() : null;
        (Issue, _reasons) = (issue, review.Reasons);
        if (!isTyped)
            (Subject, Body, Revision) = (issue.Subject, issue.Body, issue.Revision);
        IsUnsaved = isTyped && (TypedSubject, Text) != (issue.Subject, issue.Body);
        var others = MayEdit ? await workings.OthersAsync(Key, Actor, Gone) : [];
        await NameAsync([issue.SavedBy, .. others.Select(other => other.By), .. review.Reasons.Values.Select(reason => reason.By)]);
        Notices = [.. NoticesOf(issue, others)];
        Reading = await reader.ReadAsync(Key, TypedSubject, Text, review.Reasons, Gone);
        return null;
    }
}
