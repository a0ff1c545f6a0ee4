using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using static PortSafe.Domain.Tests.Ports.PortHistory;

namespace PortSafe.Domain.Tests.Ports;

public sealed class FacilityTests
{
    private static readonly FacilityNumber East = FacilityNumber.Parse("0001");
    private static readonly FacilityNumber West = FacilityNumber.Parse("0002");
    private static readonly DateOnly Today = On("2026-07-15");

    /// <summary>A member with two facilities since 2025.</summary>
    private static readonly PortHistory Two = Member
        .With([new FacilityAdded(On("2025-01-10"), East, "East quay"), new FacilityAdded(On("2025-01-10"), West, "West quay")]);

    [Theory]
    [InlineData("0001", true)]
    [InlineData("9999", true)]
    [InlineData("0000", false)]
    [InlineData("001", false)]
    [InlineData("00001", false)]
    [InlineData("00A1", false)]
    public void A_number_has_four_digits_and_is_not_nought(string text, bool isOne) => Assert.Equal(isOne, FacilityNumber.TryParse(text, null, out _));

    [Theory]
    [InlineData("GBFXT-0001", true)]
    [InlineData("GBFXT0001", false)]
    [InlineData("GBFXT-", false)]
    [InlineData("gbfxt-0001", false)]
    public void With_its_port_it_is_the_number_of_the_IMO(string text, bool isOne)
    {
        Assert.Equal(isOne, PortFacility.TryParse(text, null, out var facility));
        if (isOne)
            Assert.Equal(text, facility.ToString());
    }

    [Fact]
    public void A_port_s_awareness_is_the_sum_of_its_facilities()
    {
        var history = Two.With([Figures("2026Q1", 100, 40, East), Figures("2026Q2", 60, 30, West)]);
        var window = Window(history);

        Assert.Equal((160, 70), (window.Headcount, window.Briefed));
        Assert.Equal((100, 40), (Of(history, East).Headcount, Of(history, East).Briefed));
        Assert.Equal((60, 30), (Of(history, West).Headcount, Of(history, West).Briefed));
    }

    [Fact]
    public void The_headcount_is_unknown_until_every_open_facility_s_is_known()
    {
        var half = Two.With(Figures("2026Q2", 100, 40, East));

        Assert.Null(Window(half).Headcount);
        Assert.Equal(100, Window(half.With(new FacilityClosed(On("2026-07-01"), West, "Sold"))).Headcount);
    }

    [Fact]
    public void The_whole_port_s_headcount_stands_while_its_quarter_is_counted()
    {
        var parts = Two.With([Figures("2026Q2", 40, 40, East), Figures("2026Q2", 20, 20, West)]);

        Assert.Equal(500, Window(parts.Figures("2026Q1", 500, briefed: 200)).Headcount);
        Assert.Equal(260, Window(parts.Figures("2026Q1", 500, briefed: 200)).Briefed);
        Assert.Equal(60, Window(parts.Figures("2025Q2", 500, briefed: 200)).Headcount);
    }

    [Fact]
    public void A_facility_that_closed_counts_neither_above_the_line_nor_below()
    {
        var history = Two.With([Figures("2026Q1", 100, 100, East), Figures("2026Q1", 100, 0, West), new FacilityClosed(On("2026-07-01"), East, "Sold")]);

        Assert.Equal((100, 0), (Window(history).Headcount, Window(history).Briefed));
        Assert.Equal(100, AwarenessWindow.LastFourQuarters(history.AsOf("2026-06-30")).Briefed);
    }

    [Fact]
    public void Figures_of_the_whole_port_replace_all_else_of_their_quarter()
    {
        var history = Two
            .With([Figures("2026Q2", 100, 40, East), new BriefingHeld(On("2026-05-01"), Audience.Other, 7, West), new BriefingHeld(On("2026-02-01"), Audience.Other, 3, West)])
            .Figures("2026Q2", 200, briefed: 90);

        Assert.Equal(93, Window(history).Briefed);
    }

    [Fact]
    public void Figures_of_a_facility_replace_its_own_briefings_alone()
    {
        var history = Two.With(
        [
            new BriefingHeld(On("2026-05-01"), Audience.Other, 7, East), new BriefingHeld(On("2026-05-01"), Audience.Other, 5, West),
            new BriefingHeld(On("2026-05-01"), Audience.Other, 2), Figures("2026Q2", 100, 40, East),
        ]);

        Assert.Equal(40 + 5 + 2, Window(history).Briefed);
        Assert.Equal(40, Of(history, East).Briefed);
        Assert.Equal(5, Of(history, West).Briefed);
    }

    [Fact]
    public void Facilities_are_added_renamed_closed_and_opened_again()
    {
        var day = On("2026-03-01");
        var history = Two;
        history = history.With(Decided(history, new RenameFacility(day, East, "North quay")));
        history = history.With(Decided(history, new CloseFacility(day.AddDays(1), East, "Rebuilding")));
        Assert.Equal(new Facility(East, "North quay", On("2025-01-10"), day.AddDays(1)), history.AsOf(Today).Facilities[East]);

        history = history.With(Decided(history, new AddFacility(day.AddDays(30), East, "North quay")));
        Assert.Null(history.AsOf(Today).Facilities[East].ClosedOn);
        Assert.Equal(On("2025-01-10"), history.AsOf(Today).Facilities[East].AddedOn);
    }

    [Theory]
    [InlineData("facility-exists")]
    [InlineData("facility-not-open")]
    public void What_cannot_be_is_refused_by_name(string code)
    {
        var day = On("2026-03-01");
        var none = FacilityNumber.Parse("0009");
        PortCommand[] commands = code == "facility-exists"
            ? [new AddFacility(day, East, "East quay")]
            :
            [
                new RenameFacility(day, none, "None"), new CloseFacility(day, none, "Sold"), new RecordBriefing(day, Audience.Other, 5, none),
                new RecordQuarterFigures(Quarter.Parse("2026Q1"), new QuarterFigures(10, 0, 0, 0, 0, 0, 0, 0), none),
                new RecordBriefing(On("2025-01-09"), Audience.Other, 5, East),
            ];

        Assert.All(commands, command => Assert.Equal(code, PortDecisions.Decide(Two, command, Today).Error?.Code));
    }

    [Fact]
    public void The_same_figures_of_two_facilities_are_two_facts()
    {
        var figures = new QuarterFigures(10, 0, 0, 0, 0, 0, 0, 0);
        var history = Two.With(Decided(Two, new RecordQuarterFigures(Quarter.Parse("2026Q1"), figures, East)));

        Assert.NotNull(Decided(history, new RecordQuarterFigures(Quarter.Parse("2026Q1"), figures, West)));
        Assert.Equal("already-recorded", PortDecisions.Decide(history, new RecordQuarterFigures(Quarter.Parse("2026Q1"), figures, East), Today).Error?.Code);
    }

    private static PortEvent Decided(PortHistory history, PortCommand command) =>
        PortDecisions.Decide(history, command, Today) is { Value: [var only] } ? only : throw new InvalidOperationException($"Refused: {command}");

    private static QuarterFiguresRecorded Figures(string quarter, int headcount, int briefed, FacilityNumber facility) =>
        new(Quarter.Parse(quarter).End, Quarter.Parse(quarter), new QuarterFigures(headcount, 0, briefed, 0, 0, 0, 0, 0), facility);

    private static AwarenessWindow Window(PortHistory history) => AwarenessWindow.LastFourQuarters(history.AsOf(Today));

    private static AwarenessWindow Of(PortHistory history, FacilityNumber facility) =>
        AwarenessWindow.OverFacility(history.AsOf(Today), facility, Quarter.Parse("2025Q3"), Quarter.Parse("2026Q3"));
}
