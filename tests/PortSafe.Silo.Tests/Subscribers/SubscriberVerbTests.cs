using PortSafe.Silo.Tests.CommandLine;

namespace PortSafe.Silo.Tests.Subscribers;

public sealed class SubscriberVerbTests
{
    [Fact]
    public async Task An_address_is_added_once_by_an_administrator()
    {
        await using var desk = await VerbDesk.OpenAsync("Development");

        (await desk.RunAsync(null, "subscriber", "add", "Reader@example.org")).Succeeded();
        (await desk.RunAsync(null, "subscriber", "add", "reader@example.org")).Succeeded();
        var nonsense = await desk.RunAsync(null, "subscriber", "add", "nonsense");
        var editor = await desk.RunAsync("d.editor@jmsc.example", "subscriber", "add", "other@example.org");

        Assert.Equal(1, nonsense.Code);
        Assert.Equal(1, editor.Code);
        Assert.Equal(1, await desk.Database.CountAsync("subscribers"));
    }

    [Fact]
    public async Task A_subscriber_is_exported_unsubscribed_and_wiped()
    {
        await using var desk = await VerbDesk.OpenAsync("Development");
        (await desk.RunAsync(null, "subscriber", "add", "reader@example.org")).Succeeded();

        var export = await desk.RunAsync(null, "subscriber", "export", "READER@example.org");
        export.Succeeded();
        Assert.Contains("\"reader@example.org\"", export.Output, StringComparison.Ordinal);
        (await desk.RunAsync(null, "subscriber", "unsubscribe", "reader@example.org")).Succeeded();

        var unconfirmed = await desk.RunAsync(null, "subscriber", "wipe", "reader@example.org");
        Assert.Equal(2, unconfirmed.Code);
        Assert.Contains("--yes", unconfirmed.Errors, StringComparison.Ordinal);
        (await desk.RunAsync(null, "subscriber", "wipe", "reader@example.org", "--yes")).Succeeded();
        Assert.Equal(1, (await desk.RunAsync(null, "subscriber", "export", "reader@example.org")).Code);
        Assert.DoesNotContain("reader@example.org", string.Concat(await desk.Database.RowsAsync("subscribers")), StringComparison.Ordinal);
    }
}
