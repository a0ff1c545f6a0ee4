using FsCheck;
using FsCheck.Fluent;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Domain.Tests.Schemes;
using static PortSafe.Domain.Tests.Ports.PortHistory;

namespace PortSafe.Domain.Tests.Ports;

public sealed class PortInputTests
{
    private static readonly DateOnly Today = On("2026-07-15");
    private static readonly AddPort Good = new(On("2020-01-01"), "Example Port", Wales, PortSize.Minor, 51.5, -3.2);

    [Theory]
    [InlineData(null, "text-missing")]
    [InlineData("", "text-missing")]
    [InlineData("  ", "text-missing")]
    [InlineData("Two\nlines", "text-unprintable")]
    [InlineData("Tab\there", "text-unprintable")]
    [InlineData("Nul\0here", "text-unprintable")]
    [InlineData("Escape\u001b[31m", "text-unprintable")]
    [InlineData("Next\u0085line", "text-unprintable")]
    [InlineData("Line\u2028separator", "text-unprintable")]
    public void A_reason_is_one_line_of_text(string? reason, string code) =>
        AssertInvalid(code, "reason", Member, new SuspendScheme(On("2024-02-01"), reason!));

    [Fact]
    public void Half_of_a_surrogate_pair_is_no_text() =>
        AssertInvalid("text-unprintable", "reason", Member, new SuspendScheme(On("2024-02-01"), "Half \ud800 pair"));

    [Theory]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public void Notes_and_reasons_are_of_500_characters_at_most(int length, bool fits)
    {
        var text = new string('é', length);

        Assert.Equal(fits, Decide(Member, new SuspendScheme(On("2024-02-01"), text)).Error is null);
        Assert.Equal(fits, Decide(Member, new RecordMilestone(On("2024-02-01"), Milestone.Drill, text)).Error is null);
        Assert.Equal(fits, Decide(Member, new WithdrawScheme(On("2024-02-01"), text)).Error?.Code != "text-too-long");
    }

    [Fact]
    public void A_note_may_be_left_out()
    {
        foreach (var note in new[] { null, "", "  " })
        {
            var recorded = Assert.IsType<MilestoneRecorded>(Decide(Member, new RecordMilestone(On("2024-02-01"), Milestone.Drill, note)).Value!.Single());
            Assert.Null(recorded.Note);
        }
        AssertInvalid("text-unprintable", "note", Member, new RecordMilestone(On("2024-02-01"), Milestone.Drill, "Two\nlines"));
    }

    [Fact]
    public void Every_command_with_a_reason_needs_one()
    {
        var at = On("2024-02-01");
        PortCommand[] commands =
            [new ClosePort(at, ""), new Reject(at, ""), new SuspendScheme(at, ""), new WithdrawScheme(at, ""), new ReinstateScheme(at, ""), new WithdrawMilestone(at, Milestone.Drill, "")];

        Assert.All(commands, command => AssertInvalid("text-missing", "reason", Member, command));
    }

    [Fact]
    public void A_port_needs_a_name_a_region_of_the_plan_and_a_place_on_earth()
    {
        AssertInvalid("text-missing", "name", Unknown, Good with { Name = " " });
        AssertInvalid("text-too-long", "name", Unknown, Good with { Name = new string('x', 101) });
        AssertInvalid("text-too-long", "name", Port, new RenamePort(On("2020-01-01"), new string('x', 101)));
        AssertInvalid("region-unknown", "region", Unknown, Good with { Region = default });
        AssertInvalid("coordinate-out-of-bounds", "latitude", Unknown, Good with { Latitude = 90.1 });
        AssertInvalid("coordinate-out-of-bounds", "latitude", Unknown, Good with { Latitude = double.NaN });
        AssertInvalid("coordinate-out-of-bounds", "longitude", Unknown, Good with { Longitude = -180.1 });
        AssertInvalid("coordinate-out-of-bounds", "longitude", Unknown, Good with { Longitude = double.PositiveInfinity });
        Assert.Null(Decide(Unknown, Good with { Latitude = -90, Longitude = 180 }).Error);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2022 11")]
    [InlineData("2022/11")]
    [InlineData("123456789012345678901")]
    public void A_pack_has_a_version(string? version) =>
        AssertInvalid("pack-version-invalid", "version", Member, new IssuePack(On("2024-02-01"), version!));

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    public void A_briefing_has_between_one_and_a_hundred_thousand_heads(int heads, bool fits)
    {
        var error = Decide(Member, new RecordBriefing(On("2024-02-01"), Audience.Other, heads)).Error;

        Assert.Equal(fits ? (null, null) : ("figure-out-of-bounds", "headcount"), (error?.Code, error?.Field));
    }

    [Fact]
    public void Figures_whose_parts_exceed_their_wholes_are_refused() =>
        AssertInvalid(
            "figure-out-of-bounds", "know_line", Member, new RecordQuarterFigures(new Quarter(2024, 1), new QuarterFigures(200, 10, 40, 5, 20, 21, 0, 0)));

    [Fact]
    public void Whatever_is_asked_of_whatever_history_is_decided_and_never_throws() =>
        Prop.ForAll(
            AnyHistory.Histories.ToArbitrary(),
            AnyHistory.Events.ToArbitrary(),
            ArbMap.Default.ArbFor<string>(),
            (history, item, text) =>
            {
                var result = Decide(history, CommandFor(item, text));
                return result.Error is null ? result.Value!.Count == 1 : result.Value is null;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void What_was_just_recorded_is_recorded_already() =>
        Prop.ForAll(
            AnyHistory.Histories.ToArbitrary(),
            AnyHistory.Events.ToArbitrary(),
            (history, item) =>
            {
                var command = CommandFor(item, "A reason");
                return !Decide(history, command).Succeeded(out var events, out _)
                    || Decide(history.With(events), command).Error?.Code is "already-recorded";
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static PortCommand CommandFor(PortEvent item, string? text) => item switch
    {
        PortAdded added => new AddPort(added.At, text!, added.Region, added.Size, added.Latitude, added.Longitude),
        PortRenamed => new RenamePort(item.At, text!),
        PortClosed => new ClosePort(item.At, text!),
        SchemeApplied applied => new Apply(item.At, applied.Role),
        SchemeApproved => new Approve(item.At),
        SchemeRejected => new Reject(item.At, text!),
        PackIssued issued => new IssuePack(item.At, issued.Version),
        SchemeSuspended => new SuspendScheme(item.At, text!),
        SchemeWithdrawn => new WithdrawScheme(item.At, text!),
        SchemeReinstated => new ReinstateScheme(item.At, text!),
        MilestoneRecorded recorded => new RecordMilestone(item.At, recorded.Milestone, text),
        MilestoneWithdrawn withdrawn => new WithdrawMilestone(item.At, withdrawn.Milestone, text!),
        BriefingHeld briefing => new RecordBriefing(item.At, briefing.Audience, briefing.HeadCount),
        QuarterFiguresRecorded figures => new RecordQuarterFigures(figures.Quarter, figures.Figures),
        ContactVerified => new VerifyContact(item.At),
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, null),
    };

    private static Result<IReadOnlyList<PortEvent>> Decide(PortHistory history, PortCommand command) => PortDecisions.Decide(history, command, Today);

    private static void AssertInvalid(string code, string field, PortHistory history, PortCommand command)
    {
        var error = Decide(history, command).Error;
        Assert.Equal((ErrorKind.Invalid, code, field), (error?.Kind, error?.Code, error?.Field));
    }
}
