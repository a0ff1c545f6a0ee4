using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Data.Analytics;

/// <summary>
/// The way to the exact counts of the whole sector: whoever asks gets the cube of this node, once it is checked against the ledger and
/// their read stands in the audit log. Those who ask at once share one check and one transaction, so that a read waits for one write to
/// the disk, and not for one for each who asked before.
/// </summary>
public sealed class ExactReads(IDbContextFactory<PortSafeDb> contexts, AuditLog audit)
{
    /// <summary>Rows of the audit log that are written in one transaction; who asks beyond that waits for the next.</summary>
    private const int MostAtOnce = 256;

    /// <summary>How often in a row the ledger may move between making a cube and logging its read.</summary>
    private const int Attempts = 20;

    private readonly CubeReader _reader = new(contexts);
    private readonly ConcurrentQueue<Waiting> _waiting = new();
    private ReportCube _cube = ReportCube.Empty;
    private UnreadableLedger? _unreadable;
    private int _isServing;

    /// <summary>Logs the read, and gives the cube that it is a read of: the log names its version of the ledger.</summary>
    /// <param name="subject">The period, such as <c>reports:2024-01..2026-09</c>.</param>
    /// <param name="detail">The breakdown and the filter; never a count.</param>
    /// <returns>The cube; or <c>not-allowed</c>, or <c>ledger-moving</c> while one import follows another.</returns>
    /// <exception cref="InvalidDataException">The ledger holds what this program does not know, or more than fits. It is not read again before it has moved.</exception>
    public async Task<Result<ReportCube>> OpenAsync(string subject, string detail, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.ReadRawCounts))
            return Authority.Refusal;
        ct.ThrowIfCancellationRequested();
        var waiting = new Waiting(by, subject, detail);
        _waiting.Enqueue(waiting);
        Serve();
        return await waiting.Answer.Task.WaitAsync(ct);
    }

    private void Serve()
    {
        if (Interlocked.Exchange(ref _isServing, 1) == 0)
            _ = Task.Run(ServeAsync);
    }

    private async Task ServeAsync()
    {
        while (_waiting.TryPeek(out _))
            await AnswerAsync();
        Interlocked.Exchange(ref _isServing, 0);
        // Whoever came after the last look found this still serving.
        if (!_waiting.IsEmpty)
            Serve();
    }

    private async Task AnswerAsync()
    {
        var readers = new List<Waiting>();
        while (readers.Count < MostAtOnce && _waiting.TryDequeue(out var waiting))
            readers.Add(waiting);
        try
        {
            var answer = await LogAsync(readers);
            foreach (var reader in readers)
                reader.Answer.SetResult(answer);
        }
        catch (Exception exception)
        {
            // Each of them fails with it: nobody is answered whose read is not logged.
            foreach (var reader in readers)
                reader.Answer.TrySetException(exception);
        }
    }

    private async Task<Result<ReportCube>> LogAsync(List<Waiting> readers)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            CubeState found;
            await using (var db = await contexts.CreateDbContextAsync())
            await using (var transaction = await db.Database.BeginTransactionAsync())
            {
                var state = await CubeReader.StateAsync(db, default);
                if (state == _cube.State)
                {
                    var entries = readers.ConvertAll(reader => new AuditNote(reader.By, "raw-counts-read", reader.Subject, $"{reader.Detail}, ledger version {state.Version}"));
                    await audit.AppendAllAsync(db, entries, default);
                    await transaction.CommitAsync();
                    return _cube;
                }
                if (_unreadable is { } fault && fault.State == state)
                    throw new InvalidDataException(fault.Why);
                found = state;
            }
            try
            {
                _cube = await _reader.ReadAsync(_cube, default);
            }
            catch (InvalidDataException exception)
            {
                _unreadable = new UnreadableLedger(found, exception.Message);
                throw;
            }
        }
        return Error.Conflict("ledger-moving", "Reports are being imported just now, so there is nothing settled to read. Try again in a minute.");
    }

    /// <summary>What the ledger was when no cube could be made of it.</summary>
    private sealed record UnreadableLedger(CubeState State, string Why);

    private sealed record Waiting(Actor By, string Subject, string Detail)
    {
        public TaskCompletionSource<Result<ReportCube>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
