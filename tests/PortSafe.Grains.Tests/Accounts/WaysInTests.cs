using Microsoft.AspNetCore.Identity;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Accounts;

public sealed class WaysInTests
{
    [Theory, BothDatabases]
    public async Task Whoever_is_reset_adds_no_way_in_with_a_session_that_another_node_still_remembers(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var boss = await desk.AddAdministratorAsync();
        var editor = await desk.AddActiveAsync(Role.Editor, "Dee Editor");
        var token = await desk.SignInAsync(editor.PersonId!.Value);
        var remembered = (await desk.Sessions.FindAsync(token, default))!.Session;
        var elsewhere = AccountDesk.Over(desk.Database, desk.Clock, "elsewhere");
        Assert.True((await AddCodesAsync(desk, editor, remembered)).Error is null);
        Assert.NotNull(await desk.Sessions.FindAsync(token, default));

        Assert.Null((await elsewhere.UseAsync((InvitationDesk all) => all.ResetAsync(editor.PersonId!.Value, boss, default))).Error);

        Assert.NotNull(await desk.Sessions.FindAsync(token, default));
        Assert.Equal(WaysInChange.Refused, (await AddCodesAsync(desk, editor, remembered)).Error);
        Assert.Equal(WaysInChange.Refused, (await desk.UseAsync((WaysIn ways) => ways.AddPasskeyAsync(editor, remembered, Passkey(), default))).Error);
        Assert.False((await desk.UseAsync((WaysIn ways) => ways.ListAsync(editor.PersonId!.Value, default))).HasAny);
    }

    private static Task<Result<IReadOnlyList<string>>> AddCodesAsync(AccountDesk desk, Actor by, Guid session) =>
        desk.UseAsync((WaysIn ways) => ways.NewRecoveryCodesAsync(by, session, default));

    private static UserPasskeyInfo Passkey() => new([1], [1], DateTimeOffset.UnixEpoch, 0, [], true, true, true, [1], [1]);
}
