namespace PortSafe.Dashboard.Tests;

public sealed class EmptySiteTests(EmptySite site) : IClassFixture<EmptySite>
{
    [Theory]
    [InlineData("/", "No release is frozen yet")]
    [InlineData("/explore", "No release is frozen yet")]
    [InlineData("/explore?measure=reports&period=x", "No release is frozen yet")]
    [InlineData("/ports", "There are no ports in the register yet")]
    [InlineData("/releases", "There is nothing to release yet")]
    [InlineData("/newsletters", "No issue has been sent yet")]
    public async Task A_page_with_nothing_on_it_says_what_will_be_there(string path, string sentence)
    {
        using var client = await site.SignInAsync(EmptySite.Admin);

        Assert.Contains(sentence, (await client.ReadAsync(path)).Text("main"), StringComparison.Ordinal);
    }
}
