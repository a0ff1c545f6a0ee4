using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;

namespace PortSafe.Dashboard.Newsletters;

/// <summary>A picture of an issue: for everyone once an issue that shows it is published, and before for those who prepare issues.</summary>
public sealed class ImageModel(IssueImages images) : DashboardPage
{
    private const string Year = "max-age=31536000, immutable";

    public async Task<IActionResult> OnGetAsync(string file)
    {
        if (await images.ReadAsync(file, User.FindActor(), Gone) is not { } image)
            return NotFound();
        Response.Headers.CacheControl = image.IsPublic ? $"public, {Year}" : $"private, {Year}";
        return File(image.Bytes, image.ContentType);
    }
}
