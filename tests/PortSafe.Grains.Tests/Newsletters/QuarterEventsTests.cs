using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Checks;
using PortSafe.Grains.Newsletters.Drafting;
using PortSafe.Grains.Newsletters.Figures;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Newsletters;

public sealed class QuarterEventsTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    private static readonly Quarter Quarter = NewsletterDesk.Quarter;

    [Theory]
    [BothDatabases]
    public async Task A_quarters_news_are_what_members_did_in_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AppendAsync(database,
            new PortBuilder("GBSEH").On(2026, 8, 3).Added("Seaham").Applied().Approved().PackIssued("2026-09").Reached(Milestone.LeadNamed, Milestone.GuideRead),
            new PortBuilder("GBPAR").On(2025, 9, 30).Added("Par").Applied().Approved().PackIssued("2024-01").Reached([.. Milestone.Essential]).On(2026, 9, 30).Reached(Milestone.AnnualSelfCheck, Milestone.LeadNamed, Milestone.Drill).PackIssued("2026-09"),
            new PortBuilder("GBFXT").On(2026, 1, 1).Added("Felixstowe").Applied().Approved().PackIssued("2024-01").On(2026, 7, 1).Reached(Milestone.Drill, Milestone.PulseSurvey).On(2026, 9, 1).Lost(Milestone.PulseSurvey),
            new PortBuilder("GBDVR").On(2026, 7, 1).Added("Dover").Applied().Approved().Reached(Milestone.Drill).On(2026, 9, 29).Withdrawn(),
            new PortBuilder("GBHRW").On(2025, 11, 1).Added("Harwich").Applied().Approved().PackIssued("2024-01").Reached([.. Milestone.Essential]),
            new PortBuilder("GBHUL").On(2026, 10, 1).Added("Hull").Applied().Approved().Reached(Milestone.Drill));

        var news = await new QuarterEvents(database.Contexts, new EventStore(database.Contexts, new TestClock())).ReadAsync(Quarter, default);

        Assert.Equal(["Seaham"], news.NewMembers.Select(member => member.Name));
        Assert.Equal(
            [(Milestone.LeadNamed, 1), (Milestone.GuideRead, 1), (Milestone.AnnualSelfCheck, 1), (Milestone.Drill, 2)],
            news.Milestones.Select(reached => (reached.Milestone, reached.Ports)));
        Assert.Equal([new NewPack("2026-09", new DateOnly(2026, 8, 3), 2)], news.Packs);
        Assert.Equal(1, news.ReviewsDue);
    }

    [Fact]
    public async Task An_entry_that_was_a_mistake_is_no_news()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await AppendAsync(database, new PortBuilder("GBSEH").On(2026, 6, 1).Added("Seaham").Applied().Approved().On(2026, 8, 3).Reached(Milestone.Drill).With(new EntryWithdrawn(new DateOnly(2026, 8, 3), 4, "Another port")));
        var news = await new QuarterEvents(database.Contexts, new EventStore(database.Contexts, new TestClock())).ReadAsync(Quarter, default);
        Assert.Empty(news.Milestones);
    }

    [Fact]
    public void Every_sentence_of_a_draft_names_what_it_comes_from()
    {
        var draft = Draft(Everything);
        Assert.All(draft.Sources, source => Assert.Contains(source.Sentence, draft.Body, StringComparison.Ordinal));
        var rest = draft.Sources.OrderByDescending(source => source.Sentence.Length).Aggregate(draft.Body, (text, source) => text.Replace(source.Sentence, "", StringComparison.Ordinal));
        // What is left is headings, labels, the line to the charts, and marks.
        Assert.All(
            rest.Split('\n').Select(line => line.Trim(' ', '-', '#')).Where(line => line.Length > 0),
            line => Assert.True(line.StartsWith("**", StringComparison.Ordinal) || line.StartsWith("[Sign in to see the charts", StringComparison.Ordinal) || Headings.Contains(line), line));
        Assert.Contains(draft.Sources, source => source.Source.StartsWith("Released cells: line-known of 2026Q3, line-known of 2026Q2, line-known of 2025Q3", StringComparison.Ordinal));
        Assert.Contains(draft.Sources, source => source.Source.StartsWith("Events “milestone-recorded” from 1 July 2026 to 30 September 2026: drill", StringComparison.Ordinal));
        Assert.Equal(draft.Sources, DraftSource.FromJson(DraftSource.ToJson(draft.Sources)));
    }

    [Fact]
    public async Task A_draft_with_all_the_news_there_can_be_passes_the_checklist()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        await desk.JoinAsync(("GBSEH", "Seaham"));
        var draft = Draft(Everything);
        var findings = await desk.Checks.CheckAsync(NewsletterDesk.Key, draft.Subject, draft.Body, new Dictionary<string, string>(), default);
        Assert.DoesNotContain(findings, finding => finding.IsBlocking);
    }

    [Fact]
    public async Task The_sources_of_a_draft_are_kept_and_named_while_its_sentences_stand()
    {
        await using var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture);
        var draft = await desk.CompileAsync();
        var origins = new DraftOrigins(desk.Database.Contexts);

        var all = (await origins.InAsync(NewsletterDesk.Key, draft.Body, TestActors.Approver, default)).Value!;
        Assert.InRange(all.Count, 15, 40);
        var fewer = (await origins.InAsync(NewsletterDesk.Key, draft.Body.Replace(all[1].Sentence, "My own words.", StringComparison.Ordinal), TestActors.Editor, default)).Value!;
        Assert.Equal(all.Where(source => source != all[1]), fewer);
        Assert.NotNull((await origins.InAsync(NewsletterDesk.Key, draft.Body, TestActors.Analyst, default)).Error);
    }

    [Theory]
    [InlineData(1, 1, "One port briefed its contractors.", "at one port before 1 January 2027")]
    [InlineData(2, 1_200, "2 ports briefed their contractors.", "at 1,200 ports before 1 January 2027")]
    [InlineData(2, 0, "2 ports briefed their contractors.", "is due by 15 January 2027.")]
    public void Counts_are_worded_as_people_say_them(int ports, int due, string deed, string next)
    {
        var body = Draft(new QuarterNews([], [new MilestoneReached(Milestone.ContractorsCovered, ports)], [], due)).Body;
        Assert.Contains($"- {deed}\n", body, StringComparison.Ordinal);
        Assert.Contains(next, body, StringComparison.Ordinal);
        Assert.Equal(due > 0, body.Contains("self-check falls due", StringComparison.Ordinal));
    }

    private static readonly string[] Headings =
        ["What changed", "Where staff have been briefed", "New members", "Milestones reached", "New materials", "What was reported", "What is next", "Remind your staff", "About the figures"];

    private static QuarterNews Everything { get; } = new(
        [new NewMember(Locode.Parse("GBSEH"), "Seaham")],
        [.. Milestone.All.Select((milestone, index) => new MilestoneReached(milestone, index + 1))],
        [new NewPack("2026-09", new DateOnly(2026, 9, 3), 12)],
        14);

    private static NewsletterDraft Draft(QuarterNews news) =>
        NewsletterDraft.Of(new ReleaseFigures(ReleaseBuilder.Whole(Quarter).Build(), [ReleaseBuilder.Whole(Quarter.Previous).Build(), ReleaseBuilder.Whole(Quarter.SameQuarterLastYear).Build()]), news);

    private static async Task AppendAsync(TestDatabase database, params PortBuilder[] ports)
    {
        var store = new EventStore(database.Contexts, new TestClock());
        foreach (var port in ports)
            Assert.True(await store.AppendAsync([new PortAppend(port.Locode, PortHistory.Empty, port.Events)], TestActors.Admin, null, default));
    }
}
