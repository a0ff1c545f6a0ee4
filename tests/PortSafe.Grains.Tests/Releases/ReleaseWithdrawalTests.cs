using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Releases;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Releases;

/// <summary>How a release ends that is not wanted: abandoned before it is frozen, or withdrawn after.</summary>
public sealed class ReleaseWithdrawalTests
{
    private static readonly ReleaseId Id = ReleaseId.Of(Sector.Quarter);

    [Theory, BothDatabases]
    public async Task An_abandoned_release_says_why_to_JMSC_and_may_be_compiled_again(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind, isWhole: true);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        var grain = sector.Release(Id);
        Value(await grain.CompileAsync(TestActors.Admin, default));
        Value(await grain.AuditAsync(TestActors.Admin, default));

        Assert.Equal("note-missing", (await grain.AbandonAsync("  ", TestActors.Admin, default)).Error?.Code);
        Assert.Equal("note-too-long", (await grain.AbandonAsync(new string('x', 501), TestActors.Admin, default)).Error?.Code);
        var abandoned = Value(await grain.AbandonAsync(" The source corrects itself. ", TestActors.Admin, default));

        Assert.Equal(ReleaseState.Abandoned, abandoned.State);
        Assert.Equal("The source corrects itself.", abandoned.AbandonedNote);
        Assert.Equal("release-state", (await grain.SubmitAsync(TestActors.Admin, default)).Error?.Code);
        Assert.Equal("release-state", (await grain.AbandonAsync("Again.", TestActors.Admin, default)).Error?.Code);
        var again = Value(await grain.CompileAsync(TestActors.Admin, default));
        Assert.Equal(ReleaseState.Compiled, again.State);
        Assert.Null(again.AbandonedNote);
    }

    [Theory, BothDatabases]
    public async Task A_withdrawal_takes_a_second_person_and_leaves_the_reason_alone(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind, isWhole: true);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        var (frozen, grain) = (await sector.FreezeAsync(Id), sector.Release(Id));

        Assert.Equal("withdrawal-not-asked", (await grain.WithdrawAsync(TestActors.SecondAdmin, default)).Error?.Code);
        var asked = Value(await grain.AskToWithdrawAsync(WithdrawalReason.SourceWrong, "Statement of 9 October.", TestActors.Admin, default));
        Assert.Equal(ReleaseState.Frozen, asked.State);
        Assert.Equal("withdrawal-asked", (await grain.AskToWithdrawAsync(WithdrawalReason.SourceWrong, "Again.", TestActors.SecondAdmin, default)).Error?.Code);
        Assert.Equal("second-person-needed", (await grain.WithdrawAsync(TestActors.Admin, default)).Error?.Code);
        Assert.Equal(ErrorKind.Forbidden, (await grain.WithdrawAsync(TestActors.JmscAnalyst, default)).Error?.Kind);
        Assert.Null(Value(await grain.GetAsync(TestActors.Analyst, default)).Withdrawal);
        Value(await grain.WithdrawAsync(TestActors.SecondAdmin, default));

        var (jmsc, reader) = (Value(await grain.GetAsync(TestActors.Admin, default)), Value(await grain.GetAsync(TestActors.Analyst, default)));
        Assert.Equal(frozen.Cells, jmsc.Cells);
        Assert.Equal("Statement of 9 October.", jmsc.Withdrawal!.Note);
        Assert.Equal(ReleaseState.Withdrawn, reader.State);
        Assert.Empty(reader.Cells);
        Assert.Equal((WithdrawalReason.SourceWrong, null, "", null), (reader.Withdrawal!.Reason, reader.Withdrawal.Note, reader.Withdrawal.AskedBy, reader.Withdrawal.WithdrawnBy));
        Assert.Null(await sector.Frozen.FindAsync(Sector.Quarter, default));
        Assert.Equal("release-withdrawn", (await grain.CompileAsync(TestActors.Admin, default)).Error?.Code);
        Assert.Equal("release-withdrawn", (await grain.KeepAsync(TestActors.Admin, default)).Error?.Code);
    }

    [Theory, BothDatabases]
    public async Task A_release_that_is_kept_after_all_stays_as_it_was(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind, isWhole: true);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        var (frozen, grain) = (await sector.FreezeAsync(Id), sector.Release(Id));
        Value(await grain.AskToWithdrawAsync(WithdrawalReason.PublishedInError, "A mistake.", TestActors.Admin, default));

        var kept = Value(await grain.KeepAsync(TestActors.SecondAdmin, default));

        Assert.Equal((frozen.State, frozen.Hash, frozen.FrozenAt, frozen.Withdrawal), (kept.State, kept.Hash, kept.FrozenAt, kept.Withdrawal));
        Assert.Equal("withdrawal-not-asked", (await grain.WithdrawAsync(TestActors.SecondAdmin, default)).Error?.Code);
    }

    [Theory, BothDatabases]
    public async Task A_manager_who_leaves_too_few_ports_unseen_reads_public_figures_alone(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind, isWhole: true);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        await sector.FreezeAsync(Id);
        Actor Manager(params IReadOnlyList<string> ports) => Actor.Person(Guid.NewGuid(), Role.PortManager, [.. ports.Select(port => Locode.Parse(port))]);
        async Task<int> OwnAsync(Actor by) => Value(await sector.Release(Id).GetAsync(by, default)).Cells.Count(cell => cell.Audience == ReleaseAudience.Port);

        Assert.Equal(1, await OwnAsync(Manager("GBFXT")));
        Assert.Equal(3, await OwnAsync(Manager("GBFXT", "GBBOS", "GBGTY")));
        Assert.Equal(0, await OwnAsync(Manager("GBFXT", "GBBOS", "GBGTY", "GBHRW")));
        Assert.Equal(0, await OwnAsync(TestActors.Analyst));
        var charts = new PortCharts(sector.Database.Contexts, sector.Frozen);
        async Task<string> TitleAsync(Actor by) => (await charts.FindAsync("reports", Locode.Parse("GBFXT"), by, default))!.Title;
        Assert.Equal("15 to 19 reports in July to September 2026", await TitleAsync(Manager("GBFXT")));
        Assert.Equal("Your account sees public report figures alone", await TitleAsync(Manager("GBFXT", "GBBOS", "GBGTY", "GBHRW")));
    }

    [Theory, BothDatabases]
    public async Task What_is_recorded_of_ports_later_leaves_a_frozen_quarters_register_alone(DatabaseKind kind)
    {
        await using var sector = await Sector.CreateAsync(kind, isWhole: true);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        var frozen = await sector.FreezeAsync(Id);
        var manager = Actor.Person(Guid.NewGuid(), Role.PortManager, [.. new[] { "GBFXT", "GBBOS", "GBGTY", "GBHRW" }.Select(port => Locode.Parse(port))]);

        await sector.AddAsync(new PortBuilder("GBLOW").On(2015, 1, 1).Added("Lowestoft", "East", PortSize.Minor));

        Assert.DoesNotContain(Value(await sector.Release(Id).GetAsync(manager, default)).Cells, cell => cell.Audience == ReleaseAudience.Port);
        var verification = new ReleaseVerification(sector.Database.Contexts, ReleaseParts.Signer(sector.Database));
        Assert.Equal(frozen.Hash, (await verification.VerifyAsync(Id, null, default)).Value!.Hash);
    }

    private static ReleaseView Value(Result<ReleaseView> result) =>
        result.Succeeded(out var view, out var error) ? view : throw new InvalidOperationException(error.Message);
}
