using PortSafe.Grains.Newsletters.Editing;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Newsletters.Editing;

public sealed class MailPreviewTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    [Fact]
    public async Task Charts_are_shown_by_their_address_and_what_somebody_typed_is_not_touched()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        var issue = (await desk.Compiler.CompileAsync(NewsletterDesk.Key, "Subject", "{{chart:staff-reached}}\n\nTyped: <img src=\"cid:staff-reached-2026Q3\">", default)).Value!;

        var html = MailPreview.Html(issue, (chart, quarter, _) => $"/pictures/{chart}?of={quarter}&as=mail");

        Assert.Contains("<img src=\"/pictures/staff-reached?of=2026Q3&amp;as=mail\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=\"cid:", html, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=&quot;cid:staff-reached-2026Q3&quot;", html, StringComparison.Ordinal);
    }
}
