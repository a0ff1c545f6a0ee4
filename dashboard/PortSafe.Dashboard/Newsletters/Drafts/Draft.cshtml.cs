using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>An issue while it is written: its Markdown, and what it will look like.</summary>
public sealed class DraftModel(IGrains grains, IssueCompiler compiler, DraftOrigins origins, People people) : IssuePage(grains, people)
{
    [BindProperty(Name = "subject")]
    public string? Subject { get; set; }

    [BindProperty(Name = "body")]
    public string? Body { get; set; }

    /// <summary>Null while nothing has been drafted.</summary>
    public IssueView? Issue { get; private set; }

    /// <summary>What the text looks like; null when it cannot be shown.</summary>
    public string? Preview { get; private set; }

    /// <summary>Where the drafted sentences that still stand come from.</summary>
    public IReadOnlyList<DraftSource> Sources { get; private set; } = [];

    /// <summary>Whether what is shown has not been saved.</summary>
    public bool IsUnsaved { get; private set; }

    /// <summary>Browsers send line ends as CR LF; the text is kept with LF.</summary>
    private string Text => (Body ?? "").ReplaceLineEndings("\n");

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostCompileAsync() =>
        DoAsync(async () => (await Grain.CompileAsync(Actor, Gone)).Error, "Drafted from the release. Read it, and change what you like.", null, ShowAsync);

    public Task<IActionResult> OnPostSaveAsync() =>
        DoAsync(async () => (await Grain.SaveAsync(Subject?.Trim() ?? "", Text, Revision, Actor, Gone)).Error, "Saved.", null, ShowUnsavedAsync);

    public Task<IActionResult> OnPostSubmitAsync() =>
        DoAsync(async () => (await Grain.SubmitAsync(Revision, Actor, Gone)).Error, "Put forward for review. Somebody else has to approve it.", Links.IssueReview(Key), ShowAsync);

    public async Task<IActionResult> OnPostPreviewAsync() => MayWrite ? await ShowUnsavedAsync() : Refuse(Authority.Refusal);

    private Task<IActionResult> ShowUnsavedAsync()
    {
        IsUnsaved = true;
        return ShowAsync();
    }

    private async Task<IActionResult> ShowAsync()
    {
        var result = await Grain.GetAsync(Actor, Gone);
        if (result.Error is { } error && (error.Kind != ErrorKind.NotFound || Key.Quarter is null))
            return Refuse(error);
        if (result.Value is not { } issue)
            return Page();
        Issue = issue;
        await NameAsync(issue.SavedBy);
        if (!IsUnsaved)
            (Subject, Body, Revision) = (issue.Subject, issue.Body, issue.Revision);
        Sources = (await origins.InAsync(Key, Text, Actor, Gone)).Value ?? [];
        var compiled = await compiler.CompileAsync(Key, Subject?.Trim() ?? "", Text, Gone);
        Preview = compiled.Value?.Web((chart, period, isNarrow) => Links.Picture(chart, period, isNarrow));
        if (compiled.Error is { } fault && ModelState.IsValid)
        {
            foreach (var line in fault.Message.Split('\n'))
                ModelState.AddModelError(fault.Field ?? "", line);
        }
        return Page();
    }
}
