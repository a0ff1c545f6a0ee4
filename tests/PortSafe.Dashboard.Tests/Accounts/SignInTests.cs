using System.Net;

namespace PortSafe.Dashboard.Tests.Accounts;

[Collection(SiteCollection.Name)]
public sealed class SignInTests(SampleSite site)
{
    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        using var answer = await client.PostFormAsync("/", [], "/sign-out");
        using var after = await client.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }
}
