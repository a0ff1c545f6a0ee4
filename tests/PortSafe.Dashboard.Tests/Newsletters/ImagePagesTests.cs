using System.Net;
using System.Net.Http.Headers;
using PortSafe.Grains.Newsletters;

namespace PortSafe.Dashboard.Tests.Newsletters;

/// <summary>Uploads pictures, so it has a site of its own.</summary>
public sealed class ImagePagesTests(SampleSite site) : IClassFixture<SampleSite>
{
    private const string Page = "/newsletters/2026Q2/images";

    private static readonly byte[] Pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_picture_is_uploaded_and_its_line_is_there_to_copy()
    {
        using var editor = await site.SignInAsync(SampleSite.Editor);
        using var answer = await UploadAsync(editor, Pixel, "<b>gate.png", "A poster \"by\" the <gate>");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        var page = await editor.ReadAsync(Page);
        var image = page.QuerySelector(".ps-pictures img")!;
        Assert.Equal("A poster \"by\" the <gate>", image.GetAttribute("alt"));
        Assert.Equal($"![A poster \"by\" the \\<gate\\>]({image.GetAttribute("src")})", page.QuerySelector(".ps-pictures textarea")!.TextContent);
        Assert.Contains("<b>gate.png", page.Text(".ps-pictures__name"), StringComparison.Ordinal);

        using var file = await editor.GetAsync(new Uri(image.GetAttribute("src")!, UriKind.Relative));
        Assert.Equal("image/png", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Assert.Single(file.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(file.Headers.CacheControl is { Private: true, MaxAge.TotalDays: 365 });
        Assert.Equal(Pixel, await file.Content.ReadAsByteArrayAsync());

        using var stranger = site.CreateClient();
        using var refused = await stranger.GetAsync(new Uri(image.GetAttribute("src")!, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task What_is_wrong_with_a_file_is_said_beside_it_and_the_description_is_not_lost()
    {
        using var editor = await site.SignInAsync(SampleSite.Editor);
        using var answer = await UploadAsync(editor, "GIF89a"u8.ToArray(), "x.png", "A poster");
        var page = await answer.ParseAsync();
        Assert.StartsWith("The file is neither a PNG nor a JPEG picture.", Assert.Single(page.Problems()), StringComparison.Ordinal);
        Assert.Equal("A poster", page.QuerySelector("input[name=description]")!.GetAttribute("value"));

        using var nameless = await UploadAsync(editor, Pixel, "x.png", "");
        Assert.StartsWith("Say what the picture shows", Assert.Single((await nameless.ParseAsync()).Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_is_given_the_line()
    {
        using var editor = await site.SignInAsync(SampleSite.Editor);
        editor.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await UploadAsync(editor, Pixel, "x.png", "A poster");
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("/newsletters/images/", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client, byte[] file, string name, string description)
    {
        var token = (await client.ReadAsync(Page)).QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", name }, { new StringContent(description), "description" }, { new StringContent(token), "__RequestVerificationToken" } };
        return await client.PostAsync(new Uri(Page, UriKind.Relative), form);
    }
}
