using PortSafe.Auditor.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;

namespace PortSafe.Auditor.Tests.Releases;

/// <summary>Two ports in two quarters, and a third that enters in the second; the first quarter was revised.</summary>
public sealed class PublicationCheckerTests(NodeSolver solver) : IClassFixture<NodeSolver>
{
    private static readonly Region North = Region.Parse("North East");
    private static readonly AuditedPort[] Ports = [Port('A', 1), Port('B', 1), Port('C', 2)];
    private static readonly IReadOnlySet<Quarter> Revised = new HashSet<Quarter> { Q(1) };

    private static readonly PublishedFigure[] Figures =
    [
        Figure(1, 0, 10, 14), Figure(1, 1, 10, 14), Figure(2, 0, 20, 24),
        Figure(1, 0, 10, 14) with { Region = North }, Figure(2, 0, 20, 24) with { Region = North },
        Figure(2, 0, 10, 14) with { Group = CategoryGroup.All[0] },
        Figure(1, 0, 20, 24) with { Last = Q(2), Port = P('A') },
    ];

    private static readonly (NamedCount Name, long Count)[] Fits =
    [
        (Of(0, 1, 'A'), 8), (Of(0, 1, 'B'), 4), (Of(0, 1, 0), 12), (Of(0, 1, 1), 0),
        (Of(1, 1, 'A'), 8), (Of(1, 1, 'B'), 6), (Of(1, 1, 0), 13), (Of(1, 1, 1), 1),
        (Of(0, 2, 'A'), 12), (Of(0, 2, 'B'), 4), (Of(0, 2, 'C'), 6), (Of(0, 2, 0), 14), (Of(0, 2, 1), 8),
    ];

    private static readonly PublishedFigure Claim = Figure(2, 0, 6, 6) with { Port = P('C') };

    [Fact]
    public void Counts_that_make_every_figure_are_accepted() => Assert.Null(Fault(Figures, Fits));

    [Fact]
    public void Any_count_that_is_changed_by_ten_is_noticed() =>
        Assert.All(Enumerable.Range(0, Fits.Length), place => Assert.All([-20, -10, 10, 20], change =>
            Assert.NotNull(Fault(Figures, [.. Fits.Select((count, other) => other == place ? (count.Name, count.Count + change) : count)]))));

    [Theory]
    [InlineData(8, 9, "The counts do not make a figure published for 2026Q1 to 2026Q2.")]
    [InlineData(9, 10, "The counts do not make a figure published for 2026Q2 to 2026Q2.")]
    [InlineData(11, 12, "The groups of a quarter do not make as many as its ports.")]
    public void What_is_moved_from_one_count_to_another_is_noticed(int from, int to, string fault)
    {
        var moved = Fits.Select((count, place) => (count.Name, count.Count + (place == from ? -2 : place == to ? 2 : 0))).ToArray();
        if (to == 12)
            moved[12].Item2 += 1;

        Assert.Equal(fault, Fault(Figures, moved));
    }

    [Fact]
    public void A_report_that_was_taken_back_is_noticed_where_readers_know_that_none_was()
    {
        (NamedCount Name, long Count)[] taken = [.. Fits.Select(count => count.Name == Of(1, 1, 'A') ? (count.Name, 7) : count.Name == Of(1, 1, 'B') ? (count.Name, 7) : count)];

        Assert.Equal("A report was taken back where readers know that none was.", Fault(Figures, taken));
        Assert.Null(new PublicationChecker(new ReaderView(Ports, Figures, new HashSet<Quarter>()), [.. taken.Select(count => count.Name)]).Fault([], [new(Claim, [.. taken.Select(count => count.Count)])]));
    }

    [Fact]
    public void A_count_of_a_port_outside_the_register_is_refused() =>
        Assert.Equal("A port has a count of a quarter in which it was not in the register.", Fault(Figures, [.. Fits, (Of(0, 1, 'C'), 0)]));

    [Fact]
    public void A_missing_or_negative_count_is_refused()
    {
        var negative = Fits.Select(count => count.Name == Of(0, 1, 0) ? (count.Name, 13) : count.Name == Of(0, 1, 1) ? (count.Name, -1) : count).ToArray();

        Assert.Equal("A count is missing, negative or beyond all bounds.", Fault(Figures, negative));
        Assert.Equal("A count is missing, negative or beyond all bounds.", new PublicationChecker(new ReaderView(Ports, Figures, Revised), [.. Fits.Select(count => count.Name)]).Fault([], [new(Claim, [1])]));
    }

    [Fact]
    public void Counts_that_do_not_show_what_is_claimed_are_refused() =>
        Assert.NotNull(new PublicationChecker(new ReaderView(Ports, Figures, Revised), [.. Fits.Select(count => count.Name)]).Fault([], [new(Claim with { Lower = 7, Upper = null }, [.. Fits.Select(count => count.Count)])]));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_figure_that_was_left_out_of_the_table_is_noticed(int left)
    {
        // The only region says what the nation does, so that one of the two could be left out without loss.
        var figures = Figures.Where(figure => figure.Region is null).ToList();
        var made = figures.Where((_, place) => place != left);
        var table = new SectorTable(new Publication(Ports, figures), [Q(1), Q(2)], new Dictionary<Quarter, Lateness> { [Q(1)] = Lateness.Some }, made);
        var known = figures.Where(figure => figure.Port is not null).ToLookup(figure => figure.Port!.Value);
        var attack = new RegionAttack(table, Ports.Select(port => port.Port), known, new PublicationChecker(new ReaderView(Ports, [.. figures.Where(figure => figure.Port is null)], Revised), table.NamedCounts));
        var answers = await new RangeSearch(solver).FindAsync(attack.Questions, default);

        if (left == figures.Count)
            Assert.NotEmpty(attack.Take([.. answers])!);
        else
            Assert.Throws<UnprovenException>(() => attack.Take([.. answers]));
    }

    private static string? Fault(PublishedFigure[] figures, (NamedCount Name, long Count)[] counts) =>
        new PublicationChecker(new ReaderView(Ports, [.. figures.Where(figure => figure.Port is null)], Revised), [.. counts.Select(count => count.Name)]).Fault(figures.Where(figure => figure.Port is not null), [new(Claim, [.. counts.Select(count => count.Count)])]);

    private static NamedCount Of(int vintage, int quarter, char port) => new(vintage, Q(quarter), P(port), null);

    private static NamedCount Of(int vintage, int quarter, int group) => new(vintage, Q(quarter), null, CategoryGroup.All[group]);

    private static PublishedFigure Figure(int quarter, int vintage, long lower, long upper) => new(Q(quarter), Q(quarter), vintage, null, null, null, lower, upper);

    private static AuditedPort Port(char port, int from) => new(P(port), North, Q(from), null);

    private static Locode P(char port) => Locode.Parse($"GBAA{port}");

    private static Quarter Q(int number) => new(2026, number);
}
