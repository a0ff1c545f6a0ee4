using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>The pictures that an issue may show, and where more are uploaded.</summary>
[RequestSizeLimit(LargestBody)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestBody, BufferBodyLengthLimit = LargestBody)]
public sealed class ImagesModel(IGrains grains, People people, IssueImages images) : IssuePage(grains, people)
{
    // A file that is a little too large is still read, to say so beside the field.
    private const int LargestBody = 2 * IssueImages.LargestFile;

    [BindProperty(Name = "file")]
    public IFormFile? Chosen { get; set; }

    [BindProperty(Name = "description")]
    public string? Description { get; set; }

    public IReadOnlyList<IssueImage> Images { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!(await images.ListAsync(Actor, Gone)).Succeeded(out var list, out var error))
            return Refuse(error);
        Images = list;
        return Page();
    }

    /// <summary>
    /// Takes a picture in and comes back to the page; a script that asks for JSON is given <c>markdown</c>, the line for the text, or
    /// <c>error</c> and <c>field</c>.
    /// </summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var wantsJson = Request.GetTypedHeaders().Accept.Any(type => type.MediaType == "application/json");
        if ((await UploadAsync()).Succeeded(out var image, out var error))
        {
            if (wantsJson)
                return new JsonResult(new { markdown = image.Markdown });
            Done = "The picture is uploaded. Copy its line into the text.";
            return LocalRedirect($"{Links.IssueImages(Key)}#p-{image.Hash[..12]}");
        }
        if (error.Code == Authority.Refusal.Code)
            return Refuse(error);
        if (wantsJson)
            return new JsonResult(new { error = error.Message, field = error.Field }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
        ModelState.AddModelError(error.Field ?? "", error.Message);
        return await OnGetAsync();
    }

    private async Task<Result<IssueImage>> UploadAsync()
    {
        if (!MayWrite)
            return Authority.Refusal;
        if (Chosen is not { Length: > 0 })
            return Error.Invalid("image-missing", "Choose a PNG or JPEG picture.", "file");
        using var copy = new MemoryStream();
        await Chosen.CopyToAsync(copy, Gone);
        return await images.UploadAsync(copy.ToArray(), Chosen.FileName, Description ?? "", Actor, Gone);
    }
}
