using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Accounts;

public sealed class AccountLinksTests
{
    private static readonly NewPerson Editor = new("D. Editor", "d.editor@jmsc.example", Role.Editor);

    [Theory, BothDatabases]
    public async Task Of_many_who_use_a_link_at_once_one_does(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var (_, token) = await IssueAsync(desk, LinkPurpose.Invitation);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => UseAsync(desk, token, LinkPurpose.Invitation))));

        Assert.Single(results, result => result.Error is null);
    }

    [Theory, BothDatabases]
    public async Task A_new_link_voids_the_one_before_it_and_none_of_another_purpose(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var (person, first) = await IssueAsync(desk, LinkPurpose.Invitation);
        var address = await IssueAsync(desk, person, LinkPurpose.Address);
        var second = await IssueAsync(desk, person, LinkPurpose.Invitation);

        Assert.Equal(AccountLinks.CannotBeUsed, (await UseAsync(desk, first, LinkPurpose.Invitation)).Error);
        Assert.Equal(person, (await UseAsync(desk, second, LinkPurpose.Invitation)).Value);
        Assert.Equal(person, (await UseAsync(desk, address, LinkPurpose.Address)).Value);
    }

    [Theory]
    [InlineData("invitation", 7 * 24 * 60)]
    [InlineData("address", 10)]
    public async Task A_link_works_for_its_time_and_no_longer(string purpose, int minutes)
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        var link = new[] { LinkPurpose.Invitation, LinkPurpose.Address }.Single(known => known.Code == purpose);
        var (person, token) = await IssueAsync(desk, link);

        desk.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.Equal(person, (await PeekAsync(desk, token, link)).Value);
        desk.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(AccountLinks.CannotBeUsed, (await PeekAsync(desk, token, link)).Error);
        Assert.Equal(AccountLinks.CannotBeUsed, (await UseAsync(desk, token, link)).Error);
    }

    [Fact]
    public async Task Looking_at_a_link_spends_nothing_and_using_it_does()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        var (person, token) = await IssueAsync(desk, LinkPurpose.Address);
        await PeekAsync(desk, token, LinkPurpose.Address);
        await PeekAsync(desk, token, LinkPurpose.Address);

        Assert.Equal(person, (await UseAsync(desk, token, LinkPurpose.Address)).Value);
        Assert.Equal(AccountLinks.CannotBeUsed, (await PeekAsync(desk, token, LinkPurpose.Address)).Error);
        Assert.DoesNotContain(await desk.Database.RowsAsync("account_links"), row => row.Contains(token, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task What_is_no_link_gets_the_answer_of_one_that_is_spent(string token)
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);

        Assert.Equal(AccountLinks.CannotBeUsed, (await UseAsync(desk, token, LinkPurpose.Invitation)).Error);
    }

    [Fact]
    public async Task A_link_is_good_for_nothing_but_its_purpose()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        var (_, token) = await IssueAsync(desk, LinkPurpose.Address);

        Assert.Equal(AccountLinks.CannotBeUsed, (await UseAsync(desk, token, LinkPurpose.Invitation)).Error);
    }

    [Fact]
    public async Task A_sample_link_of_somebody_real_or_any_link_of_somebody_revoked_is_refused()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        var (person, sample) = await IssueAsync(desk, LinkPurpose.SampleSignIn);
        var invitation = await IssueAsync(desk, person, LinkPurpose.Invitation);
        await desk.Database.ExecuteAsync("UPDATE people SET revoked_at = '2026-10-09 10:00:00'");

        Assert.Equal(AccountLinks.CannotBeUsed, (await UseAsync(desk, sample, LinkPurpose.SampleSignIn)).Error);
        Assert.Equal(AccountLinks.CannotBeUsed, (await UseAsync(desk, invitation, LinkPurpose.Invitation)).Error);
    }

    private static async Task<(Guid Person, string Token)> IssueAsync(AccountDesk desk, LinkPurpose purpose)
    {
        var person = (await desk.AddAsync(Editor)).Value!;
        return (person.Id, await IssueAsync(desk, person.Id, purpose));
    }

    private static Task<string> IssueAsync(AccountDesk desk, Guid person, LinkPurpose purpose) =>
        desk.UseAsync<AccountLinks, PortSafeDb, string>((links, db) => links.IssueAsync(db, person, purpose, default));

    private static Task<Result<Guid>> UseAsync(AccountDesk desk, string token, LinkPurpose purpose) =>
        desk.UseAsync<AccountLinks, PortSafeDb, Result<Guid>>((links, db) => links.UseAsync(db, token, purpose, default));

    private static Task<Result<Guid>> PeekAsync(AccountDesk desk, string token, LinkPurpose purpose) =>
        desk.UseAsync<AccountLinks, PortSafeDb, Result<Guid>>((links, db) => links.PeekAsync(db, token, purpose, default));
}
