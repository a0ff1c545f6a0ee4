using PortSafe.Domain.Accounts;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Domain.Tests.Accounts;

public sealed class AuthorityTests
{
    private static readonly Locode Own = Locode.Parse("GBFXT");
    private static readonly Locode Other = Locode.Parse("GBLER");
    private static readonly DateOnly At = new(2024, 2, 1);
    private static readonly FacilityNumber Facility = FacilityNumber.Parse("0001");
    private const int OwnEntry = 1, FacilityEntry = 2;
    private static readonly PortEvent[] History = [new BriefingHeld(At, Audience.Other, 5), new BriefingHeld(At, Audience.Other, 5, Facility)];

    private static readonly PortCommand[] Decisions =
    [
        new AddPort(At, "Example Port", default, PortSize.Minor, 0, 0), new RenamePort(At, "Other Port"), new ClosePort(At, "Closed"),
        new Apply(At, ApplicantRole.All[0]), new Approve(At), new Reject(At, "No"), new IssuePack(At, "2022-11"), new SuspendScheme(At, "Review"),
        new WithdrawScheme(At, "Left"), new ReinstateScheme(At, "Back"), new AddFacility(At, Facility, "East quay"),
        new RenameFacility(At, Facility, "West quay"), new CloseFacility(At, Facility, "Sold"),
    ];

    private static readonly PortCommand[] Records =
    [
        new RecordMilestone(At, Milestone.Drill), new WithdrawMilestone(At, Milestone.Drill, "Mistake"), new RecordBriefing(At, Audience.Other, 5),
        new RecordQuarterFigures(Quarter.Of(At), new QuarterFigures(1, 0, 0, 0, 0, 0, 0, 0)), new VerifyContact(At),
        new WithdrawEntry(OwnEntry, "Mistake"),
    ];

    private static readonly PortCommand[] RecordsOfFacility =
    [
        new RecordBriefing(At, Audience.Other, 5, Facility), new RecordQuarterFigures(Quarter.Of(At), new QuarterFigures(1, 0, 0, 0, 0, 0, 0, 0), Facility),
        new WithdrawEntry(FacilityEntry, "Mistake"),
    ];

    [Theory]
    [InlineData("jmsc-admin", true, true, true)]
    [InlineData("jmsc-analyst", false, true, true)]
    [InlineData("editor", false, false, false)]
    [InlineData("approver", false, false, false)]
    [InlineData("analyst", false, false, false)]
    [InlineData("port-manager", false, true, false)]
    public void A_role_decides_on_schemes_and_records_for_its_own_port_or_any(string role, bool decides, bool recordsOwn, bool recordsOther)
    {
        var actor = Actor.Person(Guid.Empty, Role.Parse(role), Own);

        Assert.All(Decisions, command => Assert.Equal(decides, PortDecisions.Allowed(History, command, Own, actor)));
        Assert.All(Decisions, command => Assert.Equal(decides, PortDecisions.Allowed(History, command, Other, actor)));
        Assert.All(Records, command => Assert.Equal(recordsOwn, PortDecisions.Allowed(History, command, Own, actor)));
        Assert.All(Records, command => Assert.Equal(recordsOther, PortDecisions.Allowed(History, command, Other, actor)));
    }

    [Fact]
    public void Whoever_manages_a_facility_records_its_awareness_and_nothing_else()
    {
        var manager = Actor.Person(Guid.Empty, Role.PortManager) with { Facilities = [new PortFacility(Own, Facility)] };

        Assert.All(RecordsOfFacility, command => Assert.True(PortDecisions.Allowed(History, command, Own, manager)));
        Assert.All(RecordsOfFacility, command => Assert.False(PortDecisions.Allowed(History, command, Other, manager)));
        Assert.All([.. Decisions, .. Records], command => Assert.False(PortDecisions.Allowed(History, command, Own, manager)));
        Assert.True(manager.MayRead(Own));
        Assert.False(manager.MayRead(Other));
        Assert.False(manager.MayReadReportsOf(Own));
        Assert.All(RecordsOfFacility, command => Assert.False(PortDecisions.Allowed(History, command, Own, manager with { Role = Role.Analyst })));
    }

    [Fact]
    public void Whoever_manages_a_port_records_for_its_facilities_too() =>
        Assert.All(RecordsOfFacility, command => Assert.True(PortDecisions.Allowed(History, command, Own, Actor.Person(Guid.Empty, Role.PortManager, Own))));

    [Theory]
    [InlineData("compile-release")]
    [InlineData("draft-newsletter")]
    [InlineData("sweep")]
    [InlineData("health")]
    [InlineData("unheard-of")]
    public void No_job_records_or_decides_anything_of_a_port(string job) =>
        Assert.All([.. Decisions, .. Records], command => Assert.False(PortDecisions.Allowed(History, command, Own, Actor.Job(job))));

    [Theory]
    [InlineData("jmsc-admin", "ReadAnyPort ReadSector ManageSchemes RecordForAnyPort ImportAwareness TrackNewsletterAddresses ImportReports ReadRawCounts PrepareReleases ApproveReleases WriteIssues ApproveIssues RecordBounces Administer")]
    [InlineData("jmsc-analyst", "ReadAnyPort ReadSector RecordForAnyPort ImportAwareness ImportReports ReadRawCounts PrepareReleases")]
    [InlineData("editor", "ReadSector WriteIssues")]
    [InlineData("approver", "ReadSector ApproveIssues")]
    [InlineData("analyst", "ReadSector")]
    [InlineData("port-manager", "ReadSector")]
    public void A_role_may_do_what_the_table_says_and_nothing_else(string role, string permissions)
    {
        var actor = Actor.Person(Guid.Empty, Role.Parse(role));

        Assert.Equal(permissions, string.Join(' ', Enum.GetValues<Permission>().Where(permission => actor.May(permission))));
    }

    [Fact]
    public void Exact_report_counts_are_for_JMSC_and_the_job_that_compiles_a_release()
    {
        Assert.All(Role.All, role => Assert.Equal(role.IsJmsc, Actor.Person(Guid.Empty, role).May(Permission.ReadRawCounts)));
        Assert.True(Actor.Job("compile-release").May(Permission.ReadRawCounts));
        Assert.False(Actor.Job("draft-newsletter").May(Permission.ReadRawCounts));
    }

    [Fact]
    public void A_job_is_never_one_of_two_people()
    {
        foreach (var job in new[] { "compile-release", "draft-newsletter", "sweep", "health" })
        {
            Assert.False(Actor.Job(job).May(Permission.ApproveReleases));
            Assert.False(Actor.Job(job).May(Permission.ApproveIssues));
            Assert.False(Actor.Job(job).IsPerson);
            Assert.Null(Actor.Job(job).PersonId);
        }
    }

    [Fact]
    public void A_port_manager_reads_the_port_managed_and_no_other()
    {
        var manager = Actor.Person(Guid.Empty, Role.PortManager, Own);

        Assert.True(manager.MayRead(Own));
        Assert.False(manager.MayRead(Other));
    }

    [Fact]
    public void A_list_of_ports_gives_nothing_to_another_role() =>
        Assert.False(Actor.Person(Guid.Empty, Role.Editor, Own).Manages(Own));
}
