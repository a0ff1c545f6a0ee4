using Microsoft.EntityFrameworkCore;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Schemes;

/// <summary>Whom a port manager asks JMSC to give an account.</summary>
/// <param name="Note">Why, and how JMSC can check it; 1 to 500 characters.</param>
/// <param name="IsSuccessor">Whether they lead the scheme once they have accepted.</param>
/// <param name="EndsAccess">Whether the one who asks then manages the port no longer; for a successor alone.</param>
public sealed record Colleague(string? Name, string? Email, string? Note, bool IsSuccessor = false, bool EndsAccess = false);

/// <summary>A request that waits, as the port's managers see it.</summary>
public sealed record ColleagueRequest(ApplicationReference Reference, ApplicationKind Kind, ApplicationState State, string? Name, DateTimeOffset SubmittedAt);

/// <summary>A port manager cannot make accounts: whoever has none is asked for here, and JMSC decides.</summary>
public sealed class ColleagueDesk(ApplicationBook book, SchemeContacts contacts, TimeProvider clock)
{
    /// <summary>How many requests of one port wait at a time.</summary>
    public const int MaxWaiting = 20;

    private static readonly string[] Waiting = [ApplicationState.Submitted.Code, ApplicationState.MoreAsked.Code];

    /// <summary>What is wrong with a request, by field; nothing when it can be sent.</summary>
    public static IReadOnlyList<Error> Check(Colleague colleague)
    {
        Error?[] faults =
        [
            ApplicationRules.Name(colleague.Name).Error, ApplicationRules.Email(colleague.Email).Error,
            ApplicationRules.Words(colleague.Note, "note", "how JMSC can check that they work at the port").Error,
        ];
        return [.. faults.OfType<Error>()];
    }

    /// <summary>Asks for an account at the port. What JMSC knows of the address is not told.</summary>
    /// <returns>
    /// The reference; or <c>not-allowed</c>, what <see cref="Check"/> finds, <c>colleague-known</c> for somebody who manages the port,
    /// <c>application-waiting</c> for somebody who was asked for, or <c>too-many-waiting</c>.
    /// </returns>
    public async Task<Result<ApplicationReference>> AskAsync(Locode port, Colleague colleague, Actor by, CancellationToken ct)
    {
        if (!by.Manages(port) || !by.IsPerson)
            return Authority.Refusal;
        if (Check(colleague) is [var fault, ..])
            return fault;
        var email = ApplicationRules.Email(colleague.Email).Value!.ToString();
        if (await RefusalAsync(port, email, ct) is { } refusal)
            return refusal;
        var row = book.New(colleague.IsSuccessor ? ApplicationKind.Successor : ApplicationKind.Colleague, ApplicationState.Submitted, by.Id, colleague.IsSuccessor && colleague.EndsAccess);
        row.SubmittedAt = clock.GetUtcNow();
        (row.Locode, row.Name, row.Email, row.EmailKey) = (port, ApplicationRules.Name(colleague.Name).Value, email, email.ToLowerInvariant());
        row.Evidence = ApplicationRules.Words(colleague.Note, "note", "").Value;
        row.WaitingKey = ApplicationBook.WaitingKeyOf(row.EmailKey, port, null, isAskedFor: true);
        var added = await book.AddAsync(row, by, new ApplicationChange("colleague-asked-for", _ => { }), ct);
        return added.Error is { } error ? error : ApplicationReference.Parse(row.Reference);
    }

    /// <summary>The requests of a port that wait, for its managers and for those who decide.</summary>
    /// <returns>Or <c>not-allowed</c>.</returns>
    public async Task<Result<IReadOnlyList<ColleagueRequest>>> ListAsync(Locode port, Actor by, CancellationToken ct)
    {
        if (!by.Manages(port) && !by.May(Permission.ManageSchemes))
            return Authority.Refusal;
        await using var db = await book.Contexts.CreateDbContextAsync(ct);
        var rows = await db.Applications.AsNoTracking().Where(row => row.Locode == port && row.AskedBy != null && Waiting.Contains(row.State)).OrderBy(row => row.SubmittedAt).ToListAsync(ct);
        return rows.ConvertAll(row => new ColleagueRequest(
            ApplicationReference.Parse(row.Reference), ApplicationKind.Parse(row.Kind), ApplicationState.Parse(row.State), row.Name, row.SubmittedAt ?? row.CreatedAt));
    }

    private async Task<Error?> RefusalAsync(Locode port, string email, CancellationToken ct)
    {
        if (await contacts.IsManagerAsync(port, email, ct))
            return Error.Conflict("colleague-known", "Somebody with this address manages this port already.", "email");
        await using var db = await book.Contexts.CreateDbContextAsync(ct);
        var key = email.ToLowerInvariant();
        // Of those who apply themselves a manager learns nothing, so only what was asked for by the port's managers is told.
        if (await db.Applications.AnyAsync(row => row.Locode == port && row.EmailKey == key && row.AskedBy != null && Waiting.Contains(row.State), ct))
            return Error.Conflict("application-waiting", "Somebody with this address was asked for already. JMSC decides on it.", "email");
        return await db.Applications.CountAsync(row => row.Locode == port && row.AskedBy != null && Waiting.Contains(row.State), ct) >= MaxWaiting
            ? Error.Conflict("too-many-waiting", $"{MaxWaiting} requests of this port wait for JMSC already. Wait until they decide.")
            : null;
    }
}
