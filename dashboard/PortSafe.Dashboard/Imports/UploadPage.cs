using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Imports;

namespace PortSafe.Dashboard.Imports;

/// <summary>
/// Takes a file about ports in: what it would change is shown first, and it is taken in once a person has agreed to just that. Between the
/// two the page itself carries the file, so that nothing is kept of one that nobody agreed to.
/// </summary>
[RequestSizeLimit(MaxBodyBytes)]
[RequestFormLimits(ValueLengthLimit = MaxBodyBytes, MultipartBodyLengthLimit = MaxBodyBytes, BufferBodyLengthLimit = MaxBodyBytes)]
public abstract class UploadPage(ImportFiles imports) : DashboardPage
{
    /// <summary>The largest file. It travels in Base64, a third longer.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>How many errors are listed.</summary>
    public const int MostErrors = 20;

    private const int MaxBodyBytes = 1024 * 1024;
    private const string FileField = "file";

    [BindProperty(Name = FileField)]
    public IFormFile? Chosen { get; set; }

    /// <summary>The file that was checked, in Base64; null for a file that comes now.</summary>
    [BindProperty(Name = "content")]
    public string? Carried { get; set; }

    /// <summary>What was shown, by <see cref="ImportPreview.Digest"/>.</summary>
    [BindProperty(Name = "seen")]
    public string? Seen { get; set; }

    /// <summary>What the file would change; null while none was checked.</summary>
    public ImportPreview? Preview { get; private set; }

    /// <summary>Why the file is not taken in; null when nothing is wrong with it.</summary>
    public ImportOutcome.Refused? Refusal { get; private set; }

    /// <summary>What the file holds.</summary>
    public abstract ImportKind Kind { get; }

    /// <summary>Whether what is recorded has changed since the file was checked, so that it is shown again.</summary>
    public bool IsChangedSince { get; private set; }

    /// <summary>The columns of a file of this kind.</summary>
    public IReadOnlyList<string> Columns => ImportColumns.Of(Kind);

    protected override Task<IActionResult?> OpenAsync() => Task.FromResult<IActionResult?>(Actor.MayImport(Kind) ? null : Refuse(Authority.Refusal));

    public void OnGet()
    {
    }

    /// <summary>An empty file with the right header.</summary>
    public IActionResult OnGetTemplate() =>
        new FileContentResult(Encoding.UTF8.GetBytes($"{string.Join(',', Columns)}\r\n"), "text/csv; charset=utf-8") { FileDownloadName = $"{Kind.ToString().ToLowerInvariant()}.csv" };

    public async Task<IActionResult> OnPostAsync()
    {
        if (await ReadAsync() is not { } content)
            return Page();
        var request = new ImportRequest(Kind, () => new MemoryStream(content, writable: false), ImportLimits.Web with { MaxBytes = MaxBytes }, Seen: Carried is null ? "" : Seen ?? "");
        switch (await imports.ImportAsync(request, Actor, null, Gone))
        {
            case ImportOutcome.Previewed { Preview: { Count: > 0 } preview }:
                (Preview, IsChangedSince, Carried) = (preview, Carried is not null, Convert.ToBase64String(content));
                ModelState.Remove("content");
                return Page();
            case ImportOutcome.Previewed { Preview: var same }:
                ModelState.AddModelError(FileField, $"Nothing would change: all {same.Rows:N0} rows say what is recorded.");
                return Page();
            case ImportOutcome.AlreadyImported before:
                ModelState.AddModelError(FileField, $"This very file was taken in on {Data.UkDate.Of(before.When):d MMMM yyyy}. Nothing has changed.");
                return Page();
            case ImportOutcome.Refused refusal:
                Refusal = refusal;
                ModelState.AddModelError(FileField, "The file cannot be taken in. See below what is wrong with it.");
                return Page();
            case ImportOutcome.Imported done:
                return Finish(done);
            case ImportOutcome.Forbidden forbidden:
                return Refuse(forbidden.Error);
            case var other:
                throw new InvalidOperationException($"An import ended as {other.GetType().Name}, which has no page.");
        }
    }

    /// <summary>Where the reader goes once the file is taken in.</summary>
    protected abstract IActionResult Finish(ImportOutcome.Imported done);

    /// <summary>The file's bytes; null with an error in the model state.</summary>
    private async Task<byte[]?> ReadAsync()
    {
        if (Carried is not null)
        {
            if (Base64.IsValid(Carried, out var length) && length <= MaxBytes)
                return Convert.FromBase64String(Carried);
            ModelState.AddModelError(FileField, "Choose the file again.");
            return null;
        }
        if (Chosen is null)
            ModelState.AddModelError(FileField, "Choose a CSV file.");
        else if (Chosen.Length > MaxBytes)
            ModelState.AddModelError(FileField, $"Choose a file of at most {MaxBytes / 1024} KB.");
        else
        {
            using var copy = new MemoryStream();
            await Chosen.CopyToAsync(copy, Gone);
            return copy.ToArray();
        }
        return null;
    }
}
