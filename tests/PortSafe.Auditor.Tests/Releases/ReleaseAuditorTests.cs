using PortSafe.Auditor.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;

namespace PortSafe.Auditor.Tests.Releases;

/// <summary>A region of ports A to F and another of K to O, in the four quarters of a year.</summary>
public sealed class ReleaseAuditorTests(NodeSolver solver) : IClassFixture<NodeSolver>
{
    private static readonly Region North = Region.Parse("North East");
    private static readonly Region West = Region.Parse("Wales");

    [Fact]
    public async Task A_port_that_enters_in_the_last_quarter_does_not_stop_it()
    {
        var audit = await AuditAsync(new Publication([.. Ports("ABCDE"), Port('F', 4, null), .. Others], Year("ABCDE", "ABCDEF")), []);

        Assert.Equal(0, audit.Scenarios[2].Failing);
    }

    [Fact]
    public void Two_ports_are_protected_from_the_others_in_the_quarters_in_which_both_are_there()
    {
        var publication = new Publication([Port('A', 1, null), Port('B', 1, 2), Port('C', 3, null)], []);

        var pools = SectorReader.Of(AuditScenario.Pool, publication, [], [Q(1), Q(2), Q(3), Q(4)]);

        Assert.Equal([P('C'), P('B')], pools.Select(pool => pool.Ports.Single()));
        Assert.Equal([true, true, false, false], Enumerable.Range(1, 4).Select(quarter => pools[0].IsPromised(Q(quarter))));
        Assert.Equal([false, false, true, true], Enumerable.Range(1, 4).Select(quarter => pools[1].IsPromised(Q(quarter))));
    }

    [Fact]
    public async Task Figures_that_the_account_rule_hides_are_not_taken_for_known()
    {
        var publication = new Publication([.. Ports("ABCDE"), Port('F', 4, null), .. Others], Year("ABCDE", "ABCDEF"));

        var shown = await AuditAsync(publication, [Account([])]);
        var hidden = await AuditAsync(publication, [Account([Q(1), Q(2), Q(3)])]);

        Assert.Equal(4, shown.Scenarios[1].Failing);
        Assert.Equal(0, hidden.Scenarios[1].Failing);
    }

    [Fact]
    public async Task True_counts_of_hidden_quarters_are_left_out_of_what_is_protected_from_their_manager()
    {
        var publication = new Publication([.. Ports("ABCDE"), Port('F', 4, null), .. Others], Year("ABCDE", "ABCDEF"));
        TrueCount[] truth = [.. "ABCD".SelectMany(port => Enumerable.Range(1, 4).Select(quarter => new TrueCount(P(port), Q(quarter), 8)))];

        var shown = await new ReleaseAuditor(solver).AuditInsidersAsync(publication, [Account([])], truth, null, default);
        var hidden = await new ReleaseAuditor(solver).AuditInsidersAsync(publication, [Account([Q(1), Q(2), Q(3)])], truth, null, default);

        Assert.Equal(4, shown.Failing);
        Assert.Equal(0, hidden.Failing);
        Assert.Equal(2 + 5, hidden.Cells);
    }

    [Fact]
    public async Task A_port_that_was_closed_and_reinstated_is_one_port()
    {
        var publication = new Publication([.. Ports("ABCDE"), Port('F', 1, 1), Port('F', 4, null), .. Others], [.. Year("ABCDE", "ABCDEF"), Shown('F', 1)]);

        var audit = await AuditAsync(publication, [new("person:F", [P('F')])]);

        Assert.Equal(0, audit.Scenarios.Sum(scenario => scenario.Failing));
        Assert.Equal((10 * 5) + 3, audit.Scenarios[0].Cells);
        Assert.Equal(10 * 5, audit.Scenarios[1].Cells);
    }

    [Fact]
    public async Task A_reinstated_port_counts_once_in_a_revised_region()
    {
        AuditedPort[] ports = [Port('A', 1, 1), Port('A', 4, null), Port('B', 4, 4), Port('B', 1, 2), .. Others];
        PublishedFigure[] figures = [Figure(4, 40, 44) with { Region = North }, Figure(4, 45, 49) with { Region = North, Vintage = 1 }];
        var table = new SectorTable(new Publication(ports, figures), [Q(4)], new Dictionary<Quarter, Lateness> { [Q(4)] = Lateness.Some }, figures);

        var answers = await new RangeSearch(solver).FindAsync(new CellAttack(table.ToCounts(), null).Questions, default);

        Assert.All(answers, answer => Assert.True(answer.IsFeasible));
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task Figures_that_no_counts_fit_are_a_contradiction(string name, PublishedFigure[] figures)
    {
        var publication = new Publication([.. Ports("A"), .. Others], figures);

        await Assert.ThrowsAsync<ContradictionException>(() => AuditAsync(publication, [new("person:x", [P('A'), P('Z')])]));
        Assert.NotEmpty(name);
    }

    public static TheoryData<string, PublishedFigure[]> Impossible => new()
    {
        { "a region without ports", [Figure(1, 10, 14) with { Region = Region.Parse("South West") }] },
        { "a port outside the register", [Figure(1, 10, 14) with { Port = P('Z') }] },
        { "a port outside the register that no account holds", [Figure(1, 10, 14) with { Port = P('Y') }] },
        { "a region of one port that is shown otherwise", [Figure(1, 10, 14) with { Region = North }, Figure(1, 0, 9) with { Port = P('A') }] },
        { "a group that is shown in two ways", [Figure(1, 0, 9) with { Group = CategoryGroup.All[0] }, Figure(1, 10, 14) with { Group = CategoryGroup.All[0] }] },
        { "an empty interval", [Figure(1, 9, 0)] },
        { "an empty interval of a region without ports", [Figure(1, 0, -1) with { Region = Region.Parse("South West") }] },
        { "groups of more than the nation", [Figure(1, 0, 9), Figure(1, 10, 14) with { Group = CategoryGroup.All[0] }] },
    };

    [Fact]
    public async Task Nothing_is_known_of_a_region_without_ports_that_is_shown_as_few() =>
        Assert.True((await AuditAsync(new Publication([.. Others], [Figure(1, 0, 9) with { Region = North }, Figure(1, 0, 9) with { Port = P('A') }]), [Account([])])).Passes);

    private static IEnumerable<AuditedPort> Others => "KLMNO".Select(port => new AuditedPort(P(port), West, Q(1), null));

    private Task<ReleaseAudit> AuditAsync(Publication publication, IReadOnlyList<AuditedAccount> accounts) =>
        new ReleaseAuditor(solver).AuditAsync(publication, accounts, null, default);

    /// <summary>An account of four ports, which leave one other until a fifth enters.</summary>
    private static AuditedAccount Account(IReadOnlyList<Quarter> hidden) => new("person:x", [.. "ABCD".Select(P)], hidden);

    /// <summary>Ports shown as fewer than ten each, and their region as 40 to 44.</summary>
    private static IReadOnlyList<PublishedFigure> Year(string before, string last) =>
        [.. Enumerable.Range(1, 4).SelectMany(quarter => (quarter < 4 ? before : last).Select(port => Shown(port, quarter)).Append(Figure(quarter, 40, 44) with { Region = North }))];

    private static PublishedFigure Shown(char port, int quarter) => Figure(quarter, 0, 9) with { Port = P(port) };

    private static PublishedFigure Figure(int quarter, long lower, long upper) => new(Q(quarter), Q(quarter), 0, null, null, null, lower, upper);

    private static IEnumerable<AuditedPort> Ports(string ports) => ports.Select(port => Port(port, 1, null));

    private static AuditedPort Port(char port, int from, int? to) => new(P(port), North, Q(from), to is { } last ? Q(last) : null);

    private static Locode P(char port) => Locode.Parse($"GBAA{port}");

    private static Quarter Q(int number) => new(2026, number);
}
