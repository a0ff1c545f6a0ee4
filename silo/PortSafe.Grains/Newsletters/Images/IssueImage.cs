using PortSafe.Grains.Newsletters.Images;

namespace PortSafe.Grains.Newsletters;

/// <summary>A picture that an issue may show.</summary>
/// <param name="Hash">SHA-256 of the file as it is kept, 64 hexadecimal digits.</param>
/// <param name="ContentType"><c>image/png</c> or <c>image/jpeg</c>.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Name">The uploaded file's own.</param>
/// <param name="Description">What it shows.</param>
public sealed record IssueImage(string Hash, string ContentType, int Width, int Height, string Name, string Description, DateTimeOffset UploadedAt)
{
    /// <summary>Where the picture is on this platform.</summary>
    public string Path => $"/newsletters/images/{FileName}";

    public string FileName => $"{Hash}.{Extension}";

    /// <summary>The line that shows it in an issue.</summary>
    public string Markdown => $"![{MarkdownText.Escape(Description)}]({Path})";

    private string Extension => ContentType == CleanImage.Png ? "png" : "jpg";
}
