using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Schemes;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Schemes;

/// <summary>
/// Where somebody without an account applies to join. Whoever holds the token of the browser's session, or a link that was mailed, may
/// go on; what they are told depends on that application alone, never on anybody else's or on who has an account.
/// </summary>
public sealed class JoinDesk(ApplicationBook book, ApplicationMail mail, TimeProvider clock)
{
    /// <summary>How many applications from one address wait at a time.</summary>
    public const int MaxWaiting = 10;

    private static readonly TimeSpan DraftSession = TimeSpan.FromHours(24);
    private static readonly TimeSpan SentSession = TimeSpan.FromHours(1);
    private static readonly string Draft = ApplicationState.Draft.Code;

    /// <summary>The one answer to a session that has ended, or a link that is unknown or too old.</summary>
    public static Error Ended => Error.Conflict("application-ended", "Your answers could not be found. Start again, or use the link that we mailed you.");

    public static Error Decided => Error.Conflict("application-decided", "This application has been decided, so it cannot be withdrawn.");

    public static Error Incomplete => Error.Conflict("answers-missing", "Answer every question before you send the application.");

    /// <summary>Begins an application.</summary>
    /// <returns>The token of its session, for the browser and nobody else.</returns>
    public async Task<string> StartAsync(ApplicantRole role, CancellationToken ct)
    {
        var (row, token) = (book.New(ApplicationKind.Join, ApplicationState.Draft), SecretToken.New());
        row.Role = role.Code;
        (row.SessionHash, row.SessionEndsAt) = (SecretToken.HashOf(token), clock.GetUtcNow() + DraftSession);
        await using var db = await book.Contexts.CreateDbContextAsync(ct);
        db.Applications.Add(row);
        await db.SaveChangesAsync(ct);
        return token;
    }

    /// <summary>The application of a session; null when there is none or it has ended.</summary>
    public async Task<JoinAnswers?> FindAsync(string? session, CancellationToken ct)
    {
        await using var db = await book.Contexts.CreateDbContextAsync(ct);
        return await RowAsync(db, session, ct) is { } row ? await AnswersAsync(db, row, ct) : null;
    }

    public Task<Result<JoinAnswers>> SaveRoleAsync(string? session, ApplicantRole role, CancellationToken ct) => SaveAsync(
        session,
        row => (row.Role, row.CompanyNumber) = (role.Code, role.IsBusiness ? row.CompanyNumber : null),
        ct);

    public Task<Result<JoinAnswers>> SaveCompanyAsync(string? session, CompanyNumber number, CancellationToken ct) =>
        SaveAsync(session, row => row.CompanyNumber = number.ToString(), ct);

    /// <summary>Keeps who applies. Each text as <see cref="ApplicationRules"/> gives it; the telephone number may be empty.</summary>
    public Task<Result<JoinAnswers>> SaveYouAsync(string? session, string name, string email, string telephone, CancellationToken ct) => SaveAsync(
        session,
        row => (row.Name, row.Email, row.EmailKey, row.Telephone) = (name, email, email.ToLowerInvariant(), telephone),
        ct);

    public Task<Result<JoinAnswers>> SavePortAsync(string? session, Locode port, CancellationToken ct) =>
        SaveAsync(session, row => (row.Locode, row.UnlistedPort) = (port, null), ct);

    public Task<Result<JoinAnswers>> SaveUnlistedPortAsync(string? session, string name, CancellationToken ct) =>
        SaveAsync(session, row => (row.Locode, row.UnlistedPort) = (null, name), ct);

    public Task<Result<JoinAnswers>> SaveEvidenceAsync(string? session, string evidence, CancellationToken ct) =>
        SaveAsync(session, row => row.Evidence = evidence, ct);

    /// <summary>Mails a link with which the draft can be gone on with.</summary>
    /// <param name="email">The applicant's address, as <see cref="ApplicationRules.Email"/> gives it.</param>
    public async Task<Result<JoinAnswers>> SendLinkAsync(string? session, string email, CancellationToken ct)
    {
        await using var db = await book.Contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await RowAsync(db, session, ct) is not { } row || row.State != Draft)
            return Ended;
        (row.Email, row.EmailKey) = (email, email.ToLowerInvariant());
        // A link that could not be mailed would only put an end to the one before.
        var token = await mail.MayWriteAsync(db, row.EmailKey, ct) ? mail.NewLink(row) : null;
        Touch(row);
        if (!await StoreAsync(db, ct))
            return Ended;
        if (token is not null)
            await mail.SendDraftAsync(db, row, token, ct);
        await transaction.CommitAsync(ct);
        return await AnswersAsync(db, row, ct);
    }

    /// <summary>Where the application stands that a mailed link leads to. Spends nothing.</summary>
    /// <returns>Its state; null when the link cannot be used.</returns>
    public async Task<ApplicationState?> PeekLinkAsync(string link, CancellationToken ct)
    {
        await using var db = await book.Contexts.CreateDbContextAsync(ct);
        return await LinkedAsync(db, link, ct) is { } row ? ApplicationState.Parse(row.State) : null;
    }

    /// <summary>Opens the application that a mailed link leads to, in place of the session that it may have elsewhere.</summary>
    /// <returns>The token of the new session and the application; or <c>application-ended</c>.</returns>
    public async Task<Result<(string Session, JoinAnswers Answers)>> OpenLinkAsync(string link, CancellationToken ct)
    {
        await using var db = await book.Contexts.CreateDbContextAsync(ct);
        if (await LinkedAsync(db, link, ct) is not { } row)
            return Ended;
        var session = SecretToken.New();
        (row.SessionHash, row.IsProved) = (SecretToken.HashOf(session), true);
        // Whoever decides has looked at the same application all the same, so its revision stays.
        row.SessionEndsAt = SessionEnd(row);
        return await StoreAsync(db, ct) ? (session, await AnswersAsync(db, row, ct)) : Ended;
    }

    /// <summary>
    /// Sends the application. Sent twice it is sent once. Where the same address has one for the same port waiting, that one stays and
    /// this is closed; the browser is told nothing of it, and the address by mail.
    /// </summary>
    /// <param name="origin">From where, as <see cref="Actor.Origin"/> has it.</param>
    /// <returns>The application; or <c>application-ended</c> or <c>answers-missing</c>.</returns>
    public async Task<Result<JoinAnswers>> SubmitAsync(string? session, string origin, CancellationToken ct)
    {
        if (await FindAsync(session, ct) is not { } answers)
            return Ended;
        if (answers.State != ApplicationState.Draft)
            return answers;
        var sent = await book.ChangeAsync(answers.Id, Applicant(origin), SubmitAsync, ct);
        // Sent by the same browser a moment before: that is no error to whoever pressed twice.
        return await AgainAsync(session, sent.Error == Ended ? null : sent.Error, ct);
    }

    /// <summary>Answers what JMSC asked.</summary>
    /// <param name="words">As <see cref="ApplicationRules.Words"/> gives them.</param>
    /// <returns>The application; or <c>application-ended</c>, or <c>nothing-asked</c> when no question waits.</returns>
    public Task<Result<JoinAnswers>> AnswerAsync(string? session, string words, string origin, CancellationToken ct) => ActAsync(
        session,
        origin,
        (_, facts, _) => Task.FromResult<Result<ApplicationChange>>(facts.State == ApplicationState.MoreAsked
            ? new ApplicationChange("application-answered", row => row.State = ApplicationState.Submitted.Code) { Message = (ApplicationMessageRow.Answer, words) }
            : Error.Conflict("nothing-asked", "JMSC does not wait for an answer.")),
        ct);

    /// <summary>Takes the application back.</summary>
    /// <returns>The application; or <c>application-ended</c>, or <c>application-decided</c> when it does not wait any more.</returns>
    public Task<Result<JoinAnswers>> WithdrawAsync(string? session, string origin, CancellationToken ct) => ActAsync(
        session,
        origin,
        async (db, facts, token) =>
        {
            if (!facts.State.IsWaiting)
                return Decided;
            var (reference, recipient) = (ApplicationReference.Parse(facts.Row.Reference), await ApplicationMail.RecipientAsync(db, facts.Row, token));
            return new ApplicationChange("application-withdrawn", row => (row.State, row.WaitingKey, row.LinkHash, row.DecidedAt) = (ApplicationState.Withdrawn.Code, null, null, clock.GetUtcNow()))
            {
                Events = facts.History is { } history ? ApplicationDecisions.Withdrawn(history.Events, reference, facts.IsLast && facts.BeganHere, clock.Today()) : [],
                Mail = recipient is null ? null : (writing, row, stop) => mail.SendWithdrawnAsync(writing, row, recipient, stop),
            };
        },
        ct);

    /// <summary>Who acts when somebody without an account does.</summary>
    private static Actor Applicant(string origin) => Actor.Job("join") with { Origin = origin };

    private async Task<Result<ApplicationChange>> SubmitAsync(PortSafeDb db, ApplicationFacts facts, CancellationToken ct)
    {
        var answers = JoinAnswers.Of(facts.Row, null, null);
        if (answers.State != ApplicationState.Draft)
            return Ended;
        if (answers.Next is not null)
            return Incomplete;
        var key = ApplicationBook.WaitingKeyOf(facts.Row.EmailKey!, facts.Row.Locode, facts.Row.UnlistedPort);
        if (await StandInAsync(db, facts.Row.EmailKey!, key, ct) is { } waiting)
            return Repeat(waiting);
        var events = facts.History is { } history ? ApplicationDecisions.Submitted(history.Events, answers.Role!, clock.Today()) : [];
        var port = facts.Row.Locode is { } locode ? await ApplicationMail.PortNameAsync(db, locode, ct) : null;
        var (mayWrite, token) = (await mail.MayWriteAsync(db, facts.Row.EmailKey!, ct), "");
        return new ApplicationChange("application-sent", row =>
        {
            (row.State, row.WaitingKey, row.SubmittedAt, row.BeganScheme) = (ApplicationState.Submitted.Code, key, clock.GetUtcNow(), events.Count > 0);
            // What was typed on a shared computer is not to be read there by the next one.
            (row.SessionEndsAt, row.IsProved) = (clock.GetUtcNow() + SentSession, false);
            if (mayWrite)
                token = mail.NewLink(row);
        })
        {
            Events = events,
            Mail = mayWrite ? (writing, row, stop) => mail.SendReceivedAsync(writing, row, port, token, stop) : null,
        };
    }

    /// <summary>The reference of the application that waits instead: of the same address and port, or when the address has too many, its latest.</summary>
    private static async Task<string?> StandInAsync(PortSafeDb db, string emailKey, string key, CancellationToken ct)
    {
        if (await db.Applications.Where(row => row.WaitingKey == key).Select(row => row.Reference).SingleOrDefaultAsync(ct) is { } same)
            return same;
        var waiting = await db.Applications.Where(row => row.EmailKey == emailKey && row.WaitingKey != null).OrderByDescending(row => row.SubmittedAt).Select(row => row.Reference).Take(MaxWaiting).ToListAsync(ct);
        return waiting.Count == MaxWaiting ? waiting[0] : null;
    }

    private ApplicationChange Repeat(string waiting) => new("application-repeated", row =>
    {
        (row.State, row.SubmittedAt, row.DecidedAt) = (ApplicationState.Withdrawn.Code, clock.GetUtcNow(), clock.GetUtcNow());
        (row.SessionEndsAt, row.IsProved, row.LinkHash) = (clock.GetUtcNow() + SentSession, false, null);
    })
    {
        Mail = (db, row, ct) => mail.SendRepeatedAsync(db, row, waiting, ct),
    };

    private async Task<Result<JoinAnswers>> ActAsync(
        string? session, string origin, Func<PortSafeDb, ApplicationFacts, CancellationToken, Task<Result<ApplicationChange>>> decide, CancellationToken ct)
    {
        if (await FindAsync(session, ct) is not { IsProved: true } answers)
            return Ended;
        return await AgainAsync(session, (await book.ChangeAsync(answers.Id, Applicant(origin), decide, ct)).Error, ct);
    }

    private async Task<Result<JoinAnswers>> AgainAsync(string? session, Error? error, CancellationToken ct)
    {
        if (error is not null)
            return error;
        return await FindAsync(session, ct) is { } answers ? answers : Ended;
    }

    private async Task<Result<JoinAnswers>> SaveAsync(string? session, Action<ApplicationRow> change, CancellationToken ct)
    {
        await using var db = await book.Contexts.CreateDbContextAsync(ct);
        if (await RowAsync(db, session, ct) is not { } row || row.State != Draft)
            return Ended;
        change(row);
        Touch(row);
        return await StoreAsync(db, ct) ? await AnswersAsync(db, row, ct) : Ended;
    }

    private void Touch(ApplicationRow row)
    {
        row.Revision++;
        (row.ChangedAt, row.SessionEndsAt) = (clock.GetUtcNow(), SessionEnd(row));
    }

    private DateTimeOffset SessionEnd(ApplicationRow row) => clock.GetUtcNow() + (row.State == Draft ? DraftSession : SentSession);

    /// <returns>False when the same application was changed from elsewhere at the same moment.</returns>
    private static async Task<bool> StoreAsync(PortSafeDb db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private async Task<ApplicationRow?> RowAsync(PortSafeDb db, string? session, CancellationToken ct)
    {
        if (session is not { Length: SecretToken.Length })
            return null;
        var (hash, now) = (SecretToken.HashOf(session), clock.GetUtcNow());
        return await db.Applications.SingleOrDefaultAsync(row => row.SessionHash == hash && row.SessionEndsAt > now && row.WipedAt == null, ct);
    }

    private async Task<ApplicationRow?> LinkedAsync(PortSafeDb db, string link, CancellationToken ct)
    {
        if (link.Length != SecretToken.Length)
            return null;
        var (hash, now) = (SecretToken.HashOf(link), clock.GetUtcNow());
        return await db.Applications.SingleOrDefaultAsync(row => row.LinkHash == hash && row.LinkEndsAt > now && row.WipedAt == null, ct);
    }

    private static async Task<JoinAnswers> AnswersAsync(PortSafeDb db, ApplicationRow row, CancellationToken ct)
    {
        var name = row.Locode is { } port ? await db.PortStatus.Where(known => known.Locode == port).Select(known => known.Name).SingleOrDefaultAsync(ct) : null;
        var question = await db.ApplicationMessages.Where(said => said.ApplicationId == row.Id && said.Kind == ApplicationMessageRow.Question)
            .OrderByDescending(said => said.Number).Select(said => said.Text).FirstOrDefaultAsync(ct);
        return JoinAnswers.Of(row, name, question);
    }
}
