using PortSafe.Domain.Toolkit;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Checks;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Newsletters.Checks;

public sealed class IssueChecksTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>, IAsyncLifetime
{
    private const string Subject = "What changed this quarter";
    private static readonly Dictionary<string, string> NoReasons = [];
    private NewsletterDesk _desk = null!;

    public async Task InitializeAsync()
    {
        _desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        await _desk.JoinAsync(("GBFXT", "Felixstowe"), ("GBPAR", "Par"), ("GBKLN", "King's Lynn"), ("GBBIF", "Barrow in Furness"));
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory]
    [InlineData("{{stat:weather}}", 1, 1, "There is no measure “weather”")]
    [InlineData("Fine.\n\nMany {{stat:reports", 3, 6, "A token opens here")]
    [InlineData("{{stat:reports period=1999Q1}}", 1, 1, "is not frozen")]
    [InlineData("Fine {{chart:staff-reached}} here", 1, 6, "needs a line of its own")]
    [InlineData("[x](javascript:alert)", 1, 1, "A link must lead to")]
    [InlineData("![Posters](https://example.org/x.png)", 1, 1, "must be one that was uploaded here")]
    public async Task Markup_and_tokens_that_cannot_be_used_block(string body, int line, int column, string message)
    {
        var finding = Assert.Single(await CheckAsync(body));
        Assert.Equal((CheckCodes.Text, true, line, column), (finding.Code, finding.IsBlocking, finding.At!.Value.Line, finding.At.Value.Column));
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Call 0800 555 111 today.", "0800 555 111")]
    [InlineData("Call **0800** *555* 111 today.", "0800 555 111")]
    [InlineData("Call [0800](/join) 555 111 today.", "0800 555 111")]
    [InlineData("Call +44 (0)800 555-111 today.", "+44 (0)800 555-111")]
    [InlineData("Call ０８００ ５５５ １１１ today.", "０８００ ５５５ １１１")]
    [InlineData("Call `0800 555 111` today.", "0800 555 111")]
    [InlineData("| Who | Number |\n|---|---|\n| Us | 0800 555 111 |", "0800 555 111")]
    [InlineData("- 0800 555 111", "0800 555 111")]
    [InlineData("> 0800 555 111", "0800 555 111")]
    [InlineData("    0800 555 111", "0800 555 111")]
    [InlineData("# Call 0800 555 111\n\nText", "0800 555 111")]
    [InlineData("Ring 101.", "101")]
    [InlineData("[Call us](tel:+44800555111)", "+44800555111")]
    [InlineData("&#48;800 555 111", "0800 555 111")]
    public async Task A_telephone_number_that_is_no_contact_entry_blocks(string body, string number)
    {
        var finding = Assert.Single(await CheckAsync(body));
        Assert.Equal((CheckCodes.TelephoneNumber, true), (finding.Code, finding.IsBlocking));
        Assert.StartsWith($"“{number}” is a telephone number", finding.Message, StringComparison.Ordinal);
        Assert.NotNull(finding.At);
    }

    [Fact]
    public async Task A_number_passes_once_it_is_a_contact_entry()
    {
        const string Body = "Ring the desk on 020 7946 0000, or +44 20 7946 0000.";
        Assert.Equal(2, (await CheckAsync(Body)).Count);
        Assert.Null((await _desk.Contacts.AddAsync(ContactKind.Telephone, "(020) 7946-0000", "JMSC Police Desk", TestActors.Admin, default)).Error);
        Assert.Empty(await CheckAsync(Body));
    }

    [Theory]
    [InlineData("Call [0800 141 2927](tel:+448001412927), or [999](tel:999) in an emergency.")]
    [InlineData("Call 0800 141 2927. It is free.")]
    [InlineData("From 1 July 2026 to 30/09/2026, 12% of 1,234,567 tonnes.")]
    public async Task The_reporting_line_and_ordinary_figures_pass(string body) => Assert.Empty(await CheckAsync(body));

    [Fact]
    public async Task A_link_that_says_one_number_and_calls_another_blocks() =>
        Assert.Contains("calls 999", Assert.Single(await CheckAsync("[0800 141 2927](tel:999)")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Felixstowe had 3 reports.", "3", "Felixstowe")]
    [InlineData("There were three at felixstowe.", "three", "felixstowe")]
    [InlineData("Dozens came from **Felix**stowe.", "Dozens", "Felixstowe")]
    [InlineData("Par saw 7%.", "7%", "Par")]
    [InlineData("PAR saw 7.", "7", "PAR")]
    [InlineData("At King’s Lynn there were ٣.", "٣", "Kings Lynn")]
    [InlineData("Barrow-in-Furness: ½ of them.", "½", "Barrow in Furness")]
    [InlineData("We heard of 12 insiders.", "12", "insiders")]
    [InlineData("Cargo theft is up by 40%.", "40%", "Cargo theft")]
    [InlineData("Organised crime: hundreds.", "hundreds", "Organised crime")]
    [InlineData("In Wales 5 reports came in.", "5", "Wales")]
    [InlineData("Security: 5 reports.", "5", "Security")]
    [InlineData("- Felixstowe. There were more. 3 in all.", "3", "Felixstowe")]
    [InlineData("- Felixstowe\n  - 3 of them", "3", "Felixstowe")]
    [InlineData("Reports at Felixstowe:\n\n- 3 new ones", "3", "Felixstowe")]
    [InlineData("| Port | Number |\n|---|---|\n| Felixstowe | 3 |", "3", "Felixstowe")]
    [InlineData("| Felixstowe | Others |\n|---|---|\n| 3 | many |", "3", "Felixstowe")]
    [InlineData("In 2026 Felixstowe had 4.", "4", "Felixstowe")]
    public async Task A_figure_typed_near_a_name_blocks_without_a_reason(string body, string figure, string name)
    {
        var finding = Assert.Single(await CheckAsync(body));
        Assert.Equal((CheckCodes.TypedFigure, true), (finding.Code, finding.IsBlocking));
        Assert.StartsWith($"“{figure}” is typed near “{name}”", finding.Message, StringComparison.Ordinal);
        Assert.NotNull(finding.ReasonKey);
    }

    [Theory]
    [InlineData("Felixstowe joined on 3 August 2026.")]
    [InlineData("Felixstowe joined on August 3, at 10:30 or 2pm.")]
    [InlineData("Felixstowe joined in 2026, in 2025–26 or 2026Q3.")]
    [InlineData("Felixstowe had {{stat:reports}}.")]
    [InlineData("On a par with 3 others.")]
    [InlineData("Felixstowe joined. There are 3 posters.")]
    [InlineData("Par can call 0800 141 2927, or [999](tel:999).")]
    [InlineData("At Par a report is 100% anonymous.")]
    [InlineData("In Wales 5 ports joined.")]
    [InlineData("The port facility security officer has 3 tasks.")]
    public async Task What_tells_nothing_of_reports_passes(string body) => Assert.Empty(await CheckAsync(body));

    [Fact]
    public async Task A_reason_lets_a_sentence_pass_and_is_shown_until_the_sentence_changes()
    {
        var blocking = Assert.Single(await CheckAsync("Felixstowe has 3 gates."));
        var reasons = new Dictionary<string, string> { [blocking.ReasonKey!] = "Gates are no reports." };

        var passed = Assert.Single(await CheckAsync("Fine.\n\nFelixstowe   has\n3 gates.", reasons));
        Assert.Equal((false, "Gates are no reports.", "Felixstowe has 3 gates."), (passed.IsBlocking, passed.Reason, passed.Sentence));
        Assert.Contains("Gates are no reports.", passed.Message, StringComparison.Ordinal);

        Assert.True(Assert.Single(await CheckAsync("Felixstowe has 4 gates.", reasons)).IsBlocking);
    }

    [Fact]
    public async Task A_figure_in_the_subject_needs_a_reason_too()
    {
        var finding = Assert.Single(await _desk.Checks.CheckAsync(NewsletterDesk.Key, "Felixstowe: 3 reports", "Text", NoReasons, default));
        Assert.Equal((CheckCodes.TypedFigure, null), (finding.Code, finding.At));
    }

    [Theory]
    [InlineData("[x y](/nowhere)", "There is no page “/nowhere”")]
    [InlineData("[x y](/newsletters/2020Q1)", "No newsletter “2020Q1”")]
    [InlineData("[x y](https://portsafe.example/nowhere?a=1)", "There is no page “/nowhere”")]
    [InlineData("[x y](#nowhere)", "There is no heading")]
    [InlineData("[x y](/people)", "There is no page “/people”")]
    public async Task A_link_that_leads_nowhere_here_blocks(string body, string message)
    {
        var finding = Assert.Single(await CheckAsync(body));
        Assert.Equal((CheckCodes.BrokenLink, true), (finding.Code, finding.IsBlocking));
        Assert.StartsWith(message, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[the archive](/newsletters)")]
    [InlineData("[this issue](/newsletters/2026Q3)")]
    [InlineData("[the charts](/?quarter=2026Q3)")]
    [InlineData("[how to join](https://portsafe.example/join)")]
    [InlineData("[the news](https://example.org/nowhere)")]
    [InlineData("## What’s *new*?\n\n[what is new](#what-s-new)")]
    public async Task A_link_that_leads_somewhere_passes(string body) => Assert.Empty(await CheckAsync(body));

    [Theory]
    [InlineData("[click here](/join)")]
    [InlineData("[Read more…](/join)")]
    [InlineData("[here](/join)")]
    [InlineData("<https://example.org/x>")]
    [InlineData("[https://example.org](https://example.org)")]
    [InlineData("[](/join)")]
    public async Task A_link_whose_text_does_not_say_where_it_leads_is_warned_of(string body)
    {
        var finding = Assert.Single(await CheckAsync(body));
        Assert.Equal((CheckCodes.LinkText, false), (finding.Code, finding.IsBlocking));
    }

    [Theory]
    [InlineData("# One\n\n## Two\n\n## Three\n\nText", "Two", 3)]
    [InlineData("Text\n\n## Last", "Last", 3)]
    [InlineData("## Two\n\n# One\n\nText", "Two", 1)]
    [InlineData("## A **b**\n\n## C\n\nText", "A b", 1)]
    public async Task A_section_without_contents_blocks(string body, string heading, int line)
    {
        var finding = Assert.Single(await CheckAsync(body));
        Assert.Equal((CheckCodes.EmptySection, true, line), (finding.Code, finding.IsBlocking, finding.At!.Value.Line));
        Assert.StartsWith($"Nothing stands under “{heading}”", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", CheckCodes.NoSubject, true)]
    [InlineData("  ", CheckCodes.NoSubject, true)]
    [InlineData("Two\nlines", CheckCodes.NoSubject, true)]
    [InlineData("A subject that goes on for so long that no mail program will show the end of it", CheckCodes.LongSubject, false)]
    [InlineData("Great news for ports!", CheckCodes.LoudSubject, false)]
    [InlineData("GREAT NEWS FOR PORTS", CheckCodes.LoudSubject, false)]
    public async Task A_subject_is_there_short_and_quiet(string subject, string code, bool isBlocking)
    {
        var finding = Assert.Single(await _desk.Checks.CheckAsync(NewsletterDesk.Key, subject, "Text", NoReasons, default));
        Assert.Equal((code, isBlocking), (finding.Code, finding.IsBlocking));
    }

    [Fact]
    public async Task A_text_that_is_hard_to_read_is_warned_of_with_its_age()
    {
        const string Hard = "Organisational transformation necessitates comprehensive interdepartmental collaboration notwithstanding considerable infrastructural complexity. ";
        var finding = Assert.Single(await CheckAsync(string.Concat(Enumerable.Repeat(Hard, 6))));
        Assert.Equal((CheckCodes.ReadingAge, false), (finding.Code, finding.IsBlocking));
        Assert.Matches("^The text reads at an age of [0-9.]+ \\(Flesch–Kincaid\\)", finding.Message);
    }

    [Fact]
    public async Task A_mail_too_large_for_Gmail_is_warned_of() =>
        Assert.Equal(CheckCodes.LargeMail, Assert.Single(await CheckAsync(string.Concat(Enumerable.Repeat("The cat sat on the mat.\n\n", 1_200)))).Code);

    [Fact]
    public async Task Findings_come_blocking_first_and_in_the_order_of_the_text()
    {
        var findings = await CheckAsync("[here](/join)\n\nCall 0800 555 111.\n\nFelixstowe had 3.\n\n## Empty");
        Assert.Equal([CheckCodes.TelephoneNumber, CheckCodes.TypedFigure, CheckCodes.EmptySection, CheckCodes.LinkText], findings.Select(finding => finding.Code));
        Assert.StartsWith("Line 3, column 6: ", findings[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_draft_that_the_platform_writes_has_nothing_that_blocks()
    {
        var draft = await _desk.CompileAsync();
        var findings = await _desk.Checks.CheckAsync(NewsletterDesk.Key, draft.Subject, draft.Body, NoReasons, default);
        Assert.DoesNotContain(findings, finding => finding.IsBlocking);
    }

    [Theory]
    [InlineData("```\n```")]
    [InlineData("| a |\n|---|")]
    [InlineData("- \n- \n")]
    [InlineData("> ")]
    [InlineData("[x]: /join")]
    [InlineData("![]()")]
    [InlineData("[]()")]
    [InlineData("#")]
    [InlineData("")]
    public async Task Odd_texts_are_checked_as_well(string body) => Assert.NotNull(await CheckAsync(body));

    private async Task<IReadOnlyList<CheckFinding>> CheckAsync(string body, Dictionary<string, string>? reasons = null) =>
        await _desk.Checks.CheckAsync(NewsletterDesk.Key, Subject, body, reasons ?? NoReasons, default);
}
