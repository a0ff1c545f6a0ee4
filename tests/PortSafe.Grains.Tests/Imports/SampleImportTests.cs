using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Imports;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Imports;

/// <summary>The four sample files, into an empty database.</summary>
public sealed class SampleImportTests
{
    private const string Reports = "reports-2023-2026.csv";

    [Theory, BothDatabases]
    public async Task The_sample_reports_come_in_with_every_count(DatabaseKind kind)
    {
        await using var desk = await ImportDesk.WithPortsAsync(kind);

        var outcome = await desk.ImportAsync(ImportKind.Reports, ImportDesk.Sample(Reports), "crimestoppers");

        Assert.Equal(new ImportOutcome.Imported(4975, 6114, 0), outcome);
        Assert.Equal(45, await desk.Database.CountAsync("statements"));
        foreach (var (year, lastMonth, expected) in new[] { (2023, 12, 1088), (2024, 12, 1579), (2025, 12, 1852), (2026, 9, 1595) })
            Assert.Equal(expected, await desk.ReportsAsync(new Month(year, 1), new Month(year, lastMonth)));
    }

    [Theory, BothDatabases]
    public async Task The_same_file_five_times_more_changes_nothing(DatabaseKind kind)
    {
        await using var desk = await ImportDesk.WithPortsAsync(kind);
        var imported = desk.Clock.GetUtcNow();
        await desk.ImportAsync(ImportKind.Reports, ImportDesk.Sample(Reports), "crimestoppers");
        var before = await desk.RowsAsync();

        desk.Clock.Advance(TimeSpan.FromDays(1));
        for (var time = 0; time < 5; time++)
        {
            var again = await desk.ImportAsync(ImportKind.Reports, ImportDesk.Sample(Reports), "crimestoppers");
            Assert.Equal(new ImportOutcome.AlreadyImported(4975, 6114, imported), again);
        }
        Assert.Equal(before, await desk.RowsAsync());
    }

    [Theory, BothDatabases]
    public async Task The_same_file_from_another_source_is_another_statement(DatabaseKind kind)
    {
        await using var desk = await ImportDesk.WithPortsAsync(kind);
        await desk.ImportAsync(ImportKind.Reports, ImportDesk.Sample(Reports), "crimestoppers");

        Assert.IsType<ImportOutcome.NeedsConfirmation>(await desk.ImportAsync(ImportKind.Reports, ImportDesk.Sample(Reports), "jmsc-desk"));
        Assert.Equal(new ImportOutcome.Imported(4975, 6114, 0), await desk.ImportAsync(ImportKind.Reports, ImportDesk.Sample(Reports), "jmsc-desk", isConfirmed: true));
    }

    [Theory]
    [BothDatabases(ImportKind.Reports, Reports)]
    [BothDatabases(ImportKind.Schemes, "scheme-events.csv")]
    public async Task Of_eight_imports_of_one_file_at_once_one_takes_it(DatabaseKind kind, ImportKind file, string name)
    {
        await using var desk = await ImportDesk.WithPortsAsync(kind);
        var source = file == ImportKind.Reports ? "crimestoppers" : null;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => desk.ImportAsync(file, ImportDesk.Sample(name), source))));

        Assert.Single(outcomes.OfType<ImportOutcome.Imported>());
        Assert.Equal(7, outcomes.OfType<ImportOutcome.AlreadyImported>().Count());
        Assert.Equal(2, await desk.Database.CountAsync("imports"));
    }

    [Theory, BothDatabases]
    public async Task Schemes_and_awareness_follow_the_ports(DatabaseKind kind)
    {
        await using var desk = await ImportDesk.WithPortsAsync(kind);

        Assert.Equal(new ImportOutcome.Imported(1215, 1215, 0), await desk.ImportAsync(ImportKind.Schemes, ImportDesk.Sample("scheme-events.csv")));
        Assert.Equal(new ImportOutcome.Imported(1062, 1062, 0), await desk.ImportAsync(ImportKind.Awareness, ImportDesk.Sample("awareness-2022-2026.csv")));

        Assert.Equal(113 + 1215 + 1062, await desk.Database.CountAsync("port_events"));
        Assert.Equal(113, await desk.Database.CountAsync("port_status"));
        Assert.IsType<PortAdded>((await desk.EventsOfAsync("GBLER"))[0]);
    }
}
