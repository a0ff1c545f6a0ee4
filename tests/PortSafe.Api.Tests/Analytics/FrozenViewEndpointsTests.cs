using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Analytics.Saved;

namespace PortSafe.Api.Tests.Analytics;

[Collection(SiteCollection.Name)]
public sealed class FrozenViewEndpointsTests(SampleSite site)
{
    [Fact]
    public async Task A_cited_view_comes_as_the_files_that_Explore_gives()
    {
        var view = new SectorViewText("line-known", "region").Read().Value!;
        var id = (await site.Services.GetRequiredService<FrozenViews>().FreezeAsync(view, Actor.Person(Guid.CreateVersion7(), Role.Analyst, []), default)).Value!;
        using var client = await site.SignInAsync(SampleSite.Analyst);

        using var cited = await client.AskAsync($"/views/{id}.csv");
        using var shown = await client.AskAsync("/measures/line-known.csv?by=region");
        using var unknown = await client.AskAsync("/views/00000000000000000000.csv");

        Assert.Equal(await shown.Content.ReadAsByteArrayAsync(), await cited.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Nobody_who_is_not_signed_in_reads_one()
    {
        using var client = site.CreateClient();
        using var answer = await client.GetAsync(new Uri("/api/v1/views/00000000000000000000.csv", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
