using PortSafe.Dashboard.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Testing.Ports;

namespace PortSafe.Dashboard.Tests.Ports;

public sealed class StagePathTests
{
    private static readonly DateOnly Today = new(2026, 11, 1);

    [Fact]
    public void Nobody_has_applied_so_there_is_no_path() => Assert.Empty(StagePath.Of(new PortBuilder().Added().Events, Today));

    [Fact]
    public void An_application_waits_with_the_whole_way_ahead() =>
        Assert.Equal("[applied 2026-10-01] registered pack-issued launched active", Path(new PortBuilder().Added().On(2026, 10, 1).Applied()));

    [Fact]
    public void Each_step_has_the_first_day_on_which_it_held() =>
        Assert.Equal("registered 2026-09-05 [pack-issued 2026-09-07] launched active", Path(new PortBuilder().Added().On(2026, 9, 1).Applied().On(2026, 9, 5).Approved().On(2026, 9, 7).PackIssued()));

    [Fact]
    public void A_step_that_was_jumped_over_is_left_out() =>
        Assert.Equal("registered 2026-09-05 [active 2026-09-09]", Path(new PortBuilder().Added().On(2026, 9, 1).Applied().On(2026, 9, 5).Approved().On(2026, 9, 9).Reached([.. Milestone.Essential])));

    [Fact]
    public void A_review_that_fell_due_ends_the_path_on_the_day_after_the_self_check_lapsed() =>
        Assert.Equal(
            "registered 2025-09-05 active 2025-09-09 [review-due 2026-09-10 !]",
            Path(new PortBuilder().Added().On(2025, 9, 1).Applied().On(2025, 9, 5).Approved().On(2025, 9, 9).Reached([.. Milestone.Essential])));

    [Fact]
    public void A_scheme_that_nobody_tended_since_is_dormant() =>
        Assert.EndsWith("[dormant 2026-04-09 !]", Path(new PortBuilder().Added().On(2025, 1, 1).Applied().On(2025, 1, 5).Approved().On(2025, 1, 9).Reached([.. Milestone.Essential])), StringComparison.Ordinal);

    [Fact]
    public void A_new_application_starts_a_new_path() =>
        Assert.Equal(
            "[applied 2026-10-01] registered pack-issued launched active",
            Path(new PortBuilder().Added().On(2025, 9, 1).Applied().On(2025, 9, 5).Rejected().On(2026, 10, 1).Applied()));

    private static string Path(PortBuilder port) => string.Join(' ', StagePath.Of(port.Events, Today).Select(step =>
    {
        var text = $"{step.Stage}{(step.On is { } on ? $" {on:yyyy-MM-dd}" : "")}{(step.IsSetback ? " !" : "")}";
        return step.IsCurrent ? $"[{text}]" : text;
    }));
}
