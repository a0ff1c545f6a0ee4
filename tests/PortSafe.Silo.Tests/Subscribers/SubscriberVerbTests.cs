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
}
