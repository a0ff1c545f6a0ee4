using Microsoft.EntityFrameworkCore;
using PortSafe.Auditor.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Releases;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Releases;

/// <summary>What an audit does to a release: nothing, withhold whole tables, or stop it.</summary>
public sealed class ReleaseAuditTests
{
    private static readonly ReleaseId Id = ReleaseId.Of(Sector.Quarter);

    [Theory, BothDatabases]
    public async Task A_release_that_gives_nothing_away_is_audited_whole(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind, isWhole: true);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        var grain = sector.Release(Id);
        var compiled = Value(await grain.CompileAsync(TestActors.Admin, default));

        var audited = Value(await grain.AuditAsync(TestActors.Admin, default));
        var found = (await grain.GetAuditAsync(TestActors.JmscAnalyst, default)).Value!;

        Assert.Equal((ReleaseState.Audited, compiled.Hash), (audited.State, audited.Hash));
        Assert.Empty(audited.Withheld);
        Assert.Equal(found.Attempts[^1].PublicCells, audited.AuditedCells);
        Assert.True(found is { Passes: true, IsCurrent: true });
        Assert.Equal([AuditScenario.Role, AuditScenario.Account, AuditScenario.Pool, AuditScenario.Insider], Assert.Single(found.Attempts).Scenarios.Select(scenario => scenario.Scenario));
        Assert.Equal(ErrorKind.Forbidden, (await grain.GetAuditAsync(TestActors.Analyst, default)).Error?.Kind);
        await using var db = sector.Database.CreateContext();
        Assert.True((await db.ReleaseAudits.SingleAsync()).Witnesses.Length > 20);
    }

    [Theory, BothDatabases]
    public async Task A_table_that_gives_a_port_away_is_withheld_whole(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        var grain = sector.Release(Id);
        var compiled = Value(await grain.CompileAsync(TestActors.Admin, default));

        var audited = Value(await grain.AuditAsync(TestActors.Admin, default));
        var attempts = (await grain.GetAuditAsync(TestActors.Admin, default)).Value!.Attempts;
        var regions = audited.Cells.Where(cell => cell.Measure == Measure.Reports.Id && cell is { Region: not null, Locode: null }).ToList();

        Assert.Equal([ReleaseTable.RegionByQuarter], audited.Withheld);
        Assert.Equal([false, true], attempts.Select(attempt => attempt.Passes));
        Assert.Contains(attempts[0].Scenarios.SelectMany(scenario => scenario.Failures), finding => finding.Port == Locode.Parse("GBFXT") && finding.Verdict == AuditVerdict.Presence);
        Assert.Equal(PublicationPlan.Current.Regions.Count, regions.Count);
        Assert.All(regions, cell => Assert.Equal(("c", null), (cell.Display, cell.Reports)));
        Assert.Equal(compiled.Cells.Count, audited.Cells.Count);
        Assert.NotEqual(compiled.Hash, audited.Hash);
        Assert.Equal(ReleaseState.Submitted, Value(await grain.SubmitAsync(TestActors.Admin, default)).State);
    }

    [Theory, BothDatabases]
    public async Task A_release_that_gives_a_port_away_without_every_table_is_stopped_and_says_where(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind, isAlone: true);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        var grain = sector.Release(Id);
        Value(await grain.CompileAsync(TestActors.Admin, default));

        var stopped = Value(await grain.AuditAsync(TestActors.Admin, default));
        var attempts = (await grain.GetAuditAsync(TestActors.Admin, default)).Value!.Attempts;

        Assert.Equal(ReleaseState.Compiled, stopped.State);
        Assert.True(stopped.IsUnsafe);
        Assert.Equal([0, 1, 2], attempts.Select(attempt => attempt.Withheld.Count));
        var failure = attempts[^1].Scenarios[0].Failures[0];
        Assert.Equal((Locode.Parse("GBFXT"), Sector.Quarter, 15L, 19L), (failure.Port, failure.First, failure.Min, failure.Max));
        Assert.Equal("release-state", (await grain.SubmitAsync(TestActors.Admin, default)).Error?.Code);
    }

    [Theory, BothDatabases]
    public async Task An_import_after_the_audit_voids_it_even_when_every_figure_reads_the_same(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind, isWhole: true);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        var grain = sector.Release(Id);
        Value(await grain.CompileAsync(TestActors.Admin, default));
        Value(await grain.AuditAsync(TestActors.Admin, default));
        Value(await grain.SubmitAsync(TestActors.Admin, default));
        var approved = Value(await grain.ApproveAsync((await grain.GetAsync(TestActors.Admin, default)).Value!.Hash, TestActors.SecondAdmin, default));

        await sector.StateAsync("GBFXT", 4, 9, 3);

        Assert.Equal("release-outdated", (await grain.FreezeAsync(approved.Hash, TestActors.Admin, default)).Error?.Code);
        var compiled = Value(await grain.CompileAsync(TestActors.Admin, default));
        Assert.Equal((ReleaseState.Compiled, approved.Hash, null, null), (compiled.State, compiled.Hash, compiled.SubmittedBy, compiled.AuditedCells));
    }

    [Theory, BothDatabases]
    public async Task A_release_frozen_meanwhile_sends_the_other_back_to_its_audit(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind, isWhole: true);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        await sector.StateAsync(Sector.Quarter.Previous, "GBBOS", 4, 9, 2);
        var grain = sector.Release(Id);
        Value(await grain.CompileAsync(TestActors.Admin, default));
        Value(await grain.AuditAsync(TestActors.Admin, default));

        await sector.FreezeAsync(ReleaseId.Of(Sector.Quarter.Previous));

        Assert.Equal("release-outdated", (await grain.SubmitAsync(TestActors.Admin, default)).Error?.Code);
        Value(await grain.AbandonAsync("Audit it with the other.", TestActors.Admin, default));
        Assert.Equal(ReleaseState.Frozen, (await sector.FreezeAsync(Id)).State);
    }

    [Theory, BothDatabases]
    public async Task Late_reports_are_published_for_the_nation_with_the_years_revision_and_never_before(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind, isWhole: true);
        var (year, revision) = (Quarter.Range(new Quarter(2025, 1), new Quarter(2025, 4)), ReleaseId.RevisionOf(2025));
        foreach (var quarter in year)
            await sector.StateAsync(quarter, "GBBOS", 4, 9, 2);
        Assert.Equal("quarters-not-frozen", (await sector.Release(revision).CompileAsync(TestActors.Admin, default)).Error?.Code);
        foreach (var quarter in year)
            Assert.Equal(ReleaseState.Frozen, (await sector.FreezeAsync(ReleaseId.Of(quarter))).State);
        var first = Value(await sector.Release(year.ElementAt(1)).GetAsync(TestActors.Admin, default));

        await sector.StateAsync(year.ElementAt(1), "GBBOS", 4, 9, 12);
        var revised = await sector.FreezeAsync(revision);

        Assert.Equal(ReleaseState.Frozen, revised.State);
        Assert.Equal(4 * (1 + CategoryGroup.All.Count), revised.Cells.Count);
        Assert.Equal(["15–19", "25–29", "15–19", "15–19"], revised.Cells.Where(cell => cell.Group is null).Select(cell => cell.Display));
        Assert.Equal(first.Cells, Value(await sector.Release(year.ElementAt(1)).GetAsync(TestActors.Admin, default)).Cells);
        Assert.Equal(4, (await sector.Frozen.AllAsync(default)).Count);
        Assert.Equal("25–29", Assert.Single(await sector.Frozen.RevisionsAsync(default)).Public.First(cell => cell.Period == "2025Q2" && cell.Group is null).Display);
        Assert.DoesNotContain("draft-newsletter 2025-revised", sector.Jobs.Started);
    }

    [Theory, BothDatabases]
    public async Task A_years_figure_adds_up_the_quarters_as_they_were_published(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind, isWhole: true);
        foreach (var quarter in Quarter.Range(new Quarter(2025, 1), new Quarter(2025, 4)))
            await sector.StateAsync(quarter, "GBOBA", 1, 1, 0);
        foreach (var quarter in Quarter.Range(new Quarter(2025, 1), new Quarter(2025, 3)))
            await sector.FreezeAsync(ReleaseId.Of(quarter));

        sector.Clock.Advance(TimeSpan.FromDays(1));
        await sector.StateAsync(new Quarter(2025, 1), "GBOBA", 1, 1, 20);
        var fourth = await sector.FreezeAsync(ReleaseId.Of(new Quarter(2025, 4)));

        Assert.Equal(ReleaseState.Frozen, fourth.State);
        var year = Assert.Single(fourth.Cells, cell => cell.Locode == Locode.Parse("GBOBA"));
        Assert.Equal(("2025", "<10"), (year.Period, year.Display));
    }

    [Theory, BothDatabases]
    public async Task A_year_with_a_withdrawn_quarter_has_no_yearly_figures(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind, isWhole: true);
        foreach (var quarter in Quarter.Range(new Quarter(2025, 1), new Quarter(2025, 4)))
            await sector.StateAsync(quarter, "GBOBA", 4, 9, 2);
        var first = ReleaseId.Of(new Quarter(2025, 1));
        await sector.FreezeAsync(first);
        Value(await sector.Release(first).AskToWithdrawAsync(WithdrawalReason.SourceWrong, "Wrong.", TestActors.Admin, default));
        Value(await sector.Release(first).WithdrawAsync(TestActors.SecondAdmin, default));
        await sector.StateAsync(new Quarter(2025, 1), "GBOBA", 400, 9, 2);

        var fourth = await sector.FreezeAsync(ReleaseId.Of(new Quarter(2025, 4)));

        Assert.Equal(ReleaseState.Frozen, fourth.State);
        Assert.DoesNotContain(fourth.Cells, cell => cell.Period == "2025");
    }

    private static ReleaseView Value(Result<ReleaseView> result) =>
        result.Succeeded(out var view, out var error) ? view : throw new InvalidOperationException(error.Message);
}
