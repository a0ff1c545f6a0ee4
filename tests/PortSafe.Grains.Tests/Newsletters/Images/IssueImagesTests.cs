using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Mail.Layout;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Checks;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Newsletters.Images;

public sealed class IssueImagesTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    [Theory]
    [BothDatabases]
    public async Task A_picture_is_kept_once_by_the_hash_of_what_is_kept(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateEmptyAsync(kind, fixture);
        var first = (await desk.Images.UploadAsync(Pictures.Png(3, 2, Pictures.Chunk("tEXt", "Sam"u8.ToArray())), "C:\\Users\\Sam\\gate.png", "A poster", TestActors.Editor, default)).Value!;
        var second = (await desk.Images.UploadAsync(Pictures.Png(), "other.png", "A poster by the gate", TestActors.Editor, default)).Value!;

        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(Pictures.Png())), "gate.png"), (first.Hash, first.Name));
        Assert.Equal((first.Hash, "other.png", "A poster by the gate"), (second.Hash, second.Name, second.Description));
        Assert.Equal($"![A poster by the gate](/newsletters/images/{first.Hash}.png)", second.Markdown);
        Assert.Equal([second], (await desk.Images.ListAsync(TestActors.Approver, default)).Value!);
        await using var db = desk.Database.CreateContext();
        Assert.Equal(2, await db.AuditLog.CountAsync(row => row.Action == "image-uploaded"));
    }

    [Theory]
    [BothDatabases]
    public async Task A_picture_is_public_once_a_published_issue_shows_it(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        var image = (await desk.Images.UploadAsync(Pictures.Png(), "gate.png", "A poster", TestActors.Editor, default)).Value!;
        Assert.Null(await desk.Images.ReadAsync(image.FileName, null, default));
        Assert.Null(await desk.Images.ReadAsync(image.FileName, TestActors.Analyst, default));
        Assert.False((await desk.Images.ReadAsync(image.FileName, TestActors.Editor, default))!.IsPublic);

        await desk.SubscribeAsync(1);
        var draft = await desk.CompileAsync();
        Assert.Null((await desk.Grain().SaveAsync(draft.Subject, $"{draft.Body}\n\n{image.Markdown}\n", draft.Revision, TestActors.Editor, default)).Error);
        Assert.Null(await desk.Images.ReadAsync(image.FileName, null, default));
        await desk.BeginAsync();

        var file = (await desk.Images.ReadAsync(image.FileName, null, default))!;
        Assert.Equal((true, "image/png"), (file.IsPublic, file.ContentType));
        Assert.Equal(Pictures.Png(), file.Bytes);
        Assert.Null(await desk.Images.ReadAsync($"{image.Hash}.jpg", null, default));
        Assert.Null(await desk.Images.ReadAsync($"../{image.FileName}", null, default));
    }

    [Theory]
    [InlineData("", "image-description")]
    [InlineData("two\nlines", "image-description")]
    public async Task A_picture_needs_a_description(string description, string code)
    {
        await using var desk = await NewsletterDesk.CreateEmptyAsync(DatabaseKind.Sqlite, fixture);
        Assert.Equal(code, (await desk.Images.UploadAsync(Pictures.Png(), "gate.png", description, TestActors.Editor, default)).Error?.Code);
        Assert.Equal("image-description", (await desk.Images.UploadAsync(Pictures.Png(), "gate.png", new string('a', 301), TestActors.Editor, default)).Error?.Code);
    }

    [Fact]
    public async Task Only_those_who_write_issues_upload_and_only_those_who_prepare_them_list()
    {
        await using var desk = await NewsletterDesk.CreateEmptyAsync(DatabaseKind.Sqlite, fixture);
        Assert.Equal(Authority.Refusal, (await desk.Images.UploadAsync(Pictures.Png(), "gate.png", "A poster", TestActors.Approver, default)).Error);
        Assert.Equal(Authority.Refusal, (await desk.Images.ListAsync(TestActors.Analyst, default)).Error);
    }

    [Fact]
    public async Task A_picture_is_in_the_page_in_the_mail_and_in_words_in_the_text()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        var wide = (await desk.Images.UploadAsync(Pictures.Png(1_200, 10), "wide.png", "A *wide* poster & \"more\"", TestActors.Editor, default)).Value!;
        var small = (await desk.Images.UploadAsync(Pictures.Jpeg, "small.jpg", "A small poster", TestActors.Editor, default)).Value!;
        var issue = (await desk.Compiler.CompileAsync(NewsletterDesk.Key, "Pictures", $"{wide.Markdown}\n\nFirst words.\n\n{small.Markdown}\n", default)).Value!;

        var web = issue.Web((_, _, _) => "");
        Assert.Contains($"<img class=\"issue-image\" src=\"{wide.Path}\" alt=\"A *wide* poster &amp; &quot;more&quot;\" width=\"1200\" height=\"10\">", web, StringComparison.Ordinal);
        var mail = EmailLayout.Html(issue.Email());
        Assert.Contains($"<img src=\"cid:{wide.Hash}\" width=\"544\" ", mail, StringComparison.Ordinal);
        Assert.Contains($"<img src=\"cid:{small.Hash}\" width=\"8\" ", mail, StringComparison.Ordinal);
        Assert.Contains("[Picture: A *wide* poster & \"more\"]", EmailText.Document(issue.Email()), StringComparison.Ordinal);
        Assert.Equal("First words.", issue.Email().Preheader);

        var composed = await fixture.ComposeAsync(await desk.Mail.ContentAsync(issue, desk.Clock.GetUtcNow(), default));
        var copy = composed.Personalise(new MailRecipient(ComposerFixture.Reader.To, "issue.reader", MailSlot.Token(new byte[32]))).Value;
        var images = (await fixture.Parser.ReadAsync(copy.ToArray())).GetProperty("images").EnumerateArray().ToList();
        Assert.Equal([$"image/png {wide.Hash}", $"image/jpeg {small.Hash}"], images.Select(image => $"{image.GetProperty("contentType").GetString()} {image.GetProperty("cid").GetString()}"));
        Assert.Equal(Pictures.Png(1_200, 10), images[0].GetProperty("content").GetBytesFromBase64());
    }

    [Theory]
    [InlineData("![x](/newsletters/images/0000000000000000000000000000000000000000000000000000000000000000.png)", "There is no such picture here")]
    [InlineData("![x](https://evil.example/x.png)", "must be one that was uploaded here")]
    [InlineData("![x](//evil.example/x.png)", "must be one that was uploaded here")]
    [InlineData("![x](data:image/png;base64,AAAA)", "must be one that was uploaded here")]
    [InlineData("![x](/newsletters/images/../../account)", "must be one that was uploaded here")]
    [InlineData("Text IMAGE", "needs a paragraph of its own")]
    [InlineData("- IMAGE", "needs a paragraph of its own")]
    [InlineData("# IMAGE", "needs a paragraph of its own")]
    [InlineData("[IMAGE](/join)", "needs a paragraph of its own")]
    public async Task Any_other_picture_is_refused(string body, string message)
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        var image = (await desk.Images.UploadAsync(Pictures.Png(), "gate.png", "A poster", TestActors.Editor, default)).Value!;
        var error = (await desk.Compiler.CompileAsync(NewsletterDesk.Key, "Pictures", body.Replace("IMAGE", image.Markdown, StringComparison.Ordinal), default)).Error!;
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_without_a_description_is_shown_and_blocks_the_review()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        var image = (await desk.Images.UploadAsync(Pictures.Png(), "gate.png", "A poster", TestActors.Editor, default)).Value!;
        var body = $"Text.\n\n![]({image.Path})\n";
        Assert.Null((await desk.Compiler.CompileAsync(NewsletterDesk.Key, "Pictures", body, default)).Error);
        var finding = Assert.Single(await desk.Checks.CheckAsync(NewsletterDesk.Key, "Pictures", body, new Dictionary<string, string>(), default));
        Assert.Equal((CheckCodes.NoAltText, true, 3), (finding.Code, finding.IsBlocking, finding.At!.Value.Line));
    }
}
