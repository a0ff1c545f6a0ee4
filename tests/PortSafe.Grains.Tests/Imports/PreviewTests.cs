using System.Text;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Imports;
using PortSafe.Testing;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Imports;

public sealed class PreviewTests
{
    private const string Header = "quarter,locode,headcount,briefed_security,briefed_other,act_completions,survey_responses,know_line,believe_anonymous,confident_to_report";

    private static readonly Actor Manager = Actor.Person(new Guid(7, 0, 0, new byte[8]), Role.PortManager, Locode.Parse("GBFXT"), Locode.Parse("GBDVR"));

    [Theory, BothDatabases]
    public async Task What_a_file_changes_is_shown_and_nothing_is_recorded(DatabaseKind kind)
    {
        await using var desk = await SampleAsync(kind);
        var rows = await desk.RowsAsync();
        var standing = FiguresOf(await desk.EventsOfAsync("GBFXT"), new Quarter(2026, 2));

        var preview = Assert.IsType<ImportOutcome.Previewed>(await PreviewAsync(desk, Row("2026Q2", "GBFXT", 600), Manager)).Preview;

        var change = Assert.Single(preview.Changes);
        Assert.Equal(("Felixstowe", standing), (change.Name, change.Before));
        Assert.Equal(600, Assert.IsType<QuarterFiguresRecorded>(change.Event).Figures.Headcount);
        Assert.Equal(rows, await desk.RowsAsync());
    }

    [Theory, BothDatabases]
    public async Task It_is_taken_in_once_somebody_agreed_to_just_that(DatabaseKind kind)
    {
        await using var desk = await SampleAsync(kind);
        var file = Row("2026Q2", "GBFXT", 600);
        var preview = Assert.IsType<ImportOutcome.Previewed>(await PreviewAsync(desk, file, Manager)).Preview;

        Assert.Equal(new ImportOutcome.Imported(1, 1, 0), await PreviewAsync(desk, file, Manager, preview.Digest));
        Assert.Equal(600, FiguresOf(await desk.EventsOfAsync("GBFXT"), new Quarter(2026, 2))!.Headcount);
    }

    [Theory, BothDatabases]
    public async Task It_is_shown_again_where_what_it_replaces_has_changed_in_between(DatabaseKind kind)
    {
        await using var desk = await SampleAsync(kind);
        var file = Row("2026Q2", "GBFXT", 600);
        var seen = Assert.IsType<ImportOutcome.Previewed>(await PreviewAsync(desk, file, Manager)).Preview;
        Assert.IsType<ImportOutcome.Imported>(await desk.ImportAsync(ImportKind.Awareness, Bytes(Row("2026Q2", "GBFXT", 601))));

        var again = Assert.IsType<ImportOutcome.Previewed>(await PreviewAsync(desk, file, Manager, seen.Digest)).Preview;

        Assert.Equal(601, Assert.Single(again.Changes).Before!.Headcount);
        Assert.IsType<ImportOutcome.Imported>(await PreviewAsync(desk, file, Manager, again.Digest));
    }

    [Theory, BothDatabases]
    public async Task A_manager_s_file_names_their_own_ports_alone(DatabaseKind kind)
    {
        await using var desk = await SampleAsync(kind);
        foreach (var other in new[] { "GBGTY", "GBZZZ" })
        {
            var file = $"{Row("2026Q2", "GBDVR", 600)}{Row("2026Q2", other, 600)}";
            var error = Assert.Single(Assert.IsType<ImportOutcome.Refused>(await PreviewAsync(desk, file, Manager)).Errors);
            Assert.Equal(new ImportError(3, "locode", other, "one of your ports: GBFXT, GBDVR"), error);
        }
    }

    [Theory, BothDatabases]
    public async Task That_somebody_took_in_the_same_file_about_other_ports_stays_unsaid(DatabaseKind kind)
    {
        await using var desk = await SampleAsync(kind);
        var file = Row("2026Q2", "GBGTY", 600);
        Assert.IsType<ImportOutcome.Imported>(await desk.ImportAsync(ImportKind.Awareness, Bytes(file)));

        Assert.IsType<ImportOutcome.Refused>(await PreviewAsync(desk, file, Manager));
    }

    [Theory]
    [InlineData("analyst")]
    [InlineData("editor")]
    [InlineData("port-manager")]
    public async Task Nobody_else_brings_figures(string role)
    {
        await using var desk = await ImportDesk.CreateAsync(DatabaseKind.Sqlite);

        Assert.IsType<ImportOutcome.Forbidden>(await PreviewAsync(desk, Row("2026Q2", "GBFXT", 600), Actor.Person(Guid.Empty, Role.Parse(role))));
    }

    [Theory]
    [InlineData("note")]
    [InlineData("name")]
    public async Task A_file_with_a_column_of_words_is_refused_whole(string column)
    {
        await using var desk = await SampleAsync(DatabaseKind.Sqlite);
        var file = $"{Header},{column}\n{Row("2026Q2", "GBFXT", 600).TrimEnd()},Jo\n";

        var refused = Assert.IsType<ImportOutcome.Refused>(await desk.Files.ImportAsync(
            new ImportRequest(ImportKind.Awareness, () => new MemoryStream(Encoding.UTF8.GetBytes(file)), ImportLimits.Web, Seen: ""), Manager, null, default));
        Assert.Equal(column, Assert.Single(refused.Errors).Column);
    }

    private static async Task<ImportDesk> SampleAsync(DatabaseKind kind)
    {
        var desk = await ImportDesk.WithPortsAsync(kind);
        Assert.IsType<ImportOutcome.Imported>(await desk.ImportAsync(ImportKind.Schemes, ImportDesk.Sample("scheme-events.csv")));
        Assert.IsType<ImportOutcome.Imported>(await desk.ImportAsync(ImportKind.Awareness, ImportDesk.Sample("awareness-2022-2026.csv")));
        return desk;
    }

    private static Task<ImportOutcome> PreviewAsync(ImportDesk desk, string rows, Actor by, string seen = "") =>
        desk.Files.ImportAsync(new ImportRequest(ImportKind.Awareness, () => new MemoryStream(Bytes(rows)), ImportLimits.Web, Seen: seen), by, null, default);

    private static byte[] Bytes(string rows) => Encoding.UTF8.GetBytes($"{Header}\n{rows}");

    private static string Row(string quarter, string locode, int headcount) => $"{quarter},{locode},{headcount},5,40,12,20,15,11,12\n";

    private static QuarterFigures? FiguresOf(IReadOnlyList<PortEvent> events, Quarter quarter) =>
        events.OfType<QuarterFiguresRecorded>().LastOrDefault(item => item.Quarter == quarter)?.Figures;
}
