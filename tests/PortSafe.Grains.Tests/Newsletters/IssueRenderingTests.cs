using PortSafe.Domain;
using PortSafe.Grains.Mail.Layout;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Testing;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Newsletters;

public sealed class IssueRenderingTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    [Fact]
    public async Task The_draft_of_a_quarter_reads_as_it_was_looked_at()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        await desk.JoinAsync(("GBSEH", "Seaham"), ("GBULL", "Ullapool"), ("GBPAR", "Par"));
        var draft = await desk.CompileAsync();
        Golden("draft.md", $"Subject: {draft.Subject}\n\n{draft.Body}");

        var issue = (await desk.Compiler.CompileAsync(NewsletterDesk.Key, draft.Subject, draft.Body, default)).Value!;
        Golden("draft.html", EmailLayout.Html(issue.Email()));
        Golden("draft.txt", EmailText.Document(issue.Email()));
        Golden("draft-web.html", Web(issue));
    }

    [Fact]
    public async Task Every_kind_of_markup_reads_as_it_was_looked_at()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        var compiled = await desk.Compiler.CompileAsync(NewsletterDesk.Key, "Every kind of markup", EveryKind, default);
        Assert.Null(compiled.Error);
        Golden("markup.html", EmailLayout.Html(compiled.Value!.Email()));
        Golden("markup.txt", EmailText.Document(compiled.Value.Email()));
        Golden("markup-web.html", Web(compiled.Value));
    }

    [Fact]
    public async Task No_line_of_the_text_is_over_seventy_two_characters_but_for_an_address()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        var draft = await desk.CompileAsync();
        foreach (var body in new[] { draft.Body, EveryKind })
        {
            var text = EmailText.Document((await desk.Compiler.CompileAsync(NewsletterDesk.Key, "Subject", body, default)).Value!.Email());
            Assert.All(text.Split('\n').Where(line => !line.Contains("http", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 72));
        }
    }

    private static string Web(CompiledIssue issue) => issue.Web((id, quarter, isNarrow) => $"/charts/{id}.svg?quarter={quarter}&width={(isNarrow ? 343 : 640)}");

    private static void Golden(string name, string actual) => Assert.Equal(GoldenFile.Read(name, actual), actual);

    internal const string EveryKind = """
        # A *first* heading with {{stat:reports}} reports

        ## A second one that is so long that it has to be wrapped in the plain text of a mail, which it is

        ### A third

        A paragraph with **bold**, *italic*, `code {{stat:reports}}`, an entity &mdash; &lt;b&gt;, <b>raw HTML</b>,
        a soft break,\
        a hard break, [a link](https://example.org/path?a=1&b=2), <https://example.org>, [a page](/newsletters),
        [a mailbox](mailto:desk@jmsc.example), <desk@jmsc.example> and [a number](tel:+448001412927). Braces as text: \{{stat:reports}}.

        [See how your scheme is doing](/ports)

        - first
        - second, which goes on for long enough to be wrapped and to show that the lines after the first hang under it
          1. nested
          2. again
        - third with **bold**

        3. three

        4. four, loose

        > A quotation with {{stat:staff-reached region="Wales"}}.
        >
        > - and a list

        | Port | Reports | Note |
        |:-----|--------:|------|
        | A \| B | {{stat:reports group=other}} | The first note is long enough to be wrapped within its own column of the table |
        | C | {{stat:reports period=2025Q3}} | short |

            code by indent {{chart:staff-reached}}

        ```
        <script>fenced</script> {{table:key-figures}}
        ```

        ---

        {{table:key-figures}}

        {{table:awareness}}

        {{table:staff-reached period=2026Q2}}

        {{chart:reports-by-quarter}}

        {{chart:schemes-by-stage}}
        """;
}
