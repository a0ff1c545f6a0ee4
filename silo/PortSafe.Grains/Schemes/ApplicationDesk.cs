using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Schemes;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Schemes;

/// <summary>
/// What JMSC decides about applications. Each decision names the revision that was looked at: of two officers who decide at once one
/// does, and the other is told. All answer with the reference, or also with <c>not-allowed</c>, <c>application-not-found</c>,
/// <c>application-changed</c> or <c>application-decided</c>.
/// </summary>
public sealed class ApplicationDesk(ApplicationBook book, ApplicationQueue queue, ApplicationSettling settling, ApplicationMail mail, PortSafeDb db, TimeProvider clock)
{
    public static Error Changed => Error.Conflict("application-changed", "Somebody else has changed this application meanwhile. Look at it again before you decide.");

    private static Error NobodyToAsk => Error.Conflict("nobody-to-ask", "Whoever sent this has no account any more, so nobody would read the question. Approve it or do not accept it.");

    public static Error Decided => Error.Conflict("application-decided", "This application does not wait for a decision any more.");

    /// <summary>
    /// Approves it: the port joins and gets the pack where it has not yet, and the applicant is invited, or the port is added to the
    /// account that they have. The last is a step of its own, right after; the nightly sweep finds one that was missed.
    /// </summary>
    /// <param name="packVersion">Of the pack that is issued with it, such as <c>2026-11</c>.</param>
    /// <returns>Also <c>port-missing</c>, <c>account-other-role</c>, <c>account-revoked</c>, <c>pack-version-invalid</c>, <c>scheme-suspended</c> or <c>port-closed</c>.</returns>
    public async Task<Result<ApplicationReference>> ApproveAsync(ApplicationReference reference, int revision, string packVersion, Actor by, CancellationToken ct)
    {
        var approved = await DecideAsync(reference, revision, by, (reading, facts, token) => ApproveAsync(reading, facts, packVersion, by, token), ct);
        if (approved.Succeeded(out var row, out var error) is false)
            return error;
        await settling.SettleAsync(row.Id, by, ct);
        return reference;
    }

    /// <summary>Asks for more: the applicant gets the words by mail, with a link to answer.</summary>
    /// <returns>Also <c>words-missing</c>, <c>words-too-long</c>, <c>words-unprintable</c> or <c>nobody-to-ask</c>.</returns>
    public async Task<Result<ApplicationReference>> AskAsync(ApplicationReference reference, int revision, string? question, Actor by, CancellationToken ct)
    {
        if (ApplicationRules.Words(question, "words", "what you need to know").Succeeded(out var words, out var fault) is false)
            return fault;
        return Named(reference, await DecideAsync(
            reference,
            revision,
            by,
            async (reading, facts, token) =>
            {
                if (await ApplicationMail.RecipientAsync(reading, facts.Row, token) is not { } recipient)
                    return NobodyToAsk;
                var (port, link) = (await PortAsync(reading, facts, token), "");
                return new ApplicationChange("application-more-asked", row => (row.State, link) = (ApplicationState.MoreAsked.Code, mail.NewLink(row)))
                {
                    Message = (ApplicationMessageRow.Question, words),
                    Mail = (writing, row, stop) => mail.SendQuestionAsync(writing, row, recipient, port, words, link, stop),
                };
            },
            ct));
    }

    /// <summary>Rejects it, with a reason that the applicant receives.</summary>
    /// <returns>Also <c>words-missing</c>, <c>words-too-long</c> or <c>words-unprintable</c>.</returns>
    public async Task<Result<ApplicationReference>> RejectAsync(ApplicationReference reference, int revision, string? reason, Actor by, CancellationToken ct)
    {
        if (ApplicationRules.Words(reason, "words", "a reason").Succeeded(out var words, out var fault) is false)
            return fault;
        return Named(reference, await DecideAsync(
            reference,
            revision,
            by,
            async (reading, facts, token) =>
            {
                var (recipient, port) = (await ApplicationMail.RecipientAsync(reading, facts.Row, token), await PortAsync(reading, facts, token));
                return new ApplicationChange("application-rejected", row => End(row, ApplicationState.Rejected, by))
                {
                    Events = facts.History is { } history && facts.Row.Kind == ApplicationKind.Join.Code
                        ? ApplicationDecisions.Rejected(history.Events, reference, facts.IsLast && facts.BeganHere, clock.Today())
                        : [],
                    Message = (ApplicationMessageRow.Reason, words),
                    Mail = recipient is null ? null : (writing, row, stop) => mail.SendRejectedAsync(writing, row, recipient, port, words, stop),
                };
            },
            ct));
    }

    /// <summary>Says which port of the register an application is for whose applicant did not find it.</summary>
    /// <returns>Also <c>port-not-found</c>, or <c>application-waiting</c> when the same address has one for that port already.</returns>
    public async Task<Result<ApplicationReference>> ChoosePortAsync(ApplicationReference reference, int revision, Locode port, Actor by, CancellationToken ct) => Named(reference, await DecideAsync(
        reference,
        revision,
        by,
        async (reading, facts, token) =>
        {
            if (!await reading.PortStatus.AnyAsync(row => row.Locode == port && row.ClosedOn == null, token))
                return Error.Invalid("port-not-found", "Choose a port of the register that is not closed.", "port");
            var key = ApplicationBook.WaitingKeyOf(facts.Row.EmailKey ?? facts.Row.Reference, port, null, facts.Row.AskedBy is not null);
            if (await reading.Applications.AnyAsync(row => row.WaitingKey == key && row.Id != facts.Row.Id, token))
                return Error.Conflict("application-waiting", "The same applicant has another application for this port waiting. Decide on that one first.", "port");
            return new ApplicationChange("application-port-chosen", row => (row.Locode, row.WaitingKey) = (port, key));
        },
        ct));

    private async Task<Result<ApplicationRow>> DecideAsync(
        ApplicationReference reference, int revision, Actor by, Func<PortSafeDb, ApplicationFacts, CancellationToken, Task<Result<ApplicationChange>>> decide, CancellationToken ct)
    {
        if (!by.May(Permission.ManageSchemes))
            return Authority.Refusal;
        var code = reference.ToString();
        if (await db.Applications.Where(row => row.Reference == code).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(ct) is not { } id)
            return ApplicationBook.NotFound;
        return await book.ChangeAsync(
            id,
            by,
            async (reading, facts, token) =>
            {
                if (facts.State == ApplicationState.Draft)
                    return ApplicationBook.NotFound;
                if (facts.State.IsEnd)
                    return Decided;
                return facts.Row.Revision == revision ? await decide(reading, facts, token) : Changed;
            },
            ct);
    }

    private async Task<Result<ApplicationChange>> ApproveAsync(PortSafeDb reading, ApplicationFacts facts, string packVersion, Actor by, CancellationToken ct)
    {
        var row = facts.Row;
        if (facts.History is not { } history)
            return Error.Conflict("port-missing", "Choose the port in the register first. Add it there if it is missing.", "port");
        if (AccountFault(await queue.AccountAsync(row, ct)) is { } fault)
            return fault;
        IReadOnlyList<PortEvent> events = [];
        if (row.Kind == ApplicationKind.Join.Code && !ApplicationDecisions.Approved(history.Events, ApplicantRole.Parse(row.Role!), packVersion.Trim(), clock.Today()).Succeeded(out events!, out var error))
            return error;
        var (recipient, port) = (await ApplicationMail.RecipientAsync(reading, row, ct), await PortAsync(reading, facts, ct));
        return new ApplicationChange("application-approved", changed => End(changed, ApplicationState.Approved, by))
        {
            Events = events,
            Mail = recipient is null ? null : (writing, changed, token) => mail.SendApprovedAsync(writing, changed, recipient, port, token),
        };
    }

    private static Error? AccountFault(ApplicantAccount account) => account switch
    {
        ApplicantAccount.OtherRole => Error.Conflict("account-other-role", "Somebody with another role has this address, and a person has one role. Change their role under People first, or reject this."),
        ApplicantAccount.Revoked => Error.Conflict("account-revoked", "Somebody with this address had their account taken away. Give it back under People first, or reject this."),
        _ => null,
    };

    private void End(ApplicationRow row, ApplicationState state, Actor by)
    {
        (row.State, row.DecidedAt, row.DecidedBy) = (state.Code, clock.GetUtcNow(), by.Id);
        (row.WaitingKey, row.SessionHash, row.LinkHash) = (null, null, null);
    }

    private static async Task<string> PortAsync(PortSafeDb reading, ApplicationFacts facts, CancellationToken ct) => await ApplicationMail.PortNameAsync(reading, facts.Row.Locode, ct);

    private static Result<ApplicationReference> Named(ApplicationReference reference, Result<ApplicationRow> done) => done.Error is { } error ? error : reference;
}
