using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Domain.Tests.Ports;

namespace PortSafe.Domain.Tests.Schemes;

public sealed class ApplicationDecisionsTests
{
    private const string Pack = "2026-11";

    private static readonly DateOnly Today = new(2026, 10, 9);
    private static readonly ApplicantRole Role = ApplicantRole.All[0];
    private static readonly PortHistory Waiting = PortHistory.Port.Applied("2026-01-05");
    private static readonly ApplicationReference Reference = ApplicationReference.Parse("PS-7K3F-92QD");

    [Fact]
    public void A_port_applies_once_when_it_does_not_take_part()
    {
        Assert.Equal([new SchemeApplied(Today, Role)], ApplicationDecisions.Submitted(PortHistory.Port, Role, Today));
        Assert.Single(ApplicationDecisions.Submitted(Waiting.Rejected("2026-02-01"), Role, Today));
        Assert.Single(ApplicationDecisions.Submitted(PortHistory.Member.Withdrawn("2026-02-01"), Role, Today));
    }

    [Fact]
    public void Whoever_applies_cannot_change_a_port_that_waits_takes_part_is_suspended_or_closed()
    {
        Assert.Empty(ApplicationDecisions.Submitted(Waiting, Role, Today));
        Assert.Empty(ApplicationDecisions.Submitted(PortHistory.Member, Role, Today));
        Assert.Empty(ApplicationDecisions.Submitted(PortHistory.Member.Suspended("2026-02-01"), Role, Today));
        Assert.Empty(ApplicationDecisions.Submitted(PortHistory.Member.Closed("2026-02-01"), Role, Today));
    }

    [Fact]
    public void Approval_takes_a_port_from_wherever_it_is_into_the_scheme_with_its_pack()
    {
        Assert.Equal([new SchemeApproved(Today), new PackIssued(Today, Pack)], Approved(Waiting));
        Assert.Equal([new SchemeApplied(Today, Role), new SchemeApproved(Today), new PackIssued(Today, Pack)], Approved(PortHistory.Port));
        Assert.Equal([new SchemeApplied(Today, Role), new SchemeApproved(Today)], Approved(PortHistory.Member.Withdrawn("2026-02-01")));
        Assert.Equal([new PackIssued(Today, Pack)], Approved(Waiting.Approved("2026-02-01")));
        Assert.Empty(Approved(PortHistory.Member)!);
    }

    [Fact]
    public void A_port_can_apply_again_on_the_day_of_its_withdrawal()
    {
        var again = PortHistory.Port.Applied("2026-10-09").Withdrawn("2026-10-09");

        Assert.Equal([new SchemeApplied(Today, Role)], ApplicationDecisions.Submitted(again, Role, Today));
        Assert.Equal(Standing.Approved, again.With(Approved(again)!).AsOf(Today).Standing);
    }

    [Fact]
    public void Approval_is_refused_where_the_port_cannot_join()
    {
        Assert.Equal("scheme-suspended", ApplicationDecisions.Approved(PortHistory.Member.Suspended("2026-02-01"), Role, Pack, Today).Error?.Code);
        Assert.Equal("port-closed", ApplicationDecisions.Approved(PortHistory.Member.Closed("2026-02-01"), Role, Pack, Today).Error?.Code);
        Assert.Equal("pack-version-invalid", ApplicationDecisions.Approved(Waiting, Role, "not a version", Today).Error?.Code);
    }

    [Fact]
    public void A_rejection_and_a_withdrawal_end_the_ports_application_when_none_is_left_and_name_nobody()
    {
        Assert.Equal([new SchemeRejected(Today, "Application PS-7K3F-92QD was not accepted.")], ApplicationDecisions.Rejected(Waiting, Reference, true, Today));
        Assert.Equal([new SchemeWithdrawn(Today, "Application PS-7K3F-92QD was withdrawn.")], ApplicationDecisions.Withdrawn(Waiting, Reference, true, Today));
        Assert.Empty(ApplicationDecisions.Rejected(Waiting, Reference, false, Today));
        Assert.Empty(ApplicationDecisions.Withdrawn(Waiting, Reference, false, Today));
        Assert.Empty(ApplicationDecisions.Rejected(PortHistory.Member, Reference, true, Today));
        Assert.Empty(ApplicationDecisions.Withdrawn(PortHistory.Member, Reference, true, Today));
    }

    private static IReadOnlyList<PortEvent>? Approved(PortHistory port) => ApplicationDecisions.Approved(port, Role, Pack, Today).Value;
}
