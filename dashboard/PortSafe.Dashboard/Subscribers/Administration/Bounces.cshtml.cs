using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Subscribers;
using PortSafe.Grains.Subscribers.Bounces;

namespace PortSafe.Dashboard.Subscribers.Administration;

/// <summary>Newsletters that came back, and a file to take more of them in from.</summary>
[RequestSizeLimit(MaxBodyBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MaxBodyBytes)]
public sealed class BouncesModel(SubscriberDirectory directory, BounceFiles files) : DashboardPage
{
    private const int MaxBodyBytes = BounceFiles.MaxUpload + (64 * 1024);
    private const string FileField = "file";
    private const string DoneKey = "bounces-done";

    [BindProperty(Name = FileField)]
    public IFormFile? Chosen { get; set; }

    [BindProperty(SupportsGet = true, Name = "page-number")]
    public int PageNumber { get; set; } = 1;

    [TempData(Key = DoneKey)]
    public string? Done { get; set; }

    public BouncePage List { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (Chosen is null or { Length: 0 })
            return await ShowAsync("Choose a mailbox file or a message.");
        if (Chosen.Length > BounceFiles.MaxUpload)
            return await ShowAsync($"Choose a file of at most {BounceFiles.MaxUpload >> 20} MB.");
        await using var file = Chosen.OpenReadStream();
        if (!(await files.TakeAsync(file, BounceFiles.MaxUpload, Actor, Gone)).Succeeded(out var outcome, out var error))
            return error.Field is null ? Refuse(error) : await ShowAsync(error.Message);
        Done = BounceWords.Of(outcome);
        return LocalRedirect(Links.Bounces);
    }

    private async Task<IActionResult> ShowAsync(string? fault = null)
    {
        if (!(await directory.BouncesAsync(PageNumber, Actor, Gone)).Succeeded(out var list, out var error))
            return Refuse(error);
        List = list;
        if (fault is not null)
            ModelState.AddModelError(FileField, fault);
        return Page();
    }
}
