using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Accounts;

public sealed class InvitationDeskTests
{
    private static readonly NewPerson Editor = new("D. Editor", "D.Editor@people.example", Role.Editor);

    [Theory, BothDatabases]
    public async Task Whoever_is_invited_has_no_way_in_and_gets_the_link_by_mail_for_seven_days(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var boss = await desk.AddAdministratorAsync();

        var invitation = (await desk.UseAsync((InvitationDesk all) => all.InviteAsync(Editor, boss, default))).Value!;

        var details = (await desk.UseAsync((PersonRecords records) => records.GetAsync(invitation.Person, boss, 10, default))).Value!;
        Assert.Equal((PersonState.Invited, "D. Editor", 0), (details.State, details.Name, details.WaysIn.Count));
        Assert.Equal(("person-invited", boss.Id, "role editor"), (await desk.AuditAsync())[^1] is var row ? (row.Action, row.By, row.Detail) : default);
        Assert.Equal(desk.Clock.GetUtcNow().AddDays(7), invitation.ExpiresAt);
        var mail = Assert.Single(await desk.Database.RowsAsync("outbox"));
        Assert.Contains("recipient: D.Editor@people.example", mail, StringComparison.Ordinal);
        Assert.Contains(invitation.Link, mail, StringComparison.Ordinal);
        var link = Assert.Single(await desk.Database.RowsAsync("account_links"));
        Assert.Contains("purpose: invitation", link, StringComparison.Ordinal);
        Assert.DoesNotContain(invitation.Link[^43..], link, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task An_invitation_that_cannot_be_mailed_is_none(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var boss = await desk.AddAdministratorAsync();
        await using (await desk.Database.BreakAsync("outbox"))
            await Assert.ThrowsAnyAsync<Exception>(() => desk.UseAsync((InvitationDesk all) => all.InviteAsync(Editor, boss, default)));

        Assert.Equal(1, await desk.Database.CountAsync("people"));
        Assert.Equal(0, await desk.Database.CountAsync("account_links"));
    }

    [Theory, BothDatabases]
    public async Task Of_many_who_invite_the_same_person_at_once_one_does(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var boss = await desk.AddAdministratorAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => desk.UseAsync((InvitationDesk all) =>
            all.InviteAsync(number % 2 == 0 ? Editor : Editor with { Email = Editor.Email.ToUpperInvariant() }, boss, default)))));

        Assert.Single(results, result => result.Error is null);
        Assert.All(results.Select(result => result.Error).OfType<Error>(), error => Assert.Equal(("email-taken", "email"), (error.Code, error.Field)));
        Assert.Equal(1, await desk.Database.CountAsync("outbox"));
    }

    [Fact]
    public async Task Another_invitation_replaces_the_first_and_is_not_for_those_who_can_sign_in()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        var boss = await desk.AddAdministratorAsync();
        var first = (await desk.UseAsync((InvitationDesk all) => all.InviteAsync(Editor, boss, default))).Value!;
        desk.Clock.Advance(TimeSpan.FromDays(8));

        var second = (await desk.UseAsync((InvitationDesk all) => all.InviteAgainAsync(first.Person, boss, default))).Value!;

        Assert.NotEqual(first.Link, second.Link);
        Assert.Equal(1, await desk.Database.CountAsync("account_links"));
        Assert.Equal(2, await desk.Database.CountAsync("outbox"));
        await desk.AddPasskeyAsync(first.Person, "Laptop");
        Assert.Equal("person-active", (await desk.UseAsync((InvitationDesk all) => all.InviteAgainAsync(first.Person, boss, default))).Error?.Code);
    }

    [Theory, BothDatabases]
    public async Task Whoever_is_reset_is_signed_out_and_begins_anew(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var (boss, person) = (await desk.AddAdministratorAsync(), (await desk.AddActiveAsync(Role.Editor, "Some One")).PersonId!.Value);
        await desk.AddSessionAsync(person, "192.0.2.1");

        var invitation = (await desk.UseAsync((InvitationDesk all) => all.ResetAsync(person, boss, default))).Value!;

        var details = (await desk.UseAsync((PersonRecords records) => records.GetAsync(person, boss, 10, default))).Value!;
        Assert.Equal((PersonState.Invited, 0), (details.State, details.WaysIn.Count));
        Assert.NotNull(Assert.Single(details.Sessions).EndedAt);
        Assert.Contains(await desk.Database.RowsAsync("outbox"), row => row.Contains(invitation.Link, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_only_administrator_gets_back_in_by_the_command_line_alone()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        var boss = await desk.AddAdministratorAsync();

        Assert.Equal("own-account", (await desk.UseAsync((InvitationDesk all) => all.ResetAsync(boss.PersonId!.Value, boss, default))).Error?.Code);
        Assert.Null((await desk.UseAsync((InvitationDesk all) => all.ResetAsync(boss.PersonId!.Value, boss with { Origin = Actor.CommandLine }, default))).Error);
    }
}
