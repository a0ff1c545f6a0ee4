using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Imports;
using PortSafe.Data.Ports;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Imports;

/// <summary>Takes files in: checks the whole file first, then records all of it in one transaction, or nothing.</summary>
public sealed partial class ImportFiles(
    IDbContextFactory<PortSafeDb> contexts,
    EventStore store,
    StatementLedger ledger,
    AuditLog audit,
    TimeProvider clock,
    ILogger<ImportFiles> logger)
{
    private const int MaxSource = 40;

    /// <summary>Takes one file in. The same bytes again change nothing, however often and however many at once.</summary>
    /// <param name="progress">Told how far it is, now and then; null when nobody watches.</param>
    public async Task<ImportOutcome> ImportAsync(ImportRequest request, Actor by, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        if (!by.MayImport(request.Kind))
            return new ImportOutcome.Forbidden(Authority.Refusal);
        if (SourceError(request) is { } wrongSource)
            return new ImportOutcome.Refused([wrongSource], false);
        if (Open(request) is not { } file)
            return new ImportOutcome.Refused([new ImportError(0, null, null, "a file that exists and can be read")], false);

        await using var stream = new CheckedStream(file, request.Limits.MaxBytes, progress);
        var outcome = request.Kind == ImportKind.Reports
            ? await ImportReportsAsync(request, stream, by, progress, ct)
            : await ImportPortsAsync(request, stream, by, ct);
        Log.Done(logger, KindOf(request), outcome.GetType().Name);
        return outcome;
    }

    private static ImportError? SourceError(ImportRequest request) => (request.Kind, request.Source) switch
    {
        (ImportKind.Reports, { Length: <= MaxSource } source) when ImportText.IsCode(source) => null,
        (ImportKind.Reports, _) => new ImportError(0, "source", null, "the name of who states the reports, in lower-case words joined by hyphens, such as crimestoppers"),
        (_, null) => null,
        _ => new ImportError(0, "source", null, "no source: only reports have one"),
    };

    private static Stream? Open(ImportRequest request)
    {
        try
        {
            return request.Open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task<ImportOutcome> ImportReportsAsync(
        ImportRequest request, CheckedStream stream, Actor by, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var ports = await RegisterAsync(ct);
        var errors = new ImportErrors();
        await using var rows = new CsvRows(stream, ReportsFile.Columns, errors, request.Limits.MaxRows);
        var file = new ReportsFile(ports, Month.Of(clock.Today()), errors);
        if (await rows.ReadHeaderAsync(ct))
            await file.ReadAsync(rows, ct);
        await rows.FinishAsync(ct);
        if (ports.Count == 0)
            return new ImportOutcome.Refused([new ImportError(0, null, null, "ports in the register: import the file of ports first")], false);

        var import = ToRow(request, KeyOf(request, stream), rows.Count, file.Counts.Total, by);
        if (await FindAsync(import.ContentHash, ct) is { } already)
        {
            // Whether somebody else stated just this is an exact count, for those who may not read one.
            return request.IsConfirmed || already.By == by.Id || by.May(Permission.ReadRawCounts)
                ? Before(already)
                : new ImportOutcome.NeedsConfirmation(new StatementChange([], [], file.Counts.Months(), []).WithoutCounts());
        }
        if (errors.Any)
            return errors.ToOutcome();
        var written = progress is null ? null : new RowsWritten(progress, stream.BytesRead);
        return await ledger.WriteAsync(import, file.Counts, request.IsConfirmed, by, written, ct) switch
        {
            StatementOutcome.Written => new ImportOutcome.Imported(import.Rows, import.Total, 0),
            StatementOutcome.Unconfirmed unconfirmed => new ImportOutcome.NeedsConfirmation(unconfirmed.Change),
            _ => Before((await FindAsync(import.ContentHash, ct))!),
        };
    }

    private async Task<ImportOutcome> ImportPortsAsync(ImportRequest request, CheckedStream stream, Actor by, CancellationToken ct)
    {
        var errors = new ImportErrors();
        var file = new PortRows(PortFile.Of(request.Kind, clock.Today()), by, errors);
        await using var rows = new CsvRows(stream, file.Columns, errors, request.Limits.MaxRows);
        if (await rows.ReadHeaderAsync(ct))
            await file.ReadAsync(rows, ct);
        await rows.FinishAsync(ct);

        var hash = KeyOf(request, stream);
        while (true)
        {
            // Whether somebody took in a file about other ports is not for those who may not read these.
            if (file.NamesOthers)
                return errors.ToOutcome();
            if (await FindAsync(hash, ct) is { } already)
                return Before(already);
            if (!rows.IsComplete)
                return errors.ToOutcome();
            var changes = new PortChanges(store);
            var appends = await changes.DecideAsync(file.Rows, file.Unsound, await DaysAsync(ct), errors, ct);
            if (errors.Any)
                return errors.ToOutcome();
            if (request.Seen is { } seen && ImportPreview.Of(rows.Count, changes.AlreadyRecorded, appends, clock.Today()) is var preview && preview.Digest != seen)
                return new ImportOutcome.Previewed(preview);
            var import = ToRow(request, hash, rows.Count, rows.Count, by);
            if (await store.AppendAsync(appends, by, (db, token) => RecordAsync(db, import, by, token), ct))
                return new ImportOutcome.Imported(import.Rows, import.Total, changes.AlreadyRecorded);
            Log.LostRace(logger, KindOf(request));
        }
    }

    /// <summary>The register as the first file gives it goes back to the beginning; a port that is added later counts from that day.</summary>
    private async Task<ImportDays> DaysAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var today = clock.Today();
        return new ImportDays(today, await db.PortStatus.AnyAsync(ct) ? today : PortDecisions.EarliestDate);
    }

    private async Task<IReadOnlyList<Locode>> RegisterAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ports = await db.PortStatus.Select(row => row.Locode).ToListAsync(ct);
        ports.Sort();
        return ports;
    }

    private async Task<ImportRow?> FindAsync(string hash, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Imports.AsNoTracking().SingleOrDefaultAsync(import => import.ContentHash == hash, ct);
    }

    private static ImportOutcome.AlreadyImported Before(ImportRow row) => new(row.Rows, row.Total, row.ImportedAt);

    private async Task RecordAsync(PortSafeDb db, ImportRow import, Actor by, CancellationToken ct)
    {
        db.Imports.Add(import);
        await db.SaveChangesAsync(ct);
        await audit.AppendAsync(db, by, $"{import.Kind}-imported", $"import:{import.Id:D}", "", ct);
    }

    /// <summary>The same bytes from another source are another statement, so a source is part of what a file is known by.</summary>
    private static string KeyOf(ImportRequest request, CheckedStream stream)
    {
        var bytes = stream.HashSoFar();
        return request.Source is { } source ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{bytes}"))) : bytes;
    }

    private ImportRow ToRow(ImportRequest request, string hash, int rows, long total, Actor by)
    {
        var now = clock.GetUtcNow();
        return new ImportRow
        {
            Id = Guid.CreateVersion7(now),
            Kind = KindOf(request),
            Source = request.Source,
            ContentHash = hash,
            Rows = rows,
            Total = total,
            ImportedAt = now,
            By = by.Id,
        };
    }

    private static string KindOf(ImportRequest request) => request.Kind.ToString().ToLowerInvariant();

    private sealed class RowsWritten(IProgress<ImportProgress> progress, long bytesRead) : IProgress<long>
    {
        public void Report(long value) => progress.Report(new ImportProgress(bytesRead, value));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "A file of {Kind} was given for import: {Outcome}")]
        public static partial void Done(ILogger logger, string kind, string outcome);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Another writer was first; the file of {Kind} is decided on again")]
        public static partial void LostRace(ILogger logger, string kind);
    }
}
