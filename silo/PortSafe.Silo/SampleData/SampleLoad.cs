using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Schemes;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Imports;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Releases;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Silo.SampleData;

/// <summary>
/// Fills an empty database with a sector to look at, through the same imports and two-person workflow as everyone else. Every step
/// can be repeated, so a load that was killed is finished by the next start. For Development only.
/// </summary>
public sealed class SampleLoad(
    IServiceScopeFactory scopes,
    IDbContextFactory<PortSafeDb> contexts,
    ImportFiles imports,
    PortDirectory ports,
    SubscriberList subscribers,
    IGrains grains,
    AuditLog audit,
    TimeProvider clock)
{
    private const string Began = "sample-load-began";
    private const string Ended = "sample-load-ended";
    private const string Source = "crimestoppers";

    private static readonly Actor Self = Actor.Job("sample-load");
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "sample-data");

    private KnownPerson? _administrator;
    private KnownPerson? _second;

    /// <summary>What it is doing now, for the page that people see meanwhile; null when there is nothing to wait for.</summary>
    public string? Doing { get; private set; }

    /// <summary>Makes the sample people, and begins a load where there is one to begin or to go on with.</summary>
    /// <returns>Whether <see cref="FinishAsync"/> has something to do.</returns>
    public async Task<bool> BeginAsync(CancellationToken ct)
    {
        await AddPeopleAsync(ct);
        if (!await IsWantedAsync(ct) || _administrator is null)
            return false;
        Doing = "the ports";
        await ImportAsync(ImportKind.Ports, "uk-ports.csv", null, ct);
        await AddPeopleAsync(ct);
        return true;
    }

    /// <summary>Imports the other files, and takes every closed quarter through its release.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        Doing = "what happened in the ports’ schemes";
        await ImportAsync(ImportKind.Schemes, "scheme-events.csv", null, ct);
        Doing = "staff awareness";
        await ImportAsync(ImportKind.Awareness, "awareness-2022-2026.csv", null, ct);
        Doing = "counts of reports";
        await ImportAsync(ImportKind.Reports, "reports-2023-2026.csv", Source, ct);
        Doing = "subscribers";
        await SubscribeAsync(ct);
        foreach (var quarter in await CompleteQuartersAsync(ct))
        {
            Doing = $"the release of {quarter.Title}";
            await ReleaseAsync(grains.Get<IReleaseGrain>(quarter.ToString()), ct);
        }
        await NoteAsync(Ended, ct);
        Doing = null;
    }

    private async Task AddPeopleAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var people = Take(await scope.ServiceProvider.GetRequiredService<People>().AddSampleAsync(ct));
        _administrator = people.FirstOrDefault(person => person.Email == SamplePeople.Administrator.Email);
        _second = people.FirstOrDefault(person => person.Email == SamplePeople.SecondAdministrator.Email);
    }

    private async Task<bool> IsWantedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var notes = await db.AuditLog.Where(row => row.Action == Began || row.Action == Ended).Select(row => row.Action).ToListAsync(ct);
        if (notes.Contains(Ended))
            return false;
        if (notes.Contains(Began))
            return true;
        if (await db.PortStatus.AnyAsync(ct))
            return false;
        await NoteAsync(Began, ct);
        return true;
    }

    private async Task NoteAsync(string action, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await audit.AppendAsync(db, Self, action, "installation", "", ct);
        await transaction.CommitAsync(ct);
    }

    private async Task ImportAsync(ImportKind kind, string file, string? source, CancellationToken ct)
    {
        var request = ImportRequest.OfFile(kind, Path.Combine(Folder, file), ImportLimits.CommandLine, source);
        var outcome = await imports.ImportAsync(request, _administrator!.Actor, null, ct);
        if (outcome is not (ImportOutcome.Imported or ImportOutcome.AlreadyImported))
            throw new InvalidOperationException($"The sample file {file} was not taken in: {outcome}.");
    }

    private async Task SubscribeAsync(CancellationToken ct)
    {
        foreach (var port in Take(await ports.ListAsync(_administrator!.Actor, ct)).Where(port => IsMember(port.Stage)))
            Take(await subscribers.AddAsync($"security.{port.Locode.ToString().ToLowerInvariant()}@ports.example", SubscriptionBasis.Membership, "invitation", ct));
    }

    private static bool IsMember(Stage? stage) =>
        stage is not null && stage != Stage.Applied && stage != Stage.Rejected && stage != Stage.Withdrawn && stage != Stage.Closed;

    private async Task<IEnumerable<Quarter>> CompleteQuartersAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var stated = (await db.Statements.Select(row => row.Month).Distinct().ToListAsync(ct)).ToHashSet();
        var today = clock.Today();
        return stated.Select(month => month.Quarter).Distinct().Order().Where(quarter => quarter.End < today && quarter.Months.All(stated.Contains));
    }

    private async Task ReleaseAsync(IReleaseGrain grain, CancellationToken ct)
    {
        var (first, second) = (_administrator!.Actor, _second!.Actor);
        var seen = await grain.GetAsync(first, ct);
        var release = seen.Error?.Kind == ErrorKind.NotFound ? Take(await grain.CompileAsync(first, ct)) : Take(seen);
        if (release.State == ReleaseState.Compiled)
            release = Take(await grain.AuditAsync(first, ct));
        if (release.State == ReleaseState.Audited)
            release = Take(await grain.SubmitAsync(first, ct));
        if (release.State == ReleaseState.Submitted)
            release = Take(await grain.ApproveAsync(release.Hash, second, ct));
        if (release.State == ReleaseState.Approved)
            Take(await grain.FreezeAsync(release.Hash, first, ct));
    }

    private static T Take<T>(Result<T> result) => result.Succeeded(out var value, out var error) ? value : throw new InvalidOperationException(error.Message);
}
