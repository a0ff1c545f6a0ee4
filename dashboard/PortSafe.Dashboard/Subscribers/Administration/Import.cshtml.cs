using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Imports;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Imports;
using PortSafe.Grains.Subscribers.Importing;

namespace PortSafe.Dashboard.Subscribers.Administration;

/// <summary>
/// Takes in people who agreed elsewhere: what the file would change is shown first. Between the two the page itself carries the file,
/// so that nothing is kept of one that nobody agreed to.
/// </summary>
[RequestSizeLimit(MaxBodyBytes)]
[RequestFormLimits(ValueLengthLimit = MaxBodyBytes, MultipartBodyLengthLimit = MaxBodyBytes, BufferBodyLengthLimit = MaxBodyBytes)]
public sealed class ImportModel(SubscriberImport import) : DashboardPage
{
    private const int MaxBodyBytes = 1024 * 1024;
    private const string FileField = "file";

    [BindProperty(Name = FileField)]
    public IFormFile? Chosen { get; set; }

    /// <summary>The file that was checked, in Base64; null for a file that comes now.</summary>
    [BindProperty(Name = "content")]
    public string? Carried { get; set; }

    /// <summary>What was shown, by <see cref="SubscriberPreview.Digest"/>.</summary>
    [BindProperty(Name = "seen")]
    public string? Seen { get; set; }

    /// <summary>What the file would change; null while none was checked.</summary>
    public SubscriberPreview? Preview { get; private set; }

    /// <summary>Why the file is not taken in; null when nothing is wrong with it.</summary>
    public SubscriberImportOutcome.Refused? Refusal { get; private set; }

    /// <summary>Whether the list has changed since the file was checked, so that it is shown again.</summary>
    public bool IsChangedSince { get; private set; }

    public void OnGet()
    {
    }

    /// <summary>An empty file with the right header.</summary>
    public IActionResult OnGetTemplate() =>
        new FileContentResult(Encoding.UTF8.GetBytes($"{string.Join(',', SubscriberImport.Columns)}\r\n"), "text/csv; charset=utf-8") { FileDownloadName = "subscribers.csv" };

    public async Task<IActionResult> OnPostAsync()
    {
        if (await ReadAsync() is not { } content)
            return Page();
        using var file = new MemoryStream(content, writable: false);
        switch (await import.TakeAsync(file, ImportLimits.Web with { MaxBytes = UploadPage.MaxBytes }, Carried is null ? null : Seen, Actor, Gone))
        {
            case SubscriberImportOutcome.Previewed { Preview: { New: > 0 } preview }:
                (Preview, IsChangedSince, Carried) = (preview, Carried is not null, Convert.ToBase64String(content));
                ModelState.Remove("content");
                return Page();
            case SubscriberImportOutcome.Previewed { Preview: var same }:
                ModelState.AddModelError(FileField, $"Nobody would be added: {same.Known:N0} are subscribed already, {same.Left:N0} unsubscribed, and {same.Suppressed:N0} suppressed.");
                return Page();
            case SubscriberImportOutcome.Imported done:
                TempData[ListModel.DoneKey] = done.Preview.New == 1 ? "1 address is added." : $"{done.Preview.New:N0} addresses are added.";
                return LocalRedirect(Links.Subscribers);
            case SubscriberImportOutcome.Refused refused:
                Refusal = refused;
                ModelState.AddModelError(FileField, "The file cannot be taken in. See below what is wrong with it.");
                return Page();
            case SubscriberImportOutcome.Forbidden forbidden:
                return Refuse(forbidden.Error);
            case var other:
                throw new InvalidOperationException($"An import ended as {other.GetType().Name}, which has no page.");
        }
    }

    public string WordsOf(SubscriberLineKind kind) => kind switch
    {
        SubscriberLineKind.Known => "Subscribed already",
        SubscriberLineKind.Left => "Has unsubscribed",
        _ => "Suppressed: wiped, or its owner complained",
    };

    /// <summary>The file's bytes; null with an error in the model state.</summary>
    private async Task<byte[]?> ReadAsync()
    {
        if (Carried is not null)
        {
            if (Base64.IsValid(Carried, out var length) && length <= UploadPage.MaxBytes)
                return Convert.FromBase64String(Carried);
            ModelState.AddModelError(FileField, "Choose the file again.");
            return null;
        }
        if (Chosen is null)
            ModelState.AddModelError(FileField, "Choose a CSV file.");
        else if (Chosen.Length > UploadPage.MaxBytes)
            ModelState.AddModelError(FileField, $"Choose a file of at most {UploadPage.MaxBytes / 1024} KB.");
        else
        {
            using var copy = new MemoryStream();
            await Chosen.CopyToAsync(copy, Gone);
            return copy.ToArray();
        }
        return null;
    }
}
