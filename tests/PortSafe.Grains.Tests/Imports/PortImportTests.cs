using System.Text;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Imports;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Imports;

/// <summary>Files about ports: the register, the schemes, awareness.</summary>
public sealed class PortImportTests
{
    private const string Ports = "locode,name,region,size,latitude,longitude\n";
    private const string Schemes = "date,locode,event,detail\n";
    private const string Awareness =
        "quarter,locode,headcount,briefed_security,briefed_other,act_completions,survey_responses,know_line,believe_anonymous,confident_to_report\n";
    private const string Joined = Schemes + "2025-03-03,GBABD,applied,registered-business\n2025-03-10,GBABD,approved,\n";

    [Fact]
    public async Task The_first_register_goes_back_to_the_beginning_and_later_ports_count_from_their_day()
    {
        await using var desk = await ImportDesk.WithPortsAsync(DatabaseKind.Sqlite);
        await ImportAsync(desk, ImportKind.Ports, Ports + "GBQQQ,Quay,Wales,minor,51.5,-3.2\n");

        Assert.Equal(PortDecisions.EarliestDate, (await desk.EventsOfAsync("GBABD"))[0].At);
        Assert.Equal(new DateOnly(2026, 10, 9), (await desk.EventsOfAsync("GBQQQ"))[0].At);
    }

    [Theory, BothDatabases]
    public async Task A_later_register_adds_and_renames_and_leaves_the_others_alone(DatabaseKind kind)
    {
        await using var desk = await ImportDesk.WithPortsAsync(kind);

        var outcome = await ImportAsync(
            desk, ImportKind.Ports, Ports + "GBABD,Aberdeen Harbour,Scotland North and Islands,major,57.13,-2.1\nGBAVO,Avonmouth,South West,major,51.5,-2.68\nGBQQQ,Quay,Wales,minor,51.5,-3.2\n");

        Assert.Equal(new ImportOutcome.Imported(3, 3, AlreadyRecorded: 1), outcome);
        Assert.Equal("Aberdeen Harbour", Assert.IsType<PortRenamed>((await desk.EventsOfAsync("GBABD"))[^1]).Name);
        Assert.Single(await desk.EventsOfAsync("GBAVO"));
        Assert.Equal(114, await desk.Database.CountAsync("port_status"));
    }

    [Fact]
    public async Task A_closed_port_is_not_opened_by_a_file()
    {
        await using var desk = await ImportDesk.WithPortsAsync(DatabaseKind.Sqlite);
        var port = Locode.Parse("GBABD");
        var before = await desk.Store.LoadAsync(port, default);
        await desk.Store.AppendAsync([new(port, before, [new PortClosed(new DateOnly(2026, 9, 1), "The berth was sold.")])], TestActors.Admin, null, default);

        var outcome = await ImportAsync(desk, ImportKind.Ports, Ports + "GBABD,Aberdeen,Scotland North and Islands,major,57.13,-2.1\n");

        var error = Assert.Single(Assert.IsType<ImportOutcome.Refused>(outcome).Errors);
        Assert.Equal((2, "locode"), (error.Line, error.Column));
    }

    [Fact]
    public async Task Rows_of_a_port_are_taken_in_the_order_of_their_days_whatever_that_of_the_lines()
    {
        await using var desk = await ImportDesk.WithPortsAsync(DatabaseKind.Sqlite);
        await ImportAsync(desk, ImportKind.Schemes, Schemes + "2025-03-12,GBABD,pack-issued,2022-11\n2025-03-10,GBABD,approved,\n2025-03-03,GBABD,applied,registered-business\n");

        var events = await desk.EventsOfAsync("GBABD");
        Assert.Equal([typeof(PortAdded), typeof(SchemeApplied), typeof(SchemeApproved), typeof(PackIssued)], events.Select(item => item.GetType()));
    }

    [Fact]
    public async Task What_follows_from_a_wrong_row_is_not_called_wrong_too()
    {
        await using var desk = await ImportDesk.WithPortsAsync(DatabaseKind.Sqlite);
        var outcome = await ImportAsync(
            desk, ImportKind.Schemes, Joined.Replace("registered-business", "harbour-master") + "2025-04-01,GBAVO,approved,\n");

        var errors = Assert.IsType<ImportOutcome.Refused>(outcome).Errors;
        Assert.Equal([(2, "detail"), (4, "event")], errors.Select(error => (error.Line, error.Column)));
    }

    [Theory, BothDatabases]
    public async Task Figures_are_corrected_by_a_later_file_and_equal_ones_are_skipped(DatabaseKind kind)
    {
        await using var desk = await ImportDesk.WithPortsAsync(kind);
        await ImportAsync(desk, ImportKind.Schemes, Joined);
        await ImportAsync(desk, ImportKind.Awareness, Awareness + "2026Q1,GBABD,200,20,30,5,20,10,10,10\n2026Q2,GBABD,200,20,30,5,20,10,10,10\n");

        var outcome = await ImportAsync(desk, ImportKind.Awareness, Awareness + "2026Q1,GBABD,200,20,30,5,20,10,10,10\n2026Q2,GBABD,200,20,40,5,20,10,10,10\n");

        Assert.Equal(new ImportOutcome.Imported(2, 2, AlreadyRecorded: 1), outcome);
        var figures = (await desk.EventsOfAsync("GBABD")).OfType<QuarterFiguresRecorded>().ToList();
        Assert.Equal([30, 30, 40], figures.Select(item => item.Figures.BriefedOther));
        Assert.Equal(new Quarter(2026, 2), figures[^1].Quarter);
    }

    [Theory, BothDatabases]
    public async Task Different_files_at_once_about_the_same_port_are_all_taken(DatabaseKind kind)
    {
        await using var desk = await ImportDesk.WithPortsAsync(kind);
        await ImportAsync(desk, ImportKind.Schemes, Joined);

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 4).Select(quarter =>
            Task.Run(() => ImportAsync(desk, ImportKind.Awareness, $"{Awareness}2025Q{quarter},GBABD,200,20,30,5,20,10,10,10\n"))));

        Assert.All(outcomes, outcome => Assert.IsType<ImportOutcome.Imported>(outcome));
        Assert.Equal(4, (await desk.EventsOfAsync("GBABD")).OfType<QuarterFiguresRecorded>().Count());
    }

    private static Task<ImportOutcome> ImportAsync(ImportDesk desk, ImportKind kind, string content) => desk.ImportAsync(kind, Encoding.UTF8.GetBytes(content));
}
