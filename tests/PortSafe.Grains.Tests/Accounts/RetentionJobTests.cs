using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Ports;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Accounts;

public sealed class RetentionJobTests
{
    [Theory, BothDatabases]
    public async Task Revoked_people_are_wiped_two_years_later_and_not_before(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var (boss, person) = (await desk.AddAdministratorAsync(), (await desk.AddActiveAsync(Role.Editor, "Some One")).PersonId!.Value);
        Assert.Null((await desk.DeskAsync(people => people.RevokeAsync(person, "Left", boss, default))).Error);

        desk.Clock.Set(desk.Clock.GetUtcNow().AddYears(2).AddMinutes(-1));
        await RunAsync(desk);
        Assert.Equal("Some One", (await desk.PersonAsync(person)).Name);

        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(desk);
        Assert.Equal(PersonWiping.NeutralName, (await desk.PersonAsync(person)).Name);
        Assert.Equal("Boss One", (await desk.PersonAsync(boss.PersonId!.Value)).Name);
        var row = (await desk.AuditAsync()).Single(row => row.Action == "person-wiped");
        Assert.Equal(("job:retention", "retention"), (row.By, row.Detail));
    }

    [Theory, BothDatabases]
    public async Task Whoever_never_accepts_is_wiped_ninety_days_after_the_invitation_ran_out(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var boss = await desk.AddAdministratorAsync();
        var never = (await InviteAsync(desk, "never", boss)).Person;
        var accepted = (await InviteAsync(desk, "accepted", boss)).Person;
        await desk.AddPasskeyAsync(accepted, "Laptop");
        var reset = (await InviteAsync(desk, "reset", boss)).Person;
        await desk.ReadAsync(db => db.Users.Where(row => row.Id == reset).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSignedInAt, desk.Clock.GetUtcNow())));

        desk.Clock.Advance(TimeSpan.FromDays(97) - TimeSpan.FromSeconds(1));
        await RunAsync(desk);
        Assert.Null((await desk.PersonAsync(never)).WipedAt);

        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        await RunAsync(desk);
        var row = await desk.PersonAsync(never);
        Assert.Equal((desk.Clock.GetUtcNow(), desk.Clock.GetUtcNow()), (row.WipedAt, row.RevokedAt));
        Assert.Null((await desk.PersonAsync(accepted)).WipedAt);
        Assert.Null((await desk.PersonAsync(reset)).WipedAt);
    }

    [Theory, BothDatabases]
    public async Task Addresses_go_after_ninety_days_and_texts_after_seven_years(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var person = (await desk.AddActiveAsync(Role.Editor, "Some One")).PersonId!.Value;
        await desk.AddSessionAsync(person, "192.0.2.1");
        await using (var db = desk.Database.CreateContext())
        {
            db.Texts.Add(new TextRow { Id = Guid.CreateVersion7(), By = "person:x", Text = "some words", WrittenAt = desk.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
        }

        desk.Clock.Advance(TimeSpan.FromDays(90));
        await RunAsync(desk);
        Assert.Contains("address: null | browser: null", Assert.Single(await desk.Database.RowsAsync("origins")), StringComparison.Ordinal);
        Assert.Equal(0, await desk.Database.CountAsync("sessions"));
        Assert.Contains("some words", Assert.Single(await desk.Database.RowsAsync("texts")), StringComparison.Ordinal);

        desk.Clock.Advance(TimeSpan.FromDays(7 * 366));
        await RunAsync(desk);
        Assert.Contains("text: null", Assert.Single(await desk.Database.RowsAsync("texts")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Running_it_again_changes_nothing()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        var boss = await desk.AddAdministratorAsync();
        await InviteAsync(desk, "never", boss);
        await desk.AddSessionAsync(boss.PersonId!.Value, "192.0.2.1");
        desk.Clock.Advance(TimeSpan.FromDays(200));
        await RunAsync(desk);
        var (people, audit) = (await desk.Database.RowsAsync("people"), await desk.Database.RowsAsync("audit_log"));

        desk.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync(desk);

        Assert.Equal(people, await desk.Database.RowsAsync("people"));
        Assert.Equal(audit, await desk.Database.RowsAsync("audit_log"));
    }

    [Theory]
    [InlineData(0, 90, 90, 7, "RevokedYears")]
    [InlineData(2, 366, 90, 7, "InvitationDays")]
    [InlineData(2, 90, 6, 7, "OriginDays")]
    [InlineData(2, 90, 90, 21, "TextYears")]
    public void Settings_that_cannot_hold_are_refused_by_name(int revoked, int invitation, int origin, int text, string setting)
    {
        var options = new RetentionOptions { RevokedYears = revoked, InvitationDays = invitation, OriginDays = origin, TextYears = text };

        Assert.Contains($"Retention:{setting} must be", Assert.Single(new RetentionOptionsValidator().Validate(null, options).Failures!), StringComparison.Ordinal);
    }

    private static async Task<Invitation> InviteAsync(AccountDesk desk, string name, Actor by) =>
        (await desk.UseAsync((InvitationDesk all) => all.InviteAsync(new NewPerson(name, $"{name}@people.example", Role.Editor), by, default))).Value!;

    private static Task<bool> RunAsync(AccountDesk desk) => desk.UseAsync(async (RetentionJob job) =>
    {
        await job.ExecuteAsync("", default);
        return true;
    });
}
