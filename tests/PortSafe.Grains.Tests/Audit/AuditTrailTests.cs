using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Audit;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Audit;

public sealed class AuditTrailTests
{
    private static readonly Guid Home = new(9, 0, 0, new byte[8]);

    [Theory]
    [BothDatabases]
    public async Task Rows_come_newest_first_page_by_page_with_none_twice_and_none_left_out(DatabaseKind kind)
    {
        await using var desk = await AuditDesk.CreateAsync(kind);
        for (var number = 0; number < 25; number++)
            await desk.LogAsync(number % 2 == 0 ? "one" : "two", TestActors.Admin, "release-compiled", $"release:{number}", advance: number % 5 == 0);

        var read = new List<string>();
        AuditPosition? after = null;
        do
        {
            var page = (await desk.Trail.SearchAsync(new AuditFilter(), after, 4, TestActors.Admin, default)).Value!;
            read.AddRange(page.Entries.Select(entry => entry.Row.Subject));
            after = page.Next is { } next ? AuditPosition.Parse(next.ToString()) : null;
        }
        while (after is not null);

        Assert.Equal(25, read.Distinct().Count());
        Assert.Equal(25, read.Count);
        Assert.StartsWith("release:2", read[0], StringComparison.Ordinal);
    }

    [Theory]
    [BothDatabases("who", "Ann Officer", 3)]
    [BothDatabases("who", "ann officer", 3)]
    [BothDatabases("who", "ANN@jmsc.example", 3)]
    [BothDatabases("who", "person:00000001-0000-0000-0000-000000000000", 3)]
    [BothDatabases("who", "compile-release", 1)]
    [BothDatabases("who", "nobody", 0)]
    [BothDatabases("action", "signed-in", 2)]
    [BothDatabases("subject", "release:2026Q3", 2)]
    [BothDatabases("outcome", "refused", 1)]
    [BothDatabases("outcome", "done", 4)]
    [BothDatabases("node", "two", 1)]
    [BothDatabases("from", "2026-10-10", 2)]
    [BothDatabases("to", "2026-10-09", 3)]
    public async Task Each_filter_leaves_what_it_names(DatabaseKind kind, string field, string value, int expected)
    {
        await using var desk = await FilledAsync(kind);
        Assert.Equal(expected, (await desk.Trail.SearchAsync(FilterOf(field, value), null, 100, TestActors.Admin, default)).Value!.Entries.Count);
    }

    [Theory]
    [BothDatabases]
    public async Task People_have_their_names_and_origins_their_addresses_until_they_are_wiped(DatabaseKind kind)
    {
        await using var desk = await FilledAsync(kind);
        var entry = (await desk.Trail.SearchAsync(new AuditFilter { Action = "signed-in" }, null, 10, TestActors.Admin, default)).Value!.Entries[^1];
        Assert.Equal(("Ann Officer", "Signed in", "", "192.0.2.7", "Browser 1"), (entry.Who, entry.What, entry.Subject, entry.From!.Address, entry.From.Browser));

        await desk.Database.ExecuteAsync(kind == DatabaseKind.Postgres ? "UPDATE people SET name = '', wiped_at = now()" : "UPDATE people SET name = '', wiped_at = '2026-10-09 00:00:00'");
        await desk.Database.ExecuteAsync("UPDATE origins SET address = NULL, browser = NULL");
        entry = (await desk.Trail.SearchAsync(new AuditFilter { Action = "signed-in" }, null, 10, TestActors.Admin, default)).Value!.Entries[^1];
        Assert.Equal(("A person whose name was removed", "No longer kept", null), (entry.Who, entry.From!.Address, entry.From.Browser));
        Assert.True((await desk.Chains.VerifyAsync([], null, default)).IsWhole);
    }

    [Theory]
    [BothDatabases]
    public async Task An_export_holds_what_matches_is_logged_itself_and_each_of_its_rows_can_be_verified(DatabaseKind kind)
    {
        await using var desk = await FilledAsync(kind);
        var lines = await LinesAsync(desk, new AuditFilter { From = new DateOnly(2026, 10, 10) }, AuditFileFormat.JsonLines);
        Assert.Equal(3, lines.Count);
        Assert.All(lines, line => Assert.Equal(HashIn(line), JsonDocument.Parse(line).RootElement.GetProperty("hash").GetString()));
        Assert.Equal(
            ("audit-log-exported", "from 2026-10-10", TestActors.Admin.Id),
            (await desk.RowsAsync()).Where(row => row.Node == "one").Select(row => (row.Action, row.Detail, row.By)).Last());
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@cmd", "\"'@cmd\"")]
    [InlineData(" \t=1", "\"'=1\"")]
    [InlineData("two\r\nlines", "two lines")]
    [InlineData("a,b", "\"a,b\"")]
    public async Task A_cell_that_a_spreadsheet_would_run_is_text_and_a_row_is_a_line(string detail, string cell)
    {
        await using var desk = await AuditDesk.CreateAsync(DatabaseKind.Sqlite);
        await desk.LogAsync("one", TestActors.Admin, "release-compiled", "release:2026Q3", detail: detail);
        var lines = await LinesAsync(desk, new AuditFilter { Action = "release-compiled" }, AuditFileFormat.Csv);
        Assert.Equal(2, lines.Count);
        Assert.StartsWith("node,sequence,at,by,action,subject,detail,", lines[0], StringComparison.Ordinal);
        Assert.Contains($",release:2026Q3,{cell},", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain('\n', lines[1]);
    }

    [Fact]
    public async Task Nobody_but_an_administrator_reads_the_log()
    {
        await using var desk = await FilledAsync(DatabaseKind.Sqlite);
        var before = await desk.Database.RowsAsync("audit_log");
        foreach (var actor in new[] { TestActors.JmscAnalyst, TestActors.Editor, TestActors.Approver, TestActors.Analyst, TestActors.ManagerOf(Locode.Parse("GBFXT")), Actor.Key(Home, KeyScope.All), Actor.Job("sweep") })
        {
            Assert.Equal(Authority.Refusal, (await desk.Trail.SearchAsync(new AuditFilter(), null, 10, actor, default)).Error);
            Assert.Equal(Authority.Refusal, (await desk.Trail.NodesAsync(actor, default)).Error);
            Assert.Equal(Authority.Refusal, (await desk.Trail.VerifyAsync(actor, default)).Error);
            Assert.Equal(Authority.Refusal, (await desk.Trail.ExportAsync(new AuditFilter(), AuditFileFormat.Csv, actor, default)).Error);
        }
        Assert.Equal(before, await desk.Database.RowsAsync("audit_log"));
    }

    [Theory]
    [InlineData("a.b.c")]
    [InlineData("1.2.")]
    [InlineData("-1.2.one")]
    [InlineData("99999999999999999999.1.one")]
    [InlineData("9223372036854775807.1.one")]
    public void What_is_no_place_in_the_log_is_refused(string text) => Assert.False(AuditPosition.TryParse(text, null, out _));

    [Fact]
    public void A_filter_says_what_is_wrong_with_it()
    {
        Assert.Equal("subject", new AuditFilter { Subject = new string('x', 201) }.Error?.Field);
        Assert.Equal("who", new AuditFilter { Who = "a\u0001" }.Error?.Field);
        Assert.Equal("to", new AuditFilter { From = new DateOnly(2026, 2, 2), To = new DateOnly(2026, 2, 1) }.Error?.Field);
    }

    private static AuditFilter FilterOf(string field, string value) => field switch
    {
        "who" => new AuditFilter { Who = value },
        "action" => new AuditFilter { Action = value },
        "subject" => new AuditFilter { Subject = value },
        "outcome" => new AuditFilter { Outcome = value },
        "node" => new AuditFilter { Node = value },
        "from" => new AuditFilter { From = DateOnly.Parse(value, CultureInfo.InvariantCulture) },
        _ => new AuditFilter { To = DateOnly.Parse(value, CultureInfo.InvariantCulture) },
    };

    /// <summary>What the hash of an exported row must be, computed from the line alone.</summary>
    private static string HashIn(string line)
    {
        var row = JsonDocument.Parse(line).RootElement;
        string? Text(string name) => row.GetProperty(name).GetString();
        return AuditLog.HashOf(Text("previous_hash")!, new AuditRow
        {
            Node = Text("node")!,
            Sequence = long.Parse(Text("sequence")!, CultureInfo.InvariantCulture),
            At = DateTimeOffset.Parse(Text("at")!, CultureInfo.InvariantCulture),
            By = Text("by")!,
            Action = Text("action")!,
            Subject = Text("subject")!,
            Detail = Text("detail")!,
            Origin = Text("origin"),
            Outcome = Text("outcome"),
            Hash = "",
        });
    }

    private static async Task<List<string>> LinesAsync(AuditDesk desk, AuditFilter filter, AuditFileFormat format)
    {
        var lines = new List<string>();
        await foreach (var line in (await desk.Trail.ExportAsync(filter, format, TestActors.Admin, default)).Value!)
            lines.Add(line);
        return lines;
    }

    /// <summary>Five rows: three of 9 October in London and two of the 10th, one of them by a job and one refused.</summary>
    private static async Task<AuditDesk> FilledAsync(DatabaseKind kind)
    {
        var desk = await AuditDesk.CreateAsync(kind);
        await using (var db = desk.Database.CreateContext())
        {
            db.Users.Add(new Person { Id = TestActors.Admin.PersonId!.Value, Name = "Ann Officer", Role = Role.JmscAdmin.Code, Email = "ann@jmsc.example", NormalizedEmail = "ANN@JMSC.EXAMPLE", UserName = "ann@jmsc.example", NormalizedUserName = "ANN@JMSC.EXAMPLE" });
            db.Origins.Add(new OriginRow { Id = Home, Address = "192.0.2.7", Browser = "Browser 1", SeenAt = desk.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
        }
        await desk.LogAsync("one", TestActors.Admin with { Origin = Home.ToString("D") }, "signed-in", TestActors.Admin.Id);
        await desk.LogAsync("one", TestActors.Admin, "release-compiled", "release:2026Q3");
        await desk.LogAsync("two", TestActors.Editor, "call-refused", "release:2026Q3", outcome: AuditOutcome.Refused);
        desk.Clock.Set(new DateTimeOffset(2026, 10, 9, 23, 0, 0, TimeSpan.Zero));
        await desk.LogAsync("one", TestActors.Admin with { Origin = Actor.CommandLine }, "signed-in", TestActors.Admin.Id);
        await desk.LogAsync("one", Actor.Job("compile-release"), "raw-counts-read", "reports:2026-07..2026-09");
        return desk;
    }
}

/// <summary>A database with an audit log to write and to read.</summary>
internal sealed class AuditDesk : IAsyncDisposable
{
    private AuditDesk(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public TestClock Clock { get; } = new();

    public AuditChains Chains => new(Database.Contexts);

    public AuditTrail Trail => new(Database.Contexts, Log("one"), Chains);

    public static async Task<AuditDesk> CreateAsync(DatabaseKind kind) => new(await TestDatabase.CreateAsync(kind));

    public async Task LogAsync(string node, Actor by, string action, string subject, string detail = "", string outcome = AuditOutcome.Done, bool advance = true)
    {
        await using var db = Database.CreateContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await Log(node).AppendAsync(db, by, action, subject, detail, default, outcome);
        await transaction.CommitAsync();
        if (advance)
            Clock.Advance(TimeSpan.FromMinutes(1));
    }

    public async Task<List<AuditRow>> RowsAsync()
    {
        await using var db = Database.CreateContext();
        return await db.AuditLog.AsNoTracking().OrderBy(row => row.Node).ThenBy(row => row.Sequence).ToListAsync();
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private AuditLog Log(string node) => new(new NodeName(node), Database.Location, Clock);
}
