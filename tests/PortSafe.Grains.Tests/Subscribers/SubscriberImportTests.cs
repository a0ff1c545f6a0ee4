using System.Text;
using PortSafe.Grains.Imports;
using PortSafe.Grains.Subscribers;
using PortSafe.Grains.Subscribers.Importing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Subscribers;

public sealed class SubscriberImportTests
{
    private const string Header = "email,topics,consent_source,consented_on\n";

    [Theory, BothDatabases]
    public async Task A_file_is_shown_first_and_adds_only_who_is_not_known(DatabaseKind kind)
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(kind);
        await kit.AddAsync("here@port.example");
        await kit.AddAsync("left@port.example");
        await kit.List.UnsubscribeAsync((await kit.RowAsync("left@port.example")).Token, default);
        await kit.Get<SubscriberDesk>().WipeAsync(await kit.AddAsync("wiped@port.example"), TestActors.Admin, default);
        const string File = $"{Header}New@Port.example,quarterly alerts,Form at the Hull conference,2026-09-30\nhere@port.example,alerts,Form,2026-09-30\nleft@port.example,alerts,Form,2026-09-30\nwiped@port.example,alerts,Form,2026-09-30\n";
        var before = await kit.StateAsync();

        var preview = Assert.IsType<SubscriberImportOutcome.Previewed>(await TakeAsync(kit, File, null)).Preview;
        Assert.Equal((1, 1, 1, 1), (preview.New, preview.Known, preview.Left, preview.Suppressed));
        Assert.Equal("3 Known, 4 Left, 5 Suppressed", string.Join(", ", preview.LeftOut.Select(line => $"{line.Line} {line.Kind}")));
        Assert.Equal(before, await kit.StateAsync());

        Assert.IsType<SubscriberImportOutcome.Imported>(await TakeAsync(kit, File, preview.Digest));
        var row = await kit.RowAsync("new@port.example");
        Assert.Equal(("consent", "Form at the Hull conference", new DateTimeOffset(2026, 9, 29, 23, 0, 0, TimeSpan.Zero)), (row.Basis, row.Source, row.ConsentedAt));
        Assert.Equal("alerts quarterly", await kit.TopicsAsync("new@port.example"));
        Assert.Equal(1, (await kit.Get<SubscriberDirectory>().ListAsync(new SubscriberSearch(null, SubscriberState.Unsubscribed), TestActors.Admin, default)).Value!.Found);

        var again = Assert.IsType<SubscriberImportOutcome.Previewed>(await TakeAsync(kit, File, preview.Digest)).Preview;
        Assert.Equal((0, 2), (again.New, again.Known));
    }

    [Theory]
    [InlineData("nobody,alerts,Form,2026-09-30", "email")]
    [InlineData("a@port.example,,Form,2026-09-30", "topics")]
    [InlineData("a@port.example,gossip,Form,2026-09-30", "topics")]
    [InlineData("a@port.example,alerts alerts gossip,Form,2026-09-30", "topics")]
    [InlineData("a@port.example,alerts,,2026-09-30", "consent_source")]
    [InlineData("a@port.example,alerts,Form,2026-10-10", "consented_on")]
    [InlineData("a@port.example,alerts,Form,2018-05-24", "consented_on")]
    [InlineData("a@port.example,alerts,Form,30/09/2026", "consented_on")]
    [InlineData("a@port.example,alerts,Form,2026-09-30\nA@PORT.example,toolkit,Form,2026-09-30", "email")]
    public async Task A_file_with_a_fault_is_refused_whole_by_line(string rows, string column)
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(DatabaseKind.Sqlite);
        var lines = $"first@port.example,alerts,Form,2026-09-30\n{rows}\n";
        var refused = Assert.IsType<SubscriberImportOutcome.Refused>(await TakeAsync(kit, Header + lines, null));
        var error = Assert.Single(refused.Errors);
        Assert.Equal((lines.Count(character => character == '\n') + 1, column), (error.Line, error.Column));
        Assert.Equal(0, await kit.Database.CountAsync("subscribers"));
    }

    [Fact]
    public async Task A_file_with_other_columns_or_too_large_is_refused()
    {
        await using var kit = await SubscriberDeskKit.CreateAsync(DatabaseKind.Sqlite);
        Assert.IsType<SubscriberImportOutcome.Refused>(await TakeAsync(kit, "email,name\na@port.example,Sam\n", null));
        var rows = string.Concat(Enumerable.Range(0, 20).Select(number => $"a{number}@port.example,alerts,Form,2026-09-30\n"));
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(Header + rows));
        Assert.IsType<SubscriberImportOutcome.Refused>(await kit.Get<SubscriberImport>().TakeAsync(file, new ImportLimits(1 << 20, 10), null, TestActors.Admin, default));
        using var other = new MemoryStream(Encoding.UTF8.GetBytes(Header + rows));
        Assert.IsType<SubscriberImportOutcome.Forbidden>(await kit.Get<SubscriberImport>().TakeAsync(other, ImportLimits.Web, null, TestActors.Editor, default));
    }

    private static async Task<SubscriberImportOutcome> TakeAsync(SubscriberDeskKit kit, string text, string? seen)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await kit.Get<SubscriberImport>().TakeAsync(file, ImportLimits.Web, seen, TestActors.Admin, default);
    }
}
