using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Editing;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>What stands beside the text: previews and the checklist, and the copy that somebody sends to themselves.</summary>
public sealed partial class DraftModel
{
    private string? _reasonProblem;

    /// <summary>The previews and the checklist of a text that is being written, for the page that has it.</summary>
    public async Task<IActionResult> OnPostLookAsync() => MayWrite ? await GlanceAsync() : Refuse(Authority.Refusal);

    /// <summary>The mail of a saved revision, for a frame.</summary>
    /// <param name="revision">The latest when there is none.</param>
    public async Task<IActionResult> OnGetMailAsync(int? revision)
    {
        if (!(await Grain.GetAsync(Actor, Gone)).Succeeded(out var issue, out var error))
            return Refuse(error);
        if (revision is not { } number || number == issue.Revision)
            return await MailAsync(issue.Subject, issue.Body);
        return (await Grain.GetRevisionAsync(number, Actor, Gone)).Succeeded(out var older, out error) ? await MailAsync(older.Subject, older.Body) : Refuse(error);
    }

    /// <summary>The mail of a text that is being written, for a frame.</summary>
    public async Task<IActionResult> OnPostMailAsync() => MayWrite ? await MailAsync(TypedSubject, Text) : Refuse(Authority.Refusal);

    /// <param name="sentence">The checklist's key of the sentence that the reason is for.</param>
    /// <param name="glance">Whether only what stands beside the text is asked for.</param>
    public async Task<IActionResult> OnPostReasonAsync(string? sentence, bool glance)
    {
        if (!MayWrite)
            return Refuse(Authority.Refusal);
        var error = (await Grain.GiveReasonAsync(sentence ?? "", Request.Form[ChecklistView.FieldOf(sentence ?? "")].ToString(), Actor, Gone)).Error;
        if (error is { Kind: ErrorKind.NotFound })
            return Refuse(error);
        (_reasonProblem, Said) = (error?.Message, error is null ? "Noted. Whoever approves the issue reads the reason." : null);
        return glance ? await GlanceAsync() : await ShowTypedAsync();
    }

    public async Task<IActionResult> OnPostTestAsync()
    {
        if ((await tests.SendAsync(Key, Actor, Gone)).Succeeded(out var copy, out var error) && copy.IsAccepted)
        {
            Said = $"Revision {copy.Revision} was sent to {copy.To}. The mail server answered: {copy.Answer}";
            return await AfterTestAsync();
        }
        error ??= Error.Conflict("test-not-sent", $"Revision {copy!.Revision} was not sent to {copy.To}. The mail server answered: {copy.Answer}");
        return await DoAsync(() => Task.FromResult<Error?>(error), "", null, Body is null ? ShowAsync : ShowTypedAsync);
    }

    /// <summary>Comes back to the page, unless that would lose what has been typed and not saved.</summary>
    private async Task<IActionResult> AfterTestAsync()
    {
        var shown = await (Body is null ? ShowAsync() : ShowTypedAsync());
        if (IsUnsaved)
            return shown;
        Done = Said;
        return LocalRedirect(Request.Path);
    }

    private async Task<IActionResult> GlanceAsync() => await ReadAsync(isTyped: true) ?? Partial("/Newsletters/Drafts/Glance.cshtml", this);

    private async Task<IActionResult> MailAsync(string subject, string body)
    {
        var shown = await reader.ShowAsync(Key, subject, body, Gone);
        Response.Headers.ContentSecurityPolicy = MailPreview.ContentSecurityPolicy;
        return Content(shown.Value is { } issue ? MailPreview.Html(issue, Links.Picture) : NotShown, "text/html; charset=utf-8");
    }

    private const string NotShown = """
        <!DOCTYPE html>
        <html lang="en-GB"><head><meta charset="utf-8"><title>Not shown</title></head>
        <body style="margin:24px;font:19px/1.4 Arial,sans-serif">
        <p>The e-mail cannot be shown until what the checklist names is put right.</p>
        </body></html>
        """;
}
