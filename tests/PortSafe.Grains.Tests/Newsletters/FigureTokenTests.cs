using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Mail.Layout;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Newsletters;

public sealed class FigureTokenTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>, IAsyncLifetime
{
    private NewsletterDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory]
    [InlineData("{{stat:reports}}", "540 to 544")]
    [InlineData("{{ stat:reports }}", "540 to 544")]
    [InlineData("{{stat:reports period=2025Q3}}", "470 to 474")]
    [InlineData("{{stat:reports group=\"other\"}}", "fewer than 10")]
    [InlineData("{{stat:reports region=\"Northern Ireland\" period=2026Q3}}", "fewer than 10")]
    [InlineData("{{stat:staff-reached region=\"Wales\"}}", "22%")]
    [InlineData("{{stat:schemes-by-stage stage=active}}", "20")]
    [InlineData("**{{stat:line-known}}**", "66%")]
    [InlineData("[{{stat:line-known}} know it](/newsletters)", "66% know it (https://portsafe.example/newsletters)")]
    public async Task A_token_reads_the_released_figure(string token, string words) => Assert.Contains($"Say {words}.", await TextAsync($"Say {token}."), StringComparison.Ordinal);

    [Theory]
    [InlineData("`{{stat:nonsense}}`")]
    [InlineData("``{{stat:nonsense}} ` ``")]
    [InlineData("    {{chart:nonsense}}")]
    [InlineData("```\n{{table:nonsense}}\n```")]
    [InlineData("\\{{stat:nonsense}}")]
    [InlineData("{ {stat:nonsense}}")]
    public async Task In_code_and_behind_a_backslash_a_token_is_text(string markdown) => Assert.Contains("nonsense", await TextAsync(markdown), StringComparison.Ordinal);

    [Theory]
    [InlineData("one\n\ntwo {{stat:reportz}}", 3, 5, "There is no measure “reportz”. There are act-completions, adoption-rate, anonymity-believed, confident-to-report, line-known, reports, schemes-by-stage, staff-reached.")]
    [InlineData("{{stat:reports colour=red}}", 1, 1, "There is no argument “colour”. There are period, region, group, size, stage.")]
    [InlineData("- a\n- b {{stat:reports region=Wale}}", 2, 5, "There is no region “Wale”. There are East, North East,")]
    [InlineData("{{stat:reports group=crime}}", 1, 1, "There is no group “crime”. There are insider, organised-crime, security, other.")]
    [InlineData("{{stat:reports size=major}}", 1, 1, "“reports” is not published for that. It is published for the nation, by group, by region.")]
    [InlineData("{{stat:reports region=Wales group=insider}}", 1, 1, "“reports” is not published for that.")]
    [InlineData("{{stat:reports period=2024Q1}}", 1, 1, "The release of 2024Q1 is not frozen")]
    [InlineData("{{stat:reports period=2026Q4}}", 1, 1, "The release of 2026Q4 is not frozen")]
    [InlineData("{{stat:reports period=autumn}}", 1, 1, "“autumn” is not a quarter. Write it like 2025Q3.")]
    [InlineData("{{stat:reports period=2025Q3 period=2026Q2}}", 1, 1, "“period” is given twice.")]
    [InlineData("a\n{{chart:nonsense}}\nb", 2, 1, "There is no chart “nonsense”. There are adoption-by-region,")]
    [InlineData("{{chart:staff-reached region=Wales}}", 1, 1, "There is no argument “region”. There is period.")]
    [InlineData("{{table:nonsense}}", 1, 1, "There is no table “nonsense”. There are awareness, key-figures, reports-by-group, reports-by-region, staff-reached.")]
    [InlineData("see {{chart:staff-reached}}", 1, 5, "A chart or table needs a line of its own.")]
    [InlineData("> {{table:key-figures}}", 1, 3, "A chart or table stands by itself.")]
    [InlineData("- {{chart:staff-reached}}", 1, 3, "A chart or table stands by itself.")]
    [InlineData("{{image:logo}}", 1, 1, "There is no token “image”. There are stat, chart, table.")]
    [InlineData("{{reports}}", 1, 1, "“{{reports}}” cannot be read.")]
    [InlineData("x {{stat:reports", 1, 3, "is not closed on its line")]
    [InlineData("x {{stat:reports\nregion=Wales}}", 1, 3, "is not closed on its line")]
    [InlineData("[x](https://example.org/{{stat:reports}})", 1, 1, "A token cannot stand in a link's address.")]
    [InlineData("| a | b |\n|---|---|\n| 1 | {{stat:x}} |", 3, 7, "There is no measure “x”.")]
    public async Task A_wrong_token_is_an_error_that_names_its_place_and_what_is_known(string markdown, int line, int column, string message)
    {
        var error = (await _desk.Compiler.CompileAsync(NewsletterDesk.Key, "Subject", markdown, default)).Error!;
        Assert.Equal("issue-text", error.Code);
        Assert.StartsWith($"Line {line}, column {column}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_error_is_named_up_to_ten_and_the_rest_counted()
    {
        var body = string.Join("\n\n", Enumerable.Range(1, 13).Select(number => $"{{{{stat:unknown-{number}}}}}"));
        var error = (await _desk.Compiler.CompileAsync(NewsletterDesk.Key, "Subject", body, default)).Error!;
        Assert.Contains("Line 1, column 1: There is no measure “unknown-1”", error.Message, StringComparison.Ordinal);
        Assert.Contains("Line 19, column 1: There is no measure “unknown-10”", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("There are 3 more.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_for_a_ports_managers_cannot_be_quoted()
    {
        await using var desk = await NewsletterDesk.CreateEmptyAsync(DatabaseKind.Sqlite, fixture);
        await new ReleaseBuilder(NewsletterDesk.Quarter).Reports(100).OfPort("GBFXT", 3).FreezeAsync(desk.Database);
        Assert.Null((await desk.Compiler.CompileAsync(NewsletterDesk.Key, "Subject", "{{stat:reports}}", default)).Error);
        var error = (await desk.Compiler.CompileAsync(NewsletterDesk.Key, "Subject", "{{stat:reports region=East}}", default)).Error!;
        Assert.Contains("It is published for the nation.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withheld_figure_is_said_to_be_withheld()
    {
        await using var desk = await NewsletterDesk.CreateEmptyAsync(DatabaseKind.Sqlite, fixture);
        await new ReleaseBuilder(NewsletterDesk.Quarter).Withheld(Measure.LineKnown).Withheld(Measure.StaffReached, Region.Parse("Wales")).FreezeAsync(desk.Database);
        var text = EmailText.Document((await desk.Compiler.CompileAsync(NewsletterDesk.Key, "Subject", "{{stat:line-known}}\n\n{{table:staff-reached}}", default)).Value!.Email());
        Assert.Contains("not shown (too few answers)", text, StringComparison.Ordinal);
        Assert.Matches("Wales +Not shown", text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("two\nlines")]
    [InlineData("Bcc:\u0000")]
    public async Task A_subject_is_one_line_of_text(string subject) =>
        Assert.Equal("issue-subject", (await _desk.Compiler.CompileAsync(NewsletterDesk.Key, subject, "Text", default)).Error!.Code);

    [Fact]
    public async Task Texts_and_tokens_have_limits()
    {
        Assert.Equal("issue-subject", await CodeAsync(new string('x', 201), "Text"));
        Assert.Equal("issue-too-long", await CodeAsync("Subject", new string('x', 100_001)));
        Assert.Equal("issue-too-deep", await CodeAsync("Subject", string.Concat(Enumerable.Repeat("> ", 2_000)) + "x"));
        Assert.Equal("issue-text", await CodeAsync("Subject", string.Concat(Enumerable.Repeat("{{stat:reports}} ", 501))));
        Assert.Null(await CodeAsync("Subject", string.Concat(Enumerable.Repeat("{{stat:reports}} ", 500))));
        Assert.Equal("release-not-frozen", (await _desk.Compiler.CompileAsync(IssueKey.Of(NewsletterDesk.Quarter.Next), "Subject", "Text", default)).Error!.Code);
    }

    private async Task<string?> CodeAsync(string subject, string body) => (await _desk.Compiler.CompileAsync(NewsletterDesk.Key, subject, body, default)).Error?.Code;

    private async Task<string> TextAsync(string body)
    {
        var compiled = await _desk.Compiler.CompileAsync(NewsletterDesk.Key, "Subject", body, default);
        Assert.Null(compiled.Error);
        return EmailText.Document(compiled.Value!.Email());
    }
}
