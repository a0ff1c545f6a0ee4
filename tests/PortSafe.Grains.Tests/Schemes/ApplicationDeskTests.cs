using Microsoft.EntityFrameworkCore;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Schemes;
using PortSafe.Grains.Tests.Accounts;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Schemes;

public sealed class ApplicationDeskTests
{
    private const string Pack = "2026-11";

    /// <summary>The revision of an application that was filled in and sent, and not touched since.</summary>
    private const int Sent = 4;

    [Theory, BothDatabases]
    public async Task Approval_lets_the_port_join_and_invites_the_applicant_once(DatabaseKind kind)
    {
        await using var desk = await Applicants.OpenAsync(kind);
        var (boss, reference) = (await desk.AddAdministratorAsync(), await desk.SendAsync());

        Assert.Null((await ApproveAsync(desk, reference, boss)).Error);

        Assert.Equal([new SchemeApproved(Today(desk)), new PackIssued(Today(desk), Pack)], (await desk.EventsAsync()).TakeLast(2));
        var person = (await desk.UseAsync(people => people.FindAsync(Applicants.Email, default)))!;
        Assert.Equal(("Pat Officer", Role.PortManager, "GBFXT"), (person.Name, person.Role, string.Join(' ', person.Ports)));
        var row = await desk.RowAsync(reference);
        Assert.Equal(("approved", boss.Id, person.Id, true), (row.State, row.DecidedBy, row.PersonId!.Value, row.SettledAt is not null));
        Assert.Equal(3, (await desk.MailAsync()).Count);
        await desk.RunAsync();
        Assert.Equal(3, (await desk.MailAsync()).Count);
        Assert.Equal("application-decided", (await ApproveAsync(desk, reference, boss)).Error?.Code);
    }

    [Theory, BothDatabases]
    public async Task Of_two_officers_who_decide_at_once_one_does(DatabaseKind kind)
    {
        await using var desk = await Applicants.OpenAsync(kind);
        var (first, second, reference) = (await desk.AddAdministratorAsync(), await desk.AddAdministratorAsync("Boss Two"), await desk.SendAsync());
        var sent = (await desk.RowAsync(reference)).Revision;

        var results = await Task.WhenAll(
            Task.Run(() => ApproveAsync(desk, reference, first, sent)),
            Task.Run(() => desk.DecideAsync(all => all.RejectAsync(reference, sent, "The port does not know the applicant.", second, default))));

        Assert.Single(results, result => result.Error is null);
        Assert.Contains(results.Single(result => result.Error is not null).Error!.Code, new[] { "application-changed", "application-decided" });
        Assert.Single(await desk.AuditAsync(), row => row.Action is "application-approved" or "application-rejected");
    }

    [Fact]
    public async Task An_invitation_that_was_missed_is_sent_by_the_nightly_job()
    {
        await using var desk = await Applicants.OpenAsync(DatabaseKind.Sqlite);
        var (boss, reference) = (await desk.AddAdministratorAsync(), await desk.SendAsync());
        await using (await desk.Database.BreakAsync("people"))
            await Assert.ThrowsAnyAsync<Exception>(() => ApproveAsync(desk, reference, boss));
        Assert.Equal(("approved", null), ((await desk.RowAsync(reference)).State, (await desk.RowAsync(reference)).PersonId));

        await desk.RunAsync();

        Assert.NotNull(await desk.UseAsync(people => people.FindAsync(Applicants.Email, default)));
        Assert.Equal(("person-invited", "job:applications"), (await desk.AuditAsync())[^1] is var row ? (row.Action, row.By) : default);
    }

    [Theory, BothDatabases]
    public async Task Whoever_has_an_account_gets_the_port_added_to_it(DatabaseKind kind)
    {
        await using var desk = await Applicants.OpenAsync(kind);
        var boss = await desk.AddAdministratorAsync();
        var manager = await desk.AddActiveAsync(Role.PortManager, "Pat Officer", Locode.Parse("GBDVR"));
        var reference = await desk.SendAsync("PAT.officer@people.example");

        Assert.Null((await ApproveAsync(desk, reference, boss)).Error);

        Assert.Equal("GBDVR GBFXT", string.Join(' ', (await desk.UseAsync(people => people.FindAsync(manager.PersonId!.Value, default)))!.Ports));
        Assert.Equal(2, await desk.Database.CountAsync("people"));
        Assert.Contains(await desk.Database.RowsAsync("person_ports_held"), row => row.Contains("GBFXT", StringComparison.Ordinal));
        Assert.Contains(await desk.MailAsync("PAT.officer@people.example"), body => body.Contains("You now look after the scheme of Felixstowe", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_of_somebody_with_another_role_or_without_an_account_any_more_is_not_approved()
    {
        await using var desk = await Applicants.OpenAsync(DatabaseKind.Sqlite);
        var boss = await desk.AddAdministratorAsync();
        await desk.AddActiveAsync(Role.Editor, "Ed Itor");
        var former = await desk.AddActiveAsync(Role.PortManager, "Fred Former", Applicants.Port);
        await desk.DeskAsync(all => all.RevokeAsync(former.PersonId!.Value, "Left.", boss, default));

        Assert.Equal("account-other-role", (await ApproveAsync(desk, await desk.SendAsync("ed.itor@people.example"), boss)).Error?.Code);
        Assert.Equal("account-revoked", (await ApproveAsync(desk, await desk.SendAsync("fred.former@people.example"), boss)).Error?.Code);
    }

    [Theory, BothDatabases]
    public async Task A_rejection_is_mailed_with_its_reason_in_which_nothing_is_markup(DatabaseKind kind)
    {
        await using var desk = await Applicants.OpenAsync(kind);
        var (boss, reference) = (await desk.AddAdministratorAsync(), await desk.SendAsync());
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        const string Reason = "[Click](https://evil.example) <b>now</b>\n- 1. {token}\n2. second";

        Assert.Null((await desk.DecideAsync(all => all.RejectAsync(reference, Sent, Reason, boss, default))).Error);

        var mail = (await desk.MailAsync())[^1];
        Assert.Contains(@"\[Click\]\(https://evil.example\)", mail, StringComparison.Ordinal);
        Assert.Contains(@"> 2\. second", mail, StringComparison.Ordinal);
        Assert.Equal($"Application {reference} was not accepted.", Assert.IsType<SchemeRejected>((await desk.EventsAsync())[^1]).Reason);
        var details = await GetAsync(desk, reference, boss);
        Assert.Equal((ApplicationState.Rejected, Reason, "Boss One"), (details.State, details.Messages[^1].Text, details.Messages[^1].By));
        Assert.Null(await desk.Join().PeekLinkAsync(await desk.LinkAsync(), default));
    }

    [Theory, BothDatabases]
    public async Task A_question_is_mailed_and_its_answer_brings_the_application_back(DatabaseKind kind)
    {
        await using var desk = await Applicants.OpenAsync(kind);
        var (boss, reference) = (await desk.AddAdministratorAsync(), await desk.SendAsync());
        Assert.Equal("application-ended", (await desk.Join().AnswerAsync("x", "Yes.", Applicants.Origin, default)).Error?.Code);
        desk.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null((await desk.DecideAsync(all => all.AskAsync(reference, Sent, "Who is your harbour master?", boss, default))).Error);

        var session = await desk.OpenLinkAsync();
        var asked = (await desk.Join().FindAsync(session, default))!;
        Assert.Equal((ApplicationState.MoreAsked, "Who is your harbour master?"), (asked.State, asked.Question));
        Assert.Equal(ApplicationState.Submitted, (await desk.Join().AnswerAsync(session, "Captain Example.", Applicants.Origin, default)).Value!.State);
        Assert.Equal("nothing-asked", (await desk.Join().AnswerAsync(session, "Again.", Applicants.Origin, default)).Error?.Code);
        Assert.Equal(["question", "answer"], (await GetAsync(desk, reference, boss)).Messages.Select(message => message.Kind));
        Assert.Equal("application-changed", (await ApproveAsync(desk, reference, boss, Sent)).Error?.Code);
        Assert.Null((await ApproveAsync(desk, reference, boss)).Error);
    }

    [Fact]
    public async Task An_unlisted_port_is_chosen_in_the_register_before_it_is_approved()
    {
        await using var desk = await Applicants.OpenAsync(DatabaseKind.Sqlite);
        var (boss, reference) = (await desk.AddAdministratorAsync(), await desk.SendAsync(unlisted: "Port of Felix"));

        Assert.Equal("port-missing", (await ApproveAsync(desk, reference, boss)).Error?.Code);
        Assert.Equal("port-not-found", (await ChooseAsync("GBZZZ")).Error?.Code);
        Assert.Null((await ChooseAsync("GBFXT")).Error);
        Assert.Null((await ApproveAsync(desk, reference, boss)).Error);

        Assert.Equal(["SchemeApplied", "SchemeApproved", "PackIssued"], (await desk.EventsAsync()).TakeLast(3).Select(item => item.GetType().Name));

        async Task<Result<ApplicationReference>> ChooseAsync(string port) =>
            await desk.DecideAsync(all => all.ChoosePortAsync(reference, Sent, Locode.Parse(port), boss, default));
    }

    [Fact]
    public async Task The_queue_has_the_oldest_first_and_says_how_long_each_waits()
    {
        await using var desk = await Applicants.OpenAsync(DatabaseKind.Sqlite);
        var boss = await desk.AddAdministratorAsync();
        var first = await desk.SendAsync();
        desk.Clock.Advance(TimeSpan.FromDays(3));
        var second = await desk.SendAsync("other@harbour.example");
        await desk.DraftAsync("draft@harbour.example");

        var list = (await desk.UseAsync((ApplicationQueue queue) => queue.ListAsync(new ApplicationSearch(), boss, default))).Value!;

        Assert.Equal([(first, 3), (second, 0)], list.Applications.Select(item => (item.Reference, item.Days)));
        Assert.Equal((2, 2, 1), (list.Found, list.Waiting, list.Pages));
        var details = await GetAsync(desk, second, boss);
        Assert.Equal([first], details.Others.Select(other => other.Reference));
        Assert.Equal((Stage.Applied, true, ApplicantAccount.None), (details.Stage, details.IsPackDue, details.Account));
        Assert.Equal(["Took in an application"], details.History.Select(entry => entry.What));
    }

    [Fact]
    public async Task Only_those_who_manage_schemes_read_and_decide()
    {
        await using var desk = await Applicants.OpenAsync(DatabaseKind.Sqlite);
        var reference = await desk.SendAsync();
        foreach (var by in new[] { TestActors.JmscAnalyst, TestActors.Editor, TestActors.Analyst, TestActors.ManagerOf(Applicants.Port), Actor.Job("sweep") })
        {
            Assert.Equal("not-allowed", (await desk.UseAsync((ApplicationQueue queue) => queue.ListAsync(new ApplicationSearch(), by, default))).Error?.Code);
            Assert.Equal("not-allowed", (await desk.UseAsync((ApplicationQueue queue) => queue.GetAsync(reference, by, default))).Error?.Code);
            Assert.Equal("not-allowed", (await ApproveAsync(desk, reference, by, Sent)).Error?.Code);
            Assert.Equal("not-allowed", (await desk.DecideAsync(all => all.RejectAsync(reference, Sent, "No.", by, default))).Error?.Code);
            Assert.Equal("not-allowed", (await desk.DecideAsync(all => all.AskAsync(reference, Sent, "Who?", by, default))).Error?.Code);
            Assert.Equal("not-allowed", (await desk.DecideAsync(all => all.ChoosePortAsync(reference, Sent, Applicants.Port, by, default))).Error?.Code);
        }
    }

    [Theory, BothDatabases]
    public async Task Nothing_of_a_person_is_left_in_an_application_after_its_time_but_the_reference(DatabaseKind kind)
    {
        await using var desk = await Applicants.OpenAsync(kind);
        var (boss, reference, waiting) = (await desk.AddAdministratorAsync(), await desk.SendAsync(), await desk.SendAsync("other@harbour.example"));
        await desk.DecideAsync(all => all.RejectAsync(reference, Sent, "Traceable words.", boss, default));
        desk.Clock.Advance(TimeSpan.FromDays(366));

        await desk.UseAsync(async (RetentionJob job) =>
        {
            await job.ExecuteAsync("", default);
            return true;
        });

        var row = await desk.RowAsync(reference);
        Assert.Equal((null, null, null, null, "rejected", true), (row.Name, row.Email, row.Telephone, row.Evidence, row.State, row.WipedAt is not null));
        Assert.DoesNotContain(await desk.Database.RowsAsync("application_messages"), message => message.Contains("Traceable", StringComparison.Ordinal));
        Assert.Equal("submitted", (await desk.RowAsync(waiting)).State);
        Assert.Contains("applications 1", (await desk.AuditAsync())[^1].Detail, StringComparison.Ordinal);
        Assert.True((await GetAsync(desk, reference, boss)).IsWiped);
    }

    [Theory, BothDatabases]
    public async Task A_wiped_person_s_applications_name_nobody_and_wait_for_nobody(DatabaseKind kind)
    {
        await using var desk = await Applicants.OpenAsync(kind);
        var boss = await desk.AddAdministratorAsync();
        var person = await desk.AddActiveAsync(Role.PortManager, "Pat Officer", Locode.Parse("GBDVR"));
        var reference = await desk.SendAsync("PAT.Officer@people.example");
        await desk.DraftAsync("pat.officer@people.example");
        await desk.DeskAsync(all => all.RevokeAsync(person.PersonId!.Value, "Left.", boss, default));

        Assert.Null((await desk.UseAsync((PersonWiping wiping) => wiping.WipeAsync(person.PersonId!.Value, null, boss, default))).Error);

        Assert.Equal("withdrawn", (await desk.RowAsync(reference)).State);
        Assert.DoesNotContain(await desk.Database.RowsAsync("applications"), row => row.Contains("officer@", StringComparison.OrdinalIgnoreCase) || row.Contains("Pat Officer", StringComparison.Ordinal));
        Assert.Equal(1, await desk.Database.CountAsync("applications"));
    }

    [Theory, BothDatabases]
    public async Task Whoever_accepts_their_invitation_joins_the_newsletter_as_a_member(DatabaseKind kind)
    {
        await using var desk = await Applicants.OpenAsync(kind);
        var (boss, reference) = (await desk.AddAdministratorAsync(), await desk.SendAsync());
        await ApproveAsync(desk, reference, boss);
        Assert.Equal(0, await desk.Database.CountAsync("subscribers"));
        var token = (await desk.MailAsync()).Single(body => body.Contains("/invitation/", StringComparison.Ordinal)).Split("/invitation/")[1][..43];

        Assert.Null((await desk.UseAsync((Invitations invitations) => invitations.AcceptAsync(token, Applicants.Origin, default))).Error);

        var member = await desk.ReadAsync(db => db.Subscribers.SingleAsync());
        Assert.Equal(("pat.officer@harbour.example", "membership", "invitation", desk.Clock.GetUtcNow(), null), (member.Email, member.Basis, member.Source, member.SubscribedAt, member.UnsubscribedAt));
    }

    private static DateOnly Today(AccountDesk desk) => Data.UkDate.Of(desk.Clock.GetUtcNow());

    private static async Task<ApplicationDetails> GetAsync(AccountDesk desk, ApplicationReference reference, Actor by) =>
        (await desk.UseAsync((ApplicationQueue queue) => queue.GetAsync(reference, by, default))).Value!;

    private static async Task<Result<ApplicationReference>> ApproveAsync(AccountDesk desk, ApplicationReference reference, Actor by, int? revision = null)
    {
        var known = revision ?? (await desk.RowAsync(reference)).Revision;
        return await desk.DecideAsync(all => all.ApproveAsync(reference, known, Pack, by, default));
    }
}
