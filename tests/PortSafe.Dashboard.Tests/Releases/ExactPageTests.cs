using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Grains.Imports;

namespace PortSafe.Dashboard.Tests.Releases;

/// <summary>Imports a correction, so it has a site of its own.</summary>
public sealed class ExactPageTests(SampleSite site) : IClassFixture<SampleSite>
{
    private const string Page = "/releases/2026Q2/exact";

    [Fact]
    public async Task A_late_report_is_seen_here_at_once_and_nowhere_else()
    {
        using var client = await site.SignInAsync(SampleSite.JmscAnalyst);
        using var reader = await site.SignInAsync(SampleSite.PortManager);
        var before = await client.ReadAsync(Page);
        var published = await PublishedAsync(reader);
        Assert.StartsWith("Every figure reads as it would", before.Text(".govuk-body-l"), StringComparison.Ordinal);
        Assert.StartsWith("Official, not for release", before.Text(".ps-official"), StringComparison.Ordinal);

        await CorrectAsync();
        var after = await client.ReadAsync($"{Page}?moved=true");

        var row = after.QuerySelectorAll("tbody tr").Single(row => row.Children[0].TextContent == "Felixstowe (GBFXT)");
        Assert.Equal(("<10", "a higher band"), (row.Children[3].TextContent, row.Children[5].TextContent));
        Assert.Equal(published, await PublishedAsync(reader));
    }

    [Fact]
    public async Task Each_reading_is_in_the_audit_log()
    {
        using var client = await site.SignInAsync(SampleSite.JmscAnalyst);
        var actor = (await site.ActorAsync(SampleSite.JmscAnalyst)).Id;

        await client.ReadAsync(Page);
        var first = await ReadingsAsync(actor);
        await client.ReadAsync(Page);

        Assert.Equal(first + 1, await ReadingsAsync(actor));
    }

    [Theory]
    [InlineData(SampleSite.PortManager)]
    [InlineData(SampleSite.Approver)]
    [InlineData(SampleSite.Analyst)]
    public async Task It_is_for_JMSC_alone(string email)
    {
        using var client = await site.SignInAsync(email);
        using var answer = await client.GetAsync(new Uri(Page, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task<string> PublishedAsync(HttpClient client) => (await client.ReadAsync("/releases/2026Q2?measure=reports")).Text("main");

    private async Task<int> ReadingsAsync(string actor) => (await site.Database.RowsAsync("audit_log"))
        .Count(row => row.Contains("action: raw-counts-read", StringComparison.Ordinal) && row.Contains($"by: {actor}", StringComparison.Ordinal));

    /// <summary>Another statement of April 2026, with thirty more reports of Felixstowe.</summary>
    private async Task CorrectAsync()
    {
        var lines = (await File.ReadAllLinesAsync(PortSafe.Testing.Repository.PathTo("scripts", "sample-data", "reports-2023-2026.csv")))
            .Where(line => line.StartsWith("2026-04,", StringComparison.Ordinal) && !line.StartsWith("2026-04,GBFXT,drugs-importation", StringComparison.Ordinal));
        var csv = string.Join('\n', lines.Prepend("month,locode,category,count").Append("2026-04,GBFXT,drugs-importation,30"));
        var path = Path.Combine(Path.GetTempPath(), $"correction-{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(path, csv, Encoding.UTF8);
        try
        {
            var request = ImportRequest.OfFile(ImportKind.Reports, path, ImportLimits.CommandLine, "crimestoppers", isConfirmed: true);
            Assert.IsType<ImportOutcome.Imported>(await site.Services.GetRequiredService<ImportFiles>().ImportAsync(request, await site.ActorAsync(SampleSite.Admin), null, default));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
