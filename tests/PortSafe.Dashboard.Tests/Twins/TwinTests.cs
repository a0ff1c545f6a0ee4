using Xunit.Abstractions;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>
/// Two databases that differ by one report, and whose published cells all display alike, behind two servers with the same clock:
/// whoever is not of JMSC gets the same bytes from both, whatever they ask for, and the same is logged.
/// </summary>
[Collection(TwinCollection.Name)]
public sealed class TwinTests(TwinSite site, ITestOutputHelper output)
{
    public static TheoryData<Twin> Twins => [.. Enum.GetValues<Twin>()];

    [Theory]
    [MemberData(nameof(Twins))]
    public async Task They_differ_by_one_report_and_not_in_what_is_published(Twin twin)
    {
        var (database, _) = await site.FindAsync(twin);
        var (here, there) = (await CountedAsync(site.First), await CountedAsync(database));

        Assert.Equal(twin == Twin.Refused ? 0 : 1, there - here);
        Assert.NotEmpty(await site.First.RowsAsync("release_cells"));
        Assert.Equal(await site.First.RowsAsync("releases"), await database.RowsAsync("releases"));
        Assert.Equal(await site.First.RowsAsync("release_cells"), await database.RowsAsync("release_cells"));
    }

    [Theory]
    [MemberData(nameof(Twins))]
    public async Task Whoever_is_not_of_JMSC_gets_the_same_bytes_from_both(Twin twin)
    {
        var record = await site.RecordAsync();
        // One twin is asked everything, and its log is compared; the others what depends on data.
        var isWhole = twin == Twin.FirstOfPort;
        await using var other = await TwinServer.StartAsync($"{twin}", await (await site.FindAsync(twin)).Database.CopyAsync(), listens: isWhole, drawsAll: isWhole);
        var asked = isWhole ? record.Exchanges : record.Core;

        var differences = await record.CompareAsync(other, asked);
        output.WriteLine($"{asked.Count} requests, {record.Entries.Count} entries; answers {string.Join(", ", asked.CountBy(exchange => exchange.Answer.Status).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}"))}");
        Assert.True(differences.Count == 0, string.Join('\n', differences));
        await other.SendAsync(TwinActs.Issue);
        Assert.Contains(record.Mail, mail => mail.StartsWith("2026Q3-", StringComparison.Ordinal));
        Assert.Contains(record.Mail, mail => mail.Contains("Your saved view for July to September 2026", StringComparison.Ordinal));
        Assert.Equal(record.Mail, TwinMail.Of(other));
    }

    [Fact]
    public async Task Everything_that_the_application_answers_is_asked_for()
    {
        var record = await site.RecordAsync();
        var asked = record.Exchanges.Select(exchange => (exchange.Request.Method, Path: exchange.Request.Path.Split('?')[0])).ToHashSet();

        Assert.NotEmpty(record.Entries);
        Assert.All(record.Entries.Where(entry => entry.IsKnownMethod), entry => Assert.Contains(TwinPaths.Of(entry), path => asked.Contains((entry.Method, path.Split('?')[0]))));
        output.WriteLine($"{record.Entries.Count} entries on {record.Entries.Select(entry => entry.Route).Distinct().Count()} routes.");
    }

    [Fact]
    public async Task What_happened_before_anyone_asked_is_logged_in_the_same_words() =>
        Assert.Equal(site.FirstLog, (await site.FindAsync(Twin.FirstOfPort)).Log);

    [Fact]
    public async Task No_log_entry_holds_a_count()
    {
        var logged = (await site.RecordAsync()).Exchanges.SelectMany(exchange => exchange.Logs).ToList();

        Assert.NotEmpty(logged);
        Assert.DoesNotContain(logged, line => TwinStory.Unlike.Append(TwinStory.Unlike.Sum()).Any(count => line.Contains($"{count}", StringComparison.Ordinal) || line.Contains($"{count:N0}", StringComparison.Ordinal)));
    }

    /// <summary>How many reports the statements in force hold.</summary>
    private static async Task<long> CountedAsync(Testing.Databases.TestDatabase database) => (await Truth.OfAsync(database)).Total;
}
