using System.Net;
using System.Text;
using PortSafe.Domain.Releases;

namespace PortSafe.Api.Tests.Charts;

[Collection(SiteCollection.Name)]
public sealed class ChartEndpointsTests(SampleSite site)
{
    private const string Chart = "/charts/staff-reached";

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("svg", "image/svg+xml")]
    [InlineData("png", "image/png")]
    public async Task A_chart_comes_as_a_file_that_names_itself(string kind, string mediaType)
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        using var answer = await client.AskAsync($"{Chart}.{kind}?quarter=2026Q2");

        Assert.Equal(mediaType, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"portsafe-2026Q2-staff-reached.{kind}", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_file_to_keep_carries_its_title_its_release_and_its_source()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        var csv = await client.GetStringAsync(new Uri($"/api/v1{Chart}.csv?quarter=2026Q2", UriKind.Relative));

        Assert.Contains("Title,", csv, StringComparison.Ordinal);
        Assert.Contains("Release 2026Q2", csv, StringComparison.Ordinal);
        Assert.Contains("Source,", csv, StringComparison.Ordinal);
        Assert.All(PublicationPlan.Current.Regions, region => Assert.Matches($"\n{region},[0-9]+%", csv));
    }

    [Fact]
    public async Task A_picture_on_a_page_has_no_frame_and_is_not_a_file_to_keep()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        using var framed = await client.AskAsync($"{Chart}.svg?quarter=2026Q2&width=556");
        using var bare = await client.AskAsync($"{Chart}.svg?quarter=2026Q2&width=556&framed=false");

        Assert.Null(bare.Content.Headers.ContentDisposition);
        Assert.Contains("Source", await framed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Source:", await bare.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_chart_is_not_sent_twice_to_who_has_it()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        using var first = await client.AskAsync($"{Chart}.svg?quarter=2026Q2");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/v1{Chart}.svg?quarter=2026Q2", UriKind.Relative));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.True(first.Headers.CacheControl is { Private: true, NoCache: true });
    }

    [Fact]
    public async Task A_picture_that_a_page_links_to_by_its_version_may_be_kept_for_a_short_while()
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        var html = await client.GetStringAsync(new Uri("/", UriKind.Relative));
        var address = WebUtility.HtmlDecode(html.Split("<img src=\"")[1].Split('"')[0]);
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        using var other = await client.GetAsync(new Uri(address.Replace("v=", "v=0", StringComparison.Ordinal), UriKind.Relative));

        Assert.True(answer.Headers.CacheControl is { Private: true, NoCache: false, MaxAge.TotalMinutes: 5 });
        Assert.True(other.Headers.CacheControl is { NoCache: true });
    }

    [Theory]
    [InlineData($"{Chart}.svg", "quarter-invalid")]
    [InlineData($"{Chart}.svg?quarter=2026", "quarter-invalid")]
    [InlineData($"{Chart}.svg?quarter=2026Q2&width=279", "width-out-of-bounds")]
    [InlineData($"{Chart}.svg?quarter=2026Q2&width=1601", "width-out-of-bounds")]
    [InlineData($"{Chart}.svg?quarter=2026Q2&theme=neon", "theme-unknown")]
    [InlineData($"{Chart}.svg?quarter=2026Q2&width=wide", "width-out-of-bounds")]
    public async Task What_is_out_of_bounds_is_refused_with_what_is_in_them(string path, string? code)
    {
        using var client = await site.SignInAsync(SampleSite.Analyst);
        using var answer = await client.AskAsync(path);

        Assert.Equal(code, await answer.ProblemAsync(HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("width=721")]
    [InlineData("width=900")]
    [InlineData("width=1600")]
    [InlineData("theme=dark")]
    [InlineData("framed=true")]
    public async Task A_stranger_cannot_have_pictures_drawn_that_no_page_shows(string look)
    {
        using var client = site.CreateClient();
        using var answer = await client.AskAsync($"/newsletters{Chart}.svg?quarter=2026Q2&{look}");

        Assert.Equal("width-out-of-bounds", await answer.ProblemAsync(HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData($"{Chart}.pdf?quarter=2026Q2")]
    [InlineData($"{Chart}.svg?quarter=2026Q3")]
    [InlineData("/charts/weather.svg?quarter=2026Q2")]
    [InlineData("/ports/GBFXT/charts/weather.svg")]
    [InlineData("/ports/felixstowe/charts/reports.svg")]
    public async Task What_is_not_published_is_not_found(string path)
    {
        using var client = await site.SignInAsync(SampleSite.Admin);
        using var answer = await client.AskAsync(path);

        await answer.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_port_s_chart_shows_its_reports_as_bands()
    {
        using var client = await site.SignInAsync(SampleSite.PortManager);
        var csv = Encoding.UTF8.GetString(await client.GetByteArrayAsync(new Uri("/api/v1/ports/GBFXT/charts/reports.csv", UriKind.Relative)));

        Assert.Matches("2026Q2,(<10|[0-9]+–[0-9]+)", csv);
    }
}
