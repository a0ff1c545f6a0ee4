using Microsoft.EntityFrameworkCore;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;
using PortSafe.Grains.Tests.Accounts;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Schemes;

public sealed class JoinDeskTests
{
    [Fact]
    public async Task The_questions_come_in_order_and_a_business_has_one_more()
    {
        await using var desk = await Applicants.OpenAsync(DatabaseKind.Sqlite);
        var business = ApplicantRole.All.Single(role => role.IsBusiness);
        var session = await desk.Join().StartAsync(business, default);

        Assert.Equal(JoinQuestion.CompanyNumber, (await desk.Join().FindAsync(session, default))!.Next);
        Assert.Equal(JoinQuestion.You, (await desk.Join().SaveCompanyAsync(session, CompanyNumber.Parse("SC123456"), default)).Value!.Next);
        Assert.Equal(JoinQuestion.Port, (await desk.Join().SaveYouAsync(session, "Pat", "pat@harbour.example", "", default)).Value!.Next);
        Assert.Equal(JoinQuestion.Evidence, (await desk.Join().SaveUnlistedPortAsync(session, "Port of Nowhere", default)).Value!.Next);
        Assert.Equal("answers-missing", (await desk.Join().SubmitAsync(session, Applicants.Origin, default)).Error?.Code);
        Assert.Null((await desk.Join().SaveEvidenceAsync(session, "Ask the harbour master.", default)).Value!.Next);
        var officer = (await desk.Join().SaveRoleAsync(session, ApplicantRole.All[0], default)).Value!;
        Assert.Equal((null, null), (officer.CompanyNumber, officer.Next));
        Assert.Equal(JoinQuestion.CompanyNumber, (await desk.Join().SaveRoleAsync(session, business, default)).Value!.Next);
    }

    [Theory, BothDatabases]
    public async Task An_application_that_is_sent_waits_with_its_port_and_its_sender_gets_a_link(DatabaseKind kind)
    {
        await using var desk = await Applicants.OpenAsync(kind);

        var reference = await desk.SendAsync();

        var row = await desk.RowAsync(reference);
        Assert.Equal(("submitted", true, desk.Clock.GetUtcNow()), (row.State, row.BeganScheme, row.SubmittedAt!.Value));
        Assert.IsType<SchemeApplied>((await desk.EventsAsync())[^1]);
        var mail = Assert.Single(await desk.MailAsync());
        Assert.Contains(reference.ToString(), mail, StringComparison.Ordinal);
        Assert.DoesNotContain("Pat Officer", mail, StringComparison.Ordinal);
        Assert.DoesNotContain(await desk.LinkAsync(), string.Join('\n', await desk.Database.RowsAsync("applications")), StringComparison.Ordinal);
        var audited = (await desk.AuditAsync())[^1];
        Assert.Equal(("application-sent", $"application:{reference}", "job:join", Applicants.Origin, "port GBFXT"), (audited.Action, audited.Subject, audited.By, audited.Origin, audited.Detail));
    }

    [Theory, BothDatabases]
    public async Task Sent_many_times_at_once_it_is_sent_once(DatabaseKind kind)
    {
        await using var desk = await Applicants.OpenAsync(kind);
        var session = await desk.DraftAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => desk.Join().SubmitAsync(session, Applicants.Origin, default))));

        Assert.All(results, result => Assert.Null(result.Error));
        Assert.Single(results.Select(result => result.Value?.Reference).OfType<ApplicationReference>().Distinct());
        Assert.Single(await desk.MailAsync());
        Assert.Single((await desk.EventsAsync()).OfType<SchemeApplied>());
        Assert.Single(await desk.AuditAsync(), row => row.Action == "application-sent");
    }

    [Theory, BothDatabases]
    public async Task Of_the_same_address_and_port_one_waits_and_the_browser_is_not_told(DatabaseKind kind)
    {
        await using var desk = await Applicants.OpenAsync(kind);
        var sessions = new List<string>();
        for (var number = 0; number < 4; number++)
            sessions.Add(await desk.DraftAsync(number % 2 == 0 ? Applicants.Email : Applicants.Email.ToLowerInvariant()));

        var results = await Task.WhenAll(sessions.Select(session => Task.Run(() => desk.Join().SubmitAsync(session, Applicants.Origin, default))));

        Assert.All(results, result => Assert.Null(result.Error));
        Assert.Equal(4, results.Select(result => result.Value!.Reference).Distinct().Count());
        Assert.Equal(1, await desk.ReadAsync(db => db.Applications.CountAsync(row => row.State == "submitted")));
        Assert.Equal(3, (await desk.AuditAsync()).Count(row => row.Action == "application-repeated"));
        Assert.Single((await desk.EventsAsync()).OfType<SchemeApplied>());
    }

    [Fact]
    public async Task A_second_applicant_for_a_port_only_queues()
    {
        await using var desk = await Applicants.OpenAsync(DatabaseKind.Sqlite);
        await desk.SendAsync();

        var second = await desk.SendAsync("other@harbour.example");

        Assert.Equal(("submitted", false), ((await desk.RowAsync(second)).State, (await desk.RowAsync(second)).BeganScheme));
        Assert.Single((await desk.EventsAsync()).OfType<SchemeApplied>());
    }

    [Theory, BothDatabases]
    public async Task A_draft_is_gone_on_with_by_the_mailed_link_and_the_session_before_it_ends(DatabaseKind kind)
    {
        await using var desk = await Applicants.OpenAsync(kind);
        var session = await desk.DraftAsync();
        Assert.Null((await desk.Join().SendLinkAsync(session, Applicants.Email, default)).Error);
        desk.Clock.Advance(TimeSpan.FromDays(27));
        Assert.Null(await desk.Join().FindAsync(session, default));
        var link = await desk.LinkAsync();
        Assert.Equal(ApplicationState.Draft, await desk.Join().PeekLinkAsync(link, default));

        var opened = (await desk.Join().OpenLinkAsync(link, default)).Value;

        Assert.Equal(("Pat Officer", true, null), (opened.Answers.Name, opened.Answers.IsProved, opened.Answers.Next));
        Assert.Null((await desk.Join().SubmitAsync(opened.Session, Applicants.Origin, default)).Error);
        Assert.Null(await desk.Join().PeekLinkAsync(link, default));
    }

    [Fact]
    public async Task A_link_lasts_28_days_and_the_job_removes_the_draft_after_them()
    {
        await using var desk = await Applicants.OpenAsync(DatabaseKind.Sqlite);
        await desk.Join().SendLinkAsync(await desk.DraftAsync(), Applicants.Email, default);
        desk.Clock.Advance(TimeSpan.FromDays(28));

        Assert.Null(await desk.Join().PeekLinkAsync(await desk.LinkAsync(), default));
        Assert.Equal("application-ended", (await desk.Join().OpenLinkAsync(await desk.LinkAsync(), default)).Error?.Code);
        await desk.RunAsync();
        Assert.Equal(0, await desk.Database.CountAsync("applications"));
        Assert.Equal("application-drafts-removed", (await desk.AuditAsync())[^1].Action);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Nobody_goes_on_with_an_application_of_another(string? token)
    {
        await using var desk = await Applicants.OpenAsync(DatabaseKind.Sqlite);
        await desk.SendAsync();

        Assert.Null(await desk.Join().FindAsync(token, default));
        Assert.Null(await desk.Join().PeekLinkAsync(token ?? "", default));
        Assert.Equal("application-ended", (await desk.Join().SubmitAsync(token, Applicants.Origin, default)).Error?.Code);
        Assert.Equal("application-ended", (await desk.Join().WithdrawAsync(token, Applicants.Origin, default)).Error?.Code);
        Assert.Equal("application-ended", (await desk.Join().SaveEvidenceAsync(token, "x", default)).Error?.Code);
    }

    [Fact]
    public async Task Only_whoever_reads_mail_at_the_address_withdraws()
    {
        await using var desk = await Applicants.OpenAsync(DatabaseKind.Sqlite);
        var session = await desk.DraftAsync();
        await desk.Join().SubmitAsync(session, Applicants.Origin, default);

        Assert.Equal("application-ended", (await desk.Join().WithdrawAsync(session, Applicants.Origin, default)).Error?.Code);
        var proved = await desk.OpenLinkAsync();
        Assert.Equal(ApplicationState.Withdrawn, (await desk.Join().WithdrawAsync(proved, Applicants.Origin, default)).Value!.State);

        Assert.IsType<SchemeWithdrawn>((await desk.EventsAsync())[^1]);
        Assert.Equal("application-decided", (await desk.Join().WithdrawAsync(proved, Applicants.Origin, default)).Error?.Code);
        await desk.SendAsync();
        Assert.IsType<SchemeApplied>((await desk.EventsAsync())[^1]);
    }

    [Fact]
    public async Task What_JMSC_recorded_of_a_port_is_not_withdrawn_by_whoever_applies()
    {
        await using var desk = await Applicants.OpenAsync(DatabaseKind.Sqlite);
        var port = Locode.Parse("GBLER");
        await desk.AddPortAsync(new PortBuilder(port.ToString()).Added().Applied());
        await desk.SendAsync(port: port);

        await desk.Join().WithdrawAsync(await desk.OpenLinkAsync(), Applicants.Origin, default);

        Assert.IsType<SchemeApplied>((await desk.EventsAsync(port))[^1]);
    }

    [Fact]
    public async Task An_address_gets_a_few_messages_a_day_whoever_types_it_and_keeps_its_last_link()
    {
        await using var desk = await Applicants.OpenAsync(DatabaseKind.Sqlite);
        var session = await desk.DraftAsync();
        for (var number = 0; number < ApplicationMail.MaxADay + 3; number++, desk.Clock.Advance(TimeSpan.FromMinutes(1)))
            Assert.Null((await desk.Join().SendLinkAsync(session, Applicants.Email, default)).Error);

        Assert.Equal(ApplicationMail.MaxADay, (await desk.MailAsync()).Count);
        Assert.NotNull(await desk.Join().PeekLinkAsync(await desk.LinkAsync(), default));
        desk.Clock.Advance(TimeSpan.FromDays(1));
        await desk.Join().SendLinkAsync(await desk.OpenLinkAsync(), Applicants.Email, default);
        Assert.Equal(ApplicationMail.MaxADay + 1, (await desk.MailAsync()).Count);
    }

    [Fact]
    public async Task An_application_that_cannot_be_mailed_is_not_sent()
    {
        await using var desk = await Applicants.OpenAsync(DatabaseKind.Sqlite);
        var session = await desk.DraftAsync();
        await using (await desk.Database.BreakAsync("outbox"))
            await Assert.ThrowsAnyAsync<Exception>(() => desk.Join().SubmitAsync(session, Applicants.Origin, default));

        Assert.Equal(ApplicationState.Draft, (await desk.Join().FindAsync(session, default))!.State);
        Assert.Empty((await desk.EventsAsync()).OfType<SchemeApplied>());
    }
}
