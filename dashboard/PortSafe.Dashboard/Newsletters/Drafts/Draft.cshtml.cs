using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>An issue while it is written: its Markdown, what it will look like, and the approval that sends it.</summary>
public sealed class DraftModel(IGrains grains, IssueCompiler compiler, People people) : DashboardPage
{
    private const string DoneKey = "issue-done";

    [BindProperty(Name = "subject")]
    public string? Subject { get; set; }

    [BindProperty(Name = "body")]
    public string? Body { get; set; }

    /// <summary>The revision that was edited.</summary>
    [BindProperty(Name = "revision")]
    public int Revision { get; set; }

    public Quarter Quarter { get; private set; }

    /// <summary>Null while nothing has been drafted.</summary>
    public IssueView? Issue { get; private set; }

    public string SavedBy { get; private set; } = "";

    /// <summary>What the text looks like; null when it cannot be shown.</summary>
    public string? Preview { get; private set; }

    /// <summary>Whether what is shown has not been saved.</summary>
    public bool IsUnsaved { get; private set; }

    [TempData(Key = DoneKey)]
    public string? Done { get; set; }

    public bool MayWrite => Actor.May(Permission.WriteIssues);

    public bool MayApprove => Actor.May(Permission.ApproveIssues);

    private IIssueGrain Grain => grains.Get<IIssueGrain>(Quarter.ToString());

    public async Task<IActionResult> OnGetAsync(string quarter)
    {
        if (!Quarter.TryParse(quarter, null, out var parsed))
            return NotFound();
        Quarter = parsed;
        return await ShowAsync();
    }

    public Task<IActionResult> OnPostCompileAsync(string quarter) =>
        DoAsync(quarter, async () => (await Grain.CompileAsync(Actor, Gone)).Error, "Drafted from the release. Read it, and change what you like.");

    public Task<IActionResult> OnPostSaveAsync(string quarter) =>
        DoAsync(quarter, async () => (await Grain.SaveAsync(Subject?.Trim() ?? "", Text, Revision, Actor, Gone)).Error, "Saved.");

    public async Task<IActionResult> OnPostPreviewAsync(string quarter)
    {
        if (!MayWrite)
            return Refuse(Authority.Refusal);
        if (!Quarter.TryParse(quarter, null, out var parsed))
            return NotFound();
        (Quarter, IsUnsaved) = (parsed, true);
        return await ShowAsync();
    }

    /// <param name="confirmed">Whether the box was ticked.</param>
    public async Task<IActionResult> OnPostSendAsync(string quarter, bool confirmed)
    {
        if (!confirmed)
        {
            ModelState.AddModelError("confirmed", "Confirm that you have read the issue.");
            return await OnGetAsync(quarter);
        }
        return await DoAsync(quarter, async () => (await Grain.SendAsync(Revision, Actor, Gone)).Error, "Approved and sent. Everyone can now read it in the archive.");
    }

    /// <summary>Browsers send line ends as CR LF; the text is kept with LF.</summary>
    private string Text => (Body ?? "").ReplaceLineEndings("\n");

    private async Task<IActionResult> DoAsync(string quarter, Func<Task<Error?>> step, string done)
    {
        if (!Quarter.TryParse(quarter, null, out var parsed))
            return NotFound();
        Quarter = parsed;
        if (await step() is not { } error)
        {
            Done = done;
            return LocalRedirect(Links.IssueDraft(parsed));
        }
        if (error.Code == Authority.Refusal.Code)
            return Refuse(error);
        foreach (var line in error.Message.Split('\n'))
            ModelState.AddModelError(error.Field ?? "", line);
        IsUnsaved = Body is not null;
        return await ShowAsync();
    }

    private async Task<IActionResult> ShowAsync()
    {
        var result = await Grain.GetAsync(Actor, Gone);
        if (result.Error is { Kind: not ErrorKind.NotFound } error)
            return Refuse(error);
        if (result.Value is not { } issue)
            return Page();
        Issue = issue;
        SavedBy = (await people.ListAsync([issue.SavedBy], Gone)).TryGetValue(issue.SavedBy, out var person) ? person.Name : "PortSafe’s own job";
        if (!IsUnsaved)
            (Subject, Body, Revision) = (issue.Subject, issue.Body, issue.Revision);
        var compiled = await compiler.CompileAsync(Quarter, Subject?.Trim() ?? "", Text, Gone);
        Preview = compiled.Value?.Web((chart, period, isNarrow) => Links.Picture(chart, period, isNarrow));
        if (compiled.Error is { } fault && ModelState.IsValid)
        {
            foreach (var line in fault.Message.Split('\n'))
                ModelState.AddModelError(fault.Field ?? "", line);
        }
        return Page();
    }
}
