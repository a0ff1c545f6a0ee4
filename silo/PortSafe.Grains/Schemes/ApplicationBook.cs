using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Ports;
using PortSafe.Data.Schemes;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Schemes;

/// <summary>Where applications are kept. Each change is one transaction: the row, the port's events, the audit log and the mail.</summary>
public sealed class ApplicationBook(IDbContextFactory<PortSafeDb> contexts, EventStore store, AuditLog audit, TimeProvider clock)
{
    private const int MaxAttempts = 100;

    private static readonly string[] Waiting = [ApplicationState.Submitted.Code, ApplicationState.MoreAsked.Code];

    /// <summary>The one answer for an application that is not there, or not for whoever asks.</summary>
    public static Error NotFound => Error.NotFound("application-not-found", "There is no such application.");

    internal static string SubjectOf(string reference) => $"application:{reference}";

    internal IDbContextFactory<PortSafeDb> Contexts => contexts;

    /// <summary>A new row, which is not stored yet.</summary>
    internal ApplicationRow New(ApplicationKind kind, ApplicationState state, string? askedBy = null, bool endsAccess = false)
    {
        var now = clock.GetUtcNow();
        return new ApplicationRow
        {
            Id = Guid.CreateVersion7(now),
            Reference = ApplicationReference.Of(RandomNumberGenerator.GetInt32(390_625) * 390_625L + RandomNumberGenerator.GetInt32(390_625)).ToString(),
            Kind = kind.Code,
            State = state.Code,
            AskedBy = askedBy,
            EndsAccess = endsAccess,
            CreatedAt = now,
            ChangedAt = now,
        };
    }

    /// <summary>
    /// What the same address and port share while they wait. Who applies for themselves and who is asked for are two things: neither learns
    /// of the other, nor stands in its way.
    /// </summary>
    internal static string WaitingKeyOf(string emailKey, Locode? port, string? unlisted, bool isAskedFor = false) =>
        SecretToken.HashOf($"{(isAskedFor ? "for " : "")}{emailKey} {port?.ToString() ?? unlisted?.ToUpperInvariant()}");

    /// <summary>Changes one application, with the port that it names.</summary>
    /// <param name="decide">What is to happen, given what holds; it runs again when somebody else was first.</param>
    /// <returns>The application as it then is; or the error of the decision.</returns>
    internal async Task<Result<ApplicationRow>> ChangeAsync(
        Guid id, Actor by, Func<PortSafeDb, ApplicationFacts, CancellationToken, Task<Result<ApplicationChange>>> decide, CancellationToken ct)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            await using var reading = await contexts.CreateDbContextAsync(ct);
            if (await FactsAsync(reading, id, ct) is not { } facts)
                return NotFound;
            if (!(await decide(reading, facts, ct)).Succeeded(out var change, out var error))
                return error;
            ApplicationRow? changed = null;
            if (await store.AppendAsync(AppendsOf(facts, change), by, async (db, token) => changed = await WriteAsync(db, facts, change, by, token), ct))
                return changed!;
        }
        return Error.Conflict("application-busy", "Others are changing this application at the same moment. Try again.");
    }

    /// <summary>Adds an application that is complete.</summary>
    internal async Task<Result<ApplicationRow>> AddAsync(ApplicationRow row, Actor by, ApplicationChange change, CancellationToken ct)
    {
        var isStored = await store.AppendAsync(
            [],
            by,
            async (db, token) =>
            {
                change.Apply(row);
                db.Applications.Add(row);
                await db.SaveChangesAsync(token);
                await FinishAsync(db, row, change, by, token);
            },
            ct);
        return isStored ? row : Error.Conflict("application-waiting", "The same request waits already. There is nothing more to do.", "email");
    }

    private async Task<ApplicationFacts?> FactsAsync(PortSafeDb db, Guid id, CancellationToken ct)
    {
        if (await db.Applications.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is not { } row)
            return null;
        if (row.Locode is not { } port)
            return new ApplicationFacts(row, null, false, false);
        var history = await store.LoadAsync(port, ct);
        return new ApplicationFacts(row, history, await IsLastAsync(db, row, port, ct), await BeganHereAsync(db, port, history, ct));
    }

    private static async Task<bool> IsLastAsync(PortSafeDb db, ApplicationRow row, Locode port, CancellationToken ct) =>
        !await db.Applications.AnyAsync(other => other.Locode == port && other.Id != row.Id && Waiting.Contains(other.State), ct);

    /// <summary>An application that JMSC took in from a file is not ended by what somebody sends here.</summary>
    private static async Task<bool> BeganHereAsync(PortSafeDb db, Locode port, PortHistory history, CancellationToken ct)
    {
        var applied = history.Events.OfType<SchemeApplied>().Select(item => item.At).DefaultIfEmpty(DateOnly.MaxValue).Max();
        var began = await db.Applications.Where(other => other.Locode == port && other.BeganScheme && other.SubmittedAt != null).Select(other => other.SubmittedAt!.Value).ToListAsync(ct);
        return began.Exists(at => UkDate.Of(at) >= applied);
    }

    private static IReadOnlyList<PortAppend> AppendsOf(ApplicationFacts facts, ApplicationChange change) =>
        change.Events.Count == 0 ? [] : [new PortAppend(facts.Row.Locode!.Value, facts.History!, change.Events)];

    private async Task<ApplicationRow> WriteAsync(PortSafeDb db, ApplicationFacts facts, ApplicationChange change, Actor by, CancellationToken ct)
    {
        var known = facts.Row;
        if (known.Locode is { } port)
        {
            // Whoever changes another application for the same port waits here, so that of the last two one is seen to be the last.
            await db.PortStatus.Where(row => row.Locode == port).ExecuteUpdateAsync(set => set.SetProperty(row => row.Sequence, row => row.Sequence), ct);
            if (await IsLastAsync(db, known, port, ct) != facts.IsLast)
                throw new DbUpdateConcurrencyException("Somebody else changed another application for this port.");
        }
        if (await db.Applications.SingleOrDefaultAsync(row => row.Id == known.Id && row.Revision == known.Revision, ct) is not { } row)
            throw new DbUpdateConcurrencyException("Somebody else changed the application.");
        change.Apply(row);
        (row.Revision, row.ChangedAt) = (row.Revision + 1, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await FinishAsync(db, row, change, by, ct);
        return row;
    }

    private async Task FinishAsync(PortSafeDb db, ApplicationRow row, ApplicationChange change, Actor by, CancellationToken ct)
    {
        if (change.Message is { } message)
        {
            var number = await db.ApplicationMessages.CountAsync(said => said.ApplicationId == row.Id, ct) + 1;
            db.ApplicationMessages.Add(new ApplicationMessageRow { ApplicationId = row.Id, Number = number, Kind = message.Kind, By = by.Id, At = clock.GetUtcNow(), Text = message.Text });
            await db.SaveChangesAsync(ct);
        }
        if (change.Mail is not null)
            await change.Mail(db, row, ct);
        await audit.AppendAsync(db, by, change.Action, SubjectOf(row.Reference), row.Locode is { } port ? $"port {port}" : "", ct);
    }
}

/// <summary>What a decision about an application has to go by.</summary>
/// <param name="History">Of the port; null where it is not in the register.</param>
/// <param name="IsLast">Whether no other application for the port waits.</param>
/// <param name="BeganHere">Whether the port's present application began with one that was sent here.</param>
internal sealed record ApplicationFacts(ApplicationRow Row, PortHistory? History, bool IsLast, bool BeganHere)
{
    public ApplicationState State => ApplicationState.Parse(Row.State);
}

/// <summary>What happens to an application.</summary>
/// <param name="Action">As the audit log has it.</param>
/// <param name="Apply">Changes the row.</param>
internal sealed record ApplicationChange(string Action, Action<ApplicationRow> Apply)
{
    /// <summary>For the port's stream.</summary>
    public IReadOnlyList<PortEvent> Events { get; init; } = [];

    /// <summary>What is said with it; the kind is one of <see cref="ApplicationMessageRow"/>.</summary>
    public (string Kind, string Text)? Message { get; init; }

    /// <summary>Writes mail in the same transaction.</summary>
    public Func<PortSafeDb, ApplicationRow, CancellationToken, Task>? Mail { get; init; }
}
