using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Faults.Tests.Ports;

/// <summary>Several processes serve one PostgreSQL, and every command that they accept is recorded, in order.</summary>
public sealed class TwoServersTests
{
    private const string Admin = "admin@jmsc.example";
    private const string Port = "GBFXT";
    private const int WritersAServer = 8;
    private const int CommandsAWriter = 60;
    private const int Commands = 2 * WritersAServer * CommandsAWriter;

    [Fact]
    public async Task Of_eight_writers_at_each_of_two_servers_no_command_is_lost_and_each_ones_are_in_order()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        var installation = new Installation(database);
        List<string> links = [await installation.AddPersonAsync(Admin, "jmsc-admin")];
        links.Add(await installation.AddPersonAsync("second@jmsc.example", "jmsc-admin", by: Admin));
        await installation.AnswerAsync("import", "ports", Repository.PathTo("scripts", "sample-data", "uk-ports.csv"), "--as", Admin);
        var scheme = Path.Combine(database.Directory, "scheme.csv");
        await File.WriteAllTextAsync(scheme, $"date,locode,event,detail\n2024-01-08,{Port},applied,port-security-manager\n2024-01-10,{Port},approved,\n");
        await installation.AnswerAsync("import", "schemes", scheme, "--as", Admin);
        var before = await LastSequenceAsync(database);

        await using var first = await installation.ServeAsync();
        await using var second = await installation.ServeAsync();
        using var atFirst = await first.SignInAsync(links[0]);
        using var atSecond = await second.SignInAsync(links[1]);
        await Task.WhenAll(Enumerable.Range(0, 2 * WritersAServer).Select(writer => Task.Run(() => WriteAsync(writer % 2 == 0 ? atFirst : atSecond, writer))));

        var heads = await HeadCountsAsync(database, before);
        Assert.Equal(Enumerable.Range(1, Commands), heads.Order());
        foreach (var own in heads.GroupBy(count => (count - 1) / CommandsAWriter))
            Assert.Equal(own.Order(), own);
        Assert.Equal(before + Commands, await LastSequenceAsync(database));
    }

    private static async Task WriteAsync(HttpClient client, int writer)
    {
        for (var command = 1; command <= CommandsAWriter; command++)
        {
            var briefing = new { at = "2024-02-01", audience = "other", headCount = (writer * CommandsAWriter) + command };
            using var answer = await client.PostAsJsonAsync(new Uri($"/api/v1/ports/{Port}/briefings", UriKind.Relative), briefing);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private static async Task<int> LastSequenceAsync(TestDatabase database)
    {
        await using var db = database.CreateContext();
        var sequences = await db.PortEvents.Where(row => row.Stream == Port).OrderBy(row => row.Sequence).Select(row => row.Sequence).ToListAsync();
        Assert.Equal(Enumerable.Range(1, sequences.Count), sequences);
        return sequences.Count;
    }

    private static async Task<List<int>> HeadCountsAsync(TestDatabase database, int after)
    {
        await using var db = database.CreateContext();
        var data = await db.PortEvents.Where(row => row.Stream == Port && row.Sequence > after).OrderBy(row => row.Sequence).Select(row => row.Data).ToListAsync();
        return [.. data.Select(json => JsonDocument.Parse(json).RootElement.GetProperty("headCount").GetInt32())];
    }
}
