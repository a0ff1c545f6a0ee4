using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PortSafe.Api.Tests.Accounts;
using PortSafe.Domain.Accounts;
using PortSafe.Testing;

namespace PortSafe.Api.Tests.Imports;

/// <summary>Takes files in, so it has a site of its own.</summary>
public sealed class ImportEndpointsTests(SampleSite site) : IClassFixture<SampleSite>
{
    private const string Header = "month,locode,category,count\n";
    private const string Crimestoppers = "reports?source=crimestoppers";

    [Fact]
    public async Task A_key_sends_a_new_month_once_and_is_told_no_count()
    {
        using var program = await site.CreateProgramAsync(KeyScope.ImportReports);
        const string Month = $"{Header}2026-10,GBFXT,cyber,3\n2026-10,GBDVR,cyber,4\n";
        using var first = await SendAsync(program, Crimestoppers, Month);
        using var second = await SendAsync(program, Crimestoppers, Month);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal("""{"rows":2,"reports":null,"alreadyRecorded":null,"alreadyImported":false}""", await first.Content.ReadAsStringAsync());
        Assert.Equal("""{"rows":2,"reports":null,"alreadyRecorded":null,"alreadyImported":true}""", await second.Content.ReadAsStringAsync());
        Assert.Contains(
            await site.Database.RowsAsync("audit_log"),
            row => row.Contains("reports-imported", StringComparison.Ordinal) && row.Contains("by: key:", StringComparison.Ordinal) && !row.Contains("origin: null", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whether_a_month_differs_from_what_was_stated_is_not_for_a_key_to_find_out()
    {
        var sample = await File.ReadAllLinesAsync(Repository.PathTo("scripts", "sample-data", "reports-2023-2026.csv"));
        var standing = sample.Where(line => line.StartsWith("2024-03", StringComparison.Ordinal)).ToList();
        using var program = await site.CreateProgramAsync(KeyScope.ImportReports);
        var answers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rows in new[] { string.Join('\n', standing), string.Join('\n', standing.Skip(1)), "2024-03,GBFXT,cyber,9" })
        {
            using var answer = await SendAsync(program, Crimestoppers, $"{Header}{rows}\n");
            Assert.Equal("confirmation-needed", await answer.ProblemAsync(HttpStatusCode.Conflict));
            answers.Add(await answer.Content.ReadAsStringAsync());
        }

        var change = JsonDocument.Parse(Assert.Single(answers)).RootElement.GetProperty("change");
        Assert.Equal("2024-03", Assert.Single(change.GetProperty("restated").EnumerateArray()).GetString());
        Assert.Equal((0, 0), (change.GetProperty("revised").GetArrayLength(), change.GetProperty("unchanged").GetArrayLength()));
    }

    [Fact]
    public async Task The_very_file_that_somebody_else_sent_is_one_more_that_needs_confirmation()
    {
        const string Content = $"{Header}2024-05,GBFXT,cyber,2\n";
        using var jmsc = await site.SignInAsync(SampleSite.JmscAnalyst);
        using (var taken = await SendAsync(jmsc, $"{Crimestoppers}&confirm=true", Content))
            Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        using var program = await site.CreateProgramAsync(KeyScope.ImportReports);
        using var same = await SendAsync(program, Crimestoppers, Content);
        using var other = await SendAsync(program, Crimestoppers, $"{Header}2024-05,GBFXT,cyber,5\n");

        await same.ProblemAsync(HttpStatusCode.Conflict);
        Assert.Equal(await other.Content.ReadAsStringAsync(), await same.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Jmsc_sees_what_would_change_and_confirms_it()
    {
        using var jmsc = await site.SignInAsync(SampleSite.JmscAnalyst);
        const string Content = $"{Header}2024-04,GBFXT,cyber,8\n";
        using var asked = await SendAsync(jmsc, Crimestoppers, Content);
        using var confirmed = await SendAsync(jmsc, $"{Crimestoppers}&confirm=true", Content);

        await asked.ProblemAsync(HttpStatusCode.Conflict);
        var revised = Assert.Single(JsonDocument.Parse(await asked.Content.ReadAsStringAsync()).RootElement.GetProperty("change").GetProperty("revised").EnumerateArray());
        Assert.Equal(("2024-04", 2), (revised.GetProperty("month").GetString(), revised.GetProperty("revision").GetInt32()));
        Assert.True(revised.GetProperty("portsChanged").GetInt32() > 0);
        Assert.Equal((HttpStatusCode.Created, "8"), (confirmed.StatusCode, await confirmed.MemberAsync("reports")));
    }

    [Fact]
    public async Task A_further_source_is_taken_once_a_person_has_confirmed_that_it_counts_nothing_twice()
    {
        using var program = await site.CreateProgramAsync(KeyScope.ImportReports);
        const string Content = $"{Header}2026-10,GBFXT,cyber,1\n";
        using var asked = await SendAsync(program, "reports?source=another-line", Content);
        using var confirmed = await SendAsync(program, "reports?source=another-line&confirm=true", Content);

        await asked.ProblemAsync(HttpStatusCode.Conflict);
        Assert.Contains("crimestoppers", await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, confirmed.StatusCode);
    }

    [Fact]
    public async Task A_refused_file_comes_back_with_its_lines()
    {
        using var program = await site.CreateProgramAsync(KeyScope.ImportReports);
        using var answer = await SendAsync(program, Crimestoppers, $"{Header}2026-10,GBFXT,gossip,3\n2026-10,GBFXT,cyber,-1\n");

        Assert.Equal("file-refused", await answer.ProblemAsync(HttpStatusCode.UnprocessableEntity));
        var errors = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").EnumerateArray()
            .Select(error => (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetString(), error.GetProperty("value").GetString()));
        Assert.Equal([(2, "category", "gossip"), (3, "count", "-1")], errors);
    }

    [Theory]
    [InlineData("reports", "source-invalid", "source")]
    [InlineData("reports?source=Crime%20Stoppers", "source-invalid", "source")]
    [InlineData("reports?source=crimestoppers&confirm=yes", "confirm-invalid", "confirm")]
    public async Task A_parameter_at_fault_is_named(string path, string code, string field)
    {
        using var program = await site.CreateProgramAsync(KeyScope.ImportReports);
        using var answer = await SendAsync(program, path, Header);

        Assert.Equal(code, await answer.ProblemAsync(HttpStatusCode.BadRequest));
        Assert.Equal(field, await answer.MemberAsync("field"));
    }

    [Theory]
    [InlineData("read:ports", Crimestoppers)]
    [InlineData("import:awareness", Crimestoppers)]
    [InlineData("import:reports", "awareness")]
    [InlineData("import:reports", "schemes")]
    [InlineData("import:awareness", "ports")]
    public async Task A_key_sends_what_its_scope_says_and_nothing_else(string scope, string path)
    {
        using var program = await site.CreateProgramAsync(KeyScope.Parse(scope));
        using var answer = await SendAsync(program, path, Header);

        Assert.Equal("not-allowed", await answer.ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Awareness_comes_in_by_key_and_the_register_by_an_administrator()
    {
        using var program = await site.CreateProgramAsync(KeyScope.ImportAwareness);
        using var admin = await site.SignInAsync(SampleSite.Admin);
        const string Columns = "quarter,locode,headcount,briefed_security,briefed_other,act_completions,survey_responses,know_line,believe_anonymous,confident_to_report\n";
        using var awareness = await SendAsync(program, "awareness", $"{Columns}2026Q4,GBFXT,500,20,30,10,0,0,0,0\n");
        using var register = await SendAsync(admin, "ports", "locode,name,region,size,latitude,longitude\nGBQQZ,Somewhere,East,minor,50.79,0.05\n");

        Assert.Equal((HttpStatusCode.Created, ""), (awareness.StatusCode, await awareness.MemberAsync("alreadyRecorded")));
        Assert.Equal((HttpStatusCode.Created, "0"), (register.StatusCode, await register.MemberAsync("alreadyRecorded")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_too_large_is_refused_as_such(bool chunked)
    {
        using var program = await site.CreateProgramAsync(KeyScope.ImportReports);
        using var content = new StringContent(Header + string.Concat(Enumerable.Repeat("2026-10,GBFXT,cyber,3\n", 500_000)), Encoding.UTF8, "text/csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/imports/{Crimestoppers}", UriKind.Relative)) { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = !chunked;
        using var answer = await program.SendAsync(request);

        Assert.Equal("too-large", await answer.ProblemAsync(HttpStatusCode.RequestEntityTooLarge));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("text/csv; charset=utf-16")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task What_is_no_csv_is_refused_and_so_is_what_says_nothing(string? type)
    {
        using var jmsc = await site.SignInAsync(SampleSite.JmscAnalyst);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Header));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        using var answer = await jmsc.PostAsync(new Uri($"/api/v1/imports/{Crimestoppers}", UriKind.Relative), content);

        Assert.Equal("media-type", await answer.ProblemAsync(HttpStatusCode.UnsupportedMediaType));
    }

    [Fact]
    public async Task A_compressed_file_is_refused()
    {
        using var program = await site.CreateProgramAsync(KeyScope.ImportReports);
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            await zip.WriteAsync(Encoding.UTF8.GetBytes(Header));
        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        content.Headers.ContentEncoding.Add("gzip");
        using var answer = await program.PostAsync(new Uri($"/api/v1/imports/{Crimestoppers}", UriKind.Relative), content);

        await answer.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task What_a_page_of_another_site_sends_is_refused(string from)
    {
        using var jmsc = await site.SignInAsync(SampleSite.JmscAnalyst);
        jmsc.DefaultRequestHeaders.Add("Sec-Fetch-Site", from);
        using var answer = await SendAsync(jmsc, $"{Crimestoppers}&confirm=true", $"{Header}2026-10,GBFXT,cyber,7\n");

        await answer.ProblemAsync(HttpStatusCode.Forbidden);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string csv)
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        return await client.PostAsync(new Uri($"/api/v1/imports/{path}", UriKind.Relative), content);
    }
}
